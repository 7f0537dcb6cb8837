import type { ObjectStore } from '../../../functions/adapters/object-store.ts'

/** A bucket that is a map; `pieceBytes` is how the bytes of an object come over the wire. */
export class InMemoryStore implements ObjectStore {
  readonly objects = new Map<string, Buffer>()
  readonly pieceBytes: number

  constructor({ pieceBytes = 16 * 1024 }: { readonly pieceBytes?: number } = {}) {
    this.pieceBytes = pieceBytes
  }

  async *read(key: string): AsyncGenerator<Uint8Array> {
    const object = this.objects.get(key)
    if (object === undefined) throw new Error(`no object ${key}`)
    for (let at = 0; at < object.length; at += this.pieceBytes) yield object.subarray(at, at + this.pieceBytes)
  }

  async write(key: string, body: string | Uint8Array): Promise<void> {
    this.objects.set(key, Buffer.from(body))
  }

  async writeStream(key: string, body: AsyncIterable<string>): Promise<void> {
    let text = ''
    for await (const part of body) text += part
    await this.write(key, text)
  }

  async *list(prefix: string): AsyncGenerator<string> {
    yield* [...this.objects.keys()].filter((key) => key.startsWith(prefix)).sort()
  }

  text(key: string): string {
    const object = this.objects.get(key)
    if (object === undefined) throw new Error(`no object ${key}; there are ${[...this.objects.keys()].join(', ')}`)
    return object.toString('utf8')
  }

  keys(): string[] {
    return [...this.objects.keys()].sort()
  }
}

import { ServiceError } from '../service-endpoint.ts'

const lineEnd = Buffer.from('\r\n')

/** Reads a byte sequence by lines and by counts, whatever pieces it arrives in. */
class PieceReader {
  private readonly source: AsyncIterator<Uint8Array>
  private buffer: Buffer = Buffer.alloc(0)

  constructor(source: AsyncIterable<Uint8Array>) {
    this.source = source[Symbol.asyncIterator]()
  }

  private async more(): Promise<void> {
    const { done, value } = await this.source.next()
    if (done === true) throw new ServiceError('IncompleteBody', 'The aws-chunked body ended within a chunk.')
    this.buffer = this.buffer.length === 0 ? Buffer.from(value) : Buffer.concat([this.buffer, value])
  }

  async line(): Promise<string> {
    for (;;) {
      const end = this.buffer.indexOf(lineEnd)
      if (end >= 0) {
        const line = this.buffer.subarray(0, end).toString('latin1')
        this.buffer = this.buffer.subarray(end + lineEnd.length)
        return line
      }
      await this.more()
    }
  }

  /** The next bytes, at most `most` of them and at least one. */
  async some(most: number): Promise<Buffer> {
    while (this.buffer.length === 0) await this.more()
    const bytes = this.buffer.subarray(0, most)
    this.buffer = this.buffer.subarray(bytes.length)
    return bytes
  }
}

/** The content of a body in the `aws-chunked` encoding; its trailing headers, lower-case, are added to `trailers`. */
export async function* unchunked(
  content: AsyncIterable<Uint8Array>,
  trailers: Record<string, string>,
): AsyncGenerator<Uint8Array> {
  const reader = new PieceReader(content)
  for (;;) {
    const size = Number.parseInt((await reader.line()).split(';')[0] ?? '', 16)
    if (Number.isNaN(size)) throw new ServiceError('InvalidRequest', 'A chunk of the aws-chunked body has no size.')
    if (size === 0) break
    for (let left = size; left > 0; ) {
      const bytes = await reader.some(left)
      left -= bytes.length
      yield bytes
    }
    await reader.line()
  }
  for (let line = await reader.line(); line !== ''; line = await reader.line()) {
    const colon = line.indexOf(':')
    trailers[line.slice(0, colon).trim().toLowerCase()] = line.slice(colon + 1).trim()
  }
}

import { createHash } from 'node:crypto'
import {
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  realpathSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
} from 'node:fs'
import { dirname, join, sep } from 'node:path'
import { compareText } from '../dynamodb/attribute-value.ts'
import { ServiceError } from '../service-endpoint.ts'

/** An object: its file and what is known about it. */
export interface StoredObject {
  readonly key: string
  readonly path: string
  readonly size: number
  /** Without the quotation marks. */
  readonly etag: string
  /** Milliseconds since the epoch. */
  readonly lastModified: number
  /** The headers kept for the reader: content type and encoding, user metadata. */
  readonly headers: Readonly<Record<string, string>>
}

const md5OfFile = (path: string): string => {
  const hash = createHash('md5')
  const piece = Buffer.alloc(1 << 20)
  const file = openSync(path, 'r')
  try {
    for (let read = readSync(file, piece); read > 0; read = readSync(file, piece)) hash.update(piece.subarray(0, read))
  } finally {
    closeSync(file)
  }
  return hash.digest('hex')
}

// These either mean something to a file system or are forbidden on one.
const unsafe = /[%\\:*?"<>|\p{Cc}]/gu

const fileNameOf = (segment: string): string =>
  segment.replace(unsafe, (character) => `%${character.charCodeAt(0).toString(16).padStart(2, '0')}`)

const segmentOf = (fileName: string): string =>
  fileName.replace(/%([0-9a-f]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))

const refusal = (message: string): ServiceError => new ServiceError('InvalidURI', message)

/** A bucket whose objects are the files below a directory; those already there are its first objects. */
export class Bucket {
  readonly name: string
  private readonly directory: string
  private readonly objects = new Map<string, StoredObject>()
  private sorted: readonly string[] | undefined

  constructor(name: string, directory: string, now: number) {
    this.name = name
    mkdirSync(directory, { recursive: true })
    this.directory = realpathSync(directory)
    this.adopt(this.directory, '', now)
  }

  private adopt(directory: string, prefix: string, now: number): void {
    for (const entry of readdirSync(directory, { withFileTypes: true })) {
      const path = join(directory, entry.name)
      const key = `${prefix}${segmentOf(entry.name)}`
      if (entry.isDirectory()) this.adopt(path, `${key}/`, now)
      else if (entry.isFile()) {
        const headers = { 'content-type': 'binary/octet-stream' }
        this.objects.set(key, {
          key,
          path,
          size: statSync(path).size,
          etag: md5OfFile(path),
          lastModified: now,
          headers,
        })
      }
    }
  }

  /** The object called `key`, if there is one. */
  find(key: string): StoredObject | undefined {
    return this.objects.get(key)
  }

  /** Every key, by UTF-8 bytes. */
  keys(): readonly string[] {
    this.sorted ??= [...this.objects.keys()].sort(compareText)
    return this.sorted
  }

  /** Where the object called `key` belongs; refuses keys that would leave the bucket's directory. */
  pathOf(key: string): string {
    if (Buffer.byteLength(key) > 1024) throw new ServiceError('KeyTooLongError', 'Your key is too long')
    const segments = key.split('/')
    if (segments.some((segment) => segment === '' || segment === '.' || segment === '..')) {
      throw refusal(`The key ${JSON.stringify(key)} has an empty, "." or ".." part, which no file can stand for.`)
    }
    return join(this.directory, ...segments.map(fileNameOf))
  }

  /** Makes a received file the object called `key`, in place of the one before. */
  store(key: string, from: string, known: Omit<StoredObject, 'key' | 'path'>): StoredObject {
    const path = this.pathOf(key)
    try {
      mkdirSync(dirname(path), { recursive: true })
      const parent = realpathSync(dirname(path))
      if (parent !== this.directory && !parent.startsWith(this.directory + sep)) {
        throw refusal(`The key ${JSON.stringify(key)} leads out of the bucket's directory through a symbolic link.`)
      }
      renameSync(from, path)
    } catch (error) {
      if (error instanceof ServiceError) throw error
      throw refusal(`The key ${JSON.stringify(key)} cannot be a file beside the keys already there: ${String(error)}`)
    }
    const object = { ...known, key, path }
    this.objects.set(key, object)
    this.sorted = undefined
    return object
  }

  /** Removes the object called `key`, and the directories it leaves empty. */
  remove(key: string): void {
    const object = this.objects.get(key)
    if (object === undefined) return
    rmSync(object.path, { force: true })
    this.objects.delete(key)
    this.sorted = undefined
    for (let parent = dirname(object.path); parent !== this.directory; parent = dirname(parent)) {
      if (readdirSync(parent).length > 0) break
      rmdirSync(parent)
    }
  }
}

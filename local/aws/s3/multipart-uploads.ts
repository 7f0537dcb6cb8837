import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open, rm } from 'node:fs/promises'
import { ServiceError } from '../service-endpoint.ts'
import type { ReceivedFile } from './received-file.ts'

/** An upload in parts that is neither complete nor aborted. */
interface Upload {
  readonly bucket: string
  readonly key: string
  readonly headers: Readonly<Record<string, string>>
  readonly parts: Map<number, ReceivedFile>
}

/** A part as the completing request names it; the tag without quotation marks. */
export interface NamedPart {
  readonly number: number
  readonly etag: string
}

const smallestPart = 5 * 1024 * 1024
const mostParts = 10_000

/** The uploads under way, their parts in files of their own. */
export class MultipartUploads {
  private readonly uploads = new Map<string, Upload>()
  private begun = 0

  /** Begins an upload and answers its id. */
  begin(bucket: string, key: string, headers: Readonly<Record<string, string>>): string {
    this.begun += 1
    const id = createHash('sha256').update(`${this.begun} ${bucket} ${key}`).digest('base64url')
    this.uploads.set(id, { bucket, key, headers, parts: new Map() })
    return id
  }

  /** The upload called `id`, which must be one for this key. */
  find(id: string, bucket: string, key: string): Upload {
    const upload = this.uploads.get(id)
    if (upload?.bucket === bucket && upload.key === key) return upload
    throw new ServiceError('NoSuchUpload', 'The specified multipart upload does not exist.', {}, 404)
  }

  /** Refuses a part number S3 does not know. */
  static checkNumber(number: number): void {
    if (Number.isInteger(number) && number >= 1 && number <= mostParts) return
    throw new ServiceError('InvalidArgument', `Part number must be an integer between 1 and ${mostParts}, inclusive`)
  }

  /** Puts the named parts together in a file at `path`; answers its size and entity tag. */
  async assemble(upload: Upload, named: readonly NamedPart[], path: string): Promise<{ size: number; etag: string }> {
    if (named.some(({ number }, index) => index > 0 && (named[index - 1]?.number ?? 0) >= number)) {
      throw new ServiceError('InvalidPartOrder', 'The list of parts was not in ascending order.')
    }
    const parts = named.map(({ number, etag }, index) => {
      const part = upload.parts.get(number)
      if (part === undefined || part.md5.toString('hex') !== etag) {
        throw new ServiceError(
          'InvalidPart',
          `The part ${number} could not be found, or its entity tag does not match.`,
        )
      }
      if (index < named.length - 1 && part.size < smallestPart) {
        throw new ServiceError(
          'EntityTooSmall',
          `The part ${number} has ${part.size} bytes; all but the last need 5 MiB.`,
        )
      }
      return part
    })
    if (parts.length === 0) throw new ServiceError('MalformedXML', 'You must specify at least one part')
    const whole = await open(path, 'wx')
    try {
      for (const part of parts) for await (const piece of createReadStream(part.path)) await whole.appendFile(piece)
    } finally {
      await whole.close()
    }
    const tags = createHash('md5').update(Buffer.concat(parts.map(({ md5 }) => md5)))
    return { size: parts.reduce((sum, { size }) => sum + size, 0), etag: `${tags.digest('hex')}-${parts.length}` }
  }

  /** Forgets an upload and its parts. */
  async end(id: string): Promise<void> {
    const upload = this.uploads.get(id)
    this.uploads.delete(id)
    for (const { path } of upload?.parts.values() ?? []) await rm(path, { force: true })
  }
}

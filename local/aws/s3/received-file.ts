import { createHash, type Hash } from 'node:crypto'
import { appendFileSync, closeSync, openSync, rmSync } from 'node:fs'
import { crc32 } from 'node:zlib'
import { ServiceError, type StreamingCall } from '../service-endpoint.ts'
import { unchunked } from './aws-chunked.ts'

/** A body that lies in a file of its own, complete and checked against the checksums that came with it. */
export interface ReceivedFile {
  readonly path: string
  readonly size: number
  readonly md5: Buffer
}

interface Checksum {
  readonly update: (piece: Uint8Array) => void
  readonly base64: () => string
}

const hashed = (hash: Hash): Checksum => ({
  update: (piece) => void hash.update(piece),
  base64: () => hash.digest('base64'),
})

const crc = (): Checksum => {
  let value = 0
  return {
    update: (piece) => {
      value = crc32(piece, value)
    },
    base64: () => {
      const bytes = Buffer.alloc(4)
      bytes.writeUInt32BE(value)
      return bytes.toString('base64')
    },
  }
}

const algorithms: Readonly<Record<string, () => Checksum>> = {
  'x-amz-checksum-crc32': crc,
  'x-amz-checksum-sha1': () => hashed(createHash('sha1')),
  'x-amz-checksum-sha256': () => hashed(createHash('sha256')),
}

const announcedChecksums = (headers: Readonly<Record<string, string>>): ReadonlyMap<string, Checksum> => {
  const names = Object.keys(headers).filter((name) => /^x-amz-checksum-(?!mode$|algorithm$|type$)/.test(name))
  const trailer = headers['x-amz-trailer']
  const all = trailer === undefined ? names : [...names, ...trailer.split(',').map((name) => name.trim().toLowerCase())]
  return new Map(
    all.map((name) => {
      const algorithm = algorithms[name]
      if (algorithm !== undefined) return [name, algorithm()]
      throw new ServiceError(
        'NotImplemented',
        `The embedded S3 cannot check ${name}; use CRC32, SHA1 or SHA256.`,
        {},
        501,
      )
    }),
  )
}

const badDigest = (name: string): ServiceError =>
  new ServiceError('BadDigest', `The ${name} you specified did not match the calculated checksum.`)

/** Writes a request's body to `path`, piece by piece; on failure nothing is left there. */
export const receive = async (call: StreamingCall, path: string): Promise<ReceivedFile> => {
  const { headers } = call
  const trailers: Record<string, string> = {}
  const isChunked = /\baws-chunked\b/.test(headers['content-encoding'] ?? '')
  const content = isChunked ? unchunked(call.content, trailers) : call.content
  const checksums = announcedChecksums(headers)
  const md5 = createHash('md5')
  let size = 0
  // Without waiting for the disk by promises: most bodies are small, and nothing else runs meanwhile.
  const file = openSync(path, 'wx')
  try {
    for await (const piece of content) {
      size += piece.length
      md5.update(piece)
      for (const checksum of checksums.values()) checksum.update(piece)
      appendFileSync(file, piece)
    }
    const expected = headers[isChunked ? 'x-amz-decoded-content-length' : 'content-length']
    if (expected !== undefined && Number(expected) !== size) {
      throw new ServiceError(
        'IncompleteBody',
        `The body has ${size} bytes and not the ${expected} that were announced.`,
      )
    }
    for (const [name, checksum] of checksums) {
      if ((headers[name] ?? trailers[name]) !== checksum.base64()) throw badDigest(name)
    }
    const digest = md5.digest()
    const claimed = headers['content-md5']
    if (claimed !== undefined && claimed !== digest.toString('base64')) throw badDigest('Content-MD5')
    return { path, size, md5: digest }
  } catch (error) {
    rmSync(path, { force: true })
    throw error
  } finally {
    closeSync(file)
  }
}

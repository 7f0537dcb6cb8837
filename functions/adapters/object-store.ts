import { Readable } from 'node:stream'
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3'
import { DefectError } from '../../domain/outcome.ts'
import { type ClientConfiguration, sharedClient } from './client-configuration.ts'
import { calling } from './transience.ts'

/** One bucket. */
export interface ObjectStore {
  /** The object's bytes as they come. @throws ObjectReplacedError when it no longer has the content that `contentTag` names */
  read(key: string, contentTag?: string): AsyncIterable<Uint8Array>
  /** Replaces the object. */
  write(key: string, body: string): Promise<void>
  /** Replaces the object by a stream of any length, of which one part is in memory. */
  writeStream(key: string, body: AsyncIterable<string>): Promise<void>
  /** The keys that begin with `prefix`, in their order. */
  list(prefix: string): AsyncIterable<string>
}

/** The object was overwritten since its event; the newer content has an event of its own. */
export class ObjectReplacedError extends Error {
  override readonly name = 'ObjectReplacedError'
}

/** S3 takes parts of 5 MiB and more. */
const partBytes = 8 * 1024 * 1024

const contentTypes: readonly (readonly [string, string])[] = [
  ['.csv', 'text/csv; charset=utf-8'],
  ['.json', 'application/json'],
  ['.jsonl', 'application/jsonl'],
  ['.html', 'text/html; charset=utf-8'],
]

const contentTypeOf = (key: string): string =>
  contentTypes.find(([extension]) => key.endsWith(extension))?.[1] ?? 'application/octet-stream'

/** Gathers text into parts that are large enough for S3. */
async function* partsOf(body: AsyncIterable<string>): AsyncGenerator<Buffer> {
  let gathered: Buffer[] = []
  let size = 0
  for await (const text of body) {
    const bytes = Buffer.from(text)
    gathered.push(bytes)
    size += bytes.length
    if (size < partBytes) continue
    yield Buffer.concat(gathered)
    gathered = []
    size = 0
  }
  yield Buffer.concat(gathered)
}

const s3Client = sharedClient((configuration) => new S3Client(configuration))

/** Opens a bucket. */
export const connectObjectStore = (bucket: string, clients: ClientConfiguration): ObjectStore => {
  const s3 = s3Client(clients)

  const put = (key: string, body: string | Buffer) =>
    calling(() =>
      s3.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: body, ContentType: contentTypeOf(key) })),
    )

  const uploadParts = async (key: string, parts: AsyncIterable<Buffer>): Promise<void> => {
    const { UploadId } = await calling(() =>
      s3.send(new CreateMultipartUploadCommand({ Bucket: bucket, Key: key, ContentType: contentTypeOf(key) })),
    )
    const upload = { Bucket: bucket, Key: key, UploadId }
    try {
      const uploaded: { ETag: string | undefined; PartNumber: number }[] = []
      for await (const part of parts) {
        const PartNumber = uploaded.length + 1
        const { ETag } = await calling(() => s3.send(new UploadPartCommand({ ...upload, PartNumber, Body: part })))
        uploaded.push({ ETag, PartNumber })
      }
      await calling(() =>
        s3.send(new CompleteMultipartUploadCommand({ ...upload, MultipartUpload: { Parts: uploaded } })),
      )
    } catch (error) {
      await s3.send(new AbortMultipartUploadCommand(upload))
      throw error
    }
  }

  return {
    async *read(key, contentTag) {
      const wanted = { Bucket: bucket, Key: key, ...(contentTag === undefined ? {} : { IfMatch: `"${contentTag}"` }) }
      try {
        const { Body } = await calling(() => s3.send(new GetObjectCommand(wanted)))
        if (!(Body instanceof Readable)) throw new DefectError(`${key} came without a stream; run on Node.js`)
        yield* Body
      } catch (error) {
        if (error instanceof Error && error.name === 'PreconditionFailed')
          throw new ObjectReplacedError(`${key} was replaced since it was dropped; the newer file is read by itself`)
        throw error
      }
    },

    async write(key, body) {
      await put(key, body)
    },

    async writeStream(key, body) {
      const parts = partsOf(body)
      const first = await parts.next()
      if (first.done === true) throw new DefectError(`the stream for ${key} gave not even an empty part`)
      if (first.value.length < partBytes) await put(key, first.value)
      else await uploadParts(key, startingWith(first.value, parts))
    },

    async *list(prefix) {
      let ContinuationToken: string | undefined
      do {
        const page = await calling(() =>
          s3.send(
            new ListObjectsV2Command({
              Bucket: bucket,
              Prefix: prefix,
              ...(ContinuationToken && { ContinuationToken }),
            }),
          ),
        )
        for (const { Key } of page.Contents ?? []) if (Key !== undefined) yield Key
        ContinuationToken = page.NextContinuationToken
      } while (ContinuationToken !== undefined)
    },
  }
}

async function* startingWith(first: Buffer, rest: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  yield first
  for await (const part of rest) if (part.length > 0) yield part
}

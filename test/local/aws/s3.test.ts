import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  ReadStream,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  NoSuchKey,
  NotFound,
  PutObjectCommand,
  S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { embeddedClientConfiguration, embeddedRequestHandler } from '../../../local/aws/request-handler.ts'
import { EmbeddedS3, type ObjectCreated } from '../../../local/aws/s3.ts'
import { VirtualClock } from '../../../local/clock.ts'
import { start } from './embedded-clients.ts'

const Bucket = 'drop'
let directory: string
let clock: VirtualClock
let store: EmbeddedS3
let client: S3Client
let checking: S3Client

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'embedded-s3-'))
  clock = new VirtualClock(start)
  store = new EmbeddedS3({ directory, clock })
  store.createBucket(Bucket)
  const configuration = embeddedClientConfiguration(embeddedRequestHandler({ s3: store.endpoint }))
  client = new S3Client(configuration)
  // What the SDK does unless told otherwise: aws-chunked bodies with a trailing CRC32.
  checking = new S3Client({
    ...configuration,
    requestChecksumCalculation: 'WHEN_SUPPORTED',
    responseChecksumValidation: 'WHEN_SUPPORTED',
  })
})

afterEach(() => rmSync(directory, { recursive: true, force: true }))

const put = (Key: string, Body: string | Uint8Array = 'content', rest = {}) =>
  client.send(new PutObjectCommand({ Bucket, Key, Body, ...rest }))
const textOf = async (Key: string, rest = {}) =>
  (await client.send(new GetObjectCommand({ Bucket, Key, ...rest }))).Body?.transformToString()
const fileOf = (key: string) => join(directory, Bucket, ...key.split('/'))

/** `megabytes` pieces of a megabyte, each made only when it is asked for. */
async function* pieces(megabytes: number, onPiece: (number: number) => void = () => {}) {
  for (let number = 0; number < megabytes; number++) {
    onPiece(number)
    yield Buffer.alloc(1 << 20, number)
  }
}

const digestOf = async (content: AsyncIterable<Uint8Array>) => {
  const hash = createHash('md5')
  for await (const piece of content) hash.update(piece)
  return hash.digest('hex')
}

describe('an object', () => {
  it('is a file, and comes back with its type, metadata, entity tag and virtual time', async () => {
    const { ETag } = await put('lender/accounts/a b+ü.csv', 'a,b\n1,2\n', {
      ContentType: 'text/csv',
      Metadata: { origin: 'sftp' },
    })
    expect(ETag).toBe(`"${createHash('md5').update('a,b\n1,2\n').digest('hex')}"`)
    expect(readFileSync(fileOf('lender/accounts/a b+ü.csv'), 'utf8')).toBe('a,b\n1,2\n')
    const object = await client.send(new GetObjectCommand({ Bucket, Key: 'lender/accounts/a b+ü.csv' }))
    expect(object).toMatchObject({
      ContentType: 'text/csv',
      Metadata: { origin: 'sftp' },
      ETag,
      ContentLength: 8,
      LastModified: new Date(start),
    })
    expect(await object.Body?.transformToString()).toBe('a,b\n1,2\n')
    expect(await client.send(new HeadObjectCommand({ Bucket, Key: 'lender/accounts/a b+ü.csv' }))).toMatchObject({
      ETag,
      ContentLength: 8,
    })
  })

  it('may be empty', async () => {
    await put('empty', new Uint8Array())
    expect(await textOf('empty')).toBe('')
  })

  it.each([
    ['bytes=2-4', 'cde', 'bytes 2-4/8'],
    ['bytes=6-', 'gh', 'bytes 6-7/8'],
    ['bytes=-3', 'fgh', 'bytes 5-7/8'],
    ['bytes=6-99', 'gh', 'bytes 6-7/8'],
  ])('is read in part: %s', async (Range, text, ContentRange) => {
    await put('k', 'abcdefgh')
    const part = await client.send(new GetObjectCommand({ Bucket, Key: 'k', Range }))
    expect(part.ContentRange).toBe(ContentRange)
    expect(await part.Body?.transformToString()).toBe(text)
  })

  it('has no range beyond its end', async () => {
    await put('k', 'abc')
    await expect(textOf('k', { Range: 'bytes=3-' })).rejects.toMatchObject({ name: 'InvalidRange' })
  })

  it('that is not there is NoSuchKey to a reader and NotFound to a look', async () => {
    await expect(textOf('absent')).rejects.toBeInstanceOf(NoSuchKey)
    await expect(client.send(new HeadObjectCommand({ Bucket, Key: 'absent' }))).rejects.toBeInstanceOf(NotFound)
    await expect(client.send(new DeleteObjectCommand({ Bucket, Key: 'absent' }))).resolves.toBeDefined()
  })

  it('is gone after deletion, with the directories it leaves empty', async () => {
    await put('a/b/c')
    await put('a/d')
    await client.send(new DeleteObjectCommand({ Bucket, Key: 'a/b/c' }))
    await expect(textOf('a/b/c')).rejects.toBeInstanceOf(NoSuchKey)
    expect(readdirSync(fileOf('a'))).toEqual(['d'])
  })

  it('put on condition that it is new is put once', async () => {
    const claims = await Promise.allSettled(
      ['one', 'two', 'three'].map((body) => put('claim', body, { IfNoneMatch: '*' })),
    )
    const refused = claims.filter((claim) => claim.status === 'rejected')
    expect(refused.map(({ reason }) => reason.name)).toEqual(['PreconditionFailed', 'PreconditionFailed'])
    expect(readdirSync(join(directory, '.incoming'))).toEqual([])
  })

  it('is replaced on condition of its entity tag', async () => {
    const { ETag } = await put('k', 'one')
    await put('k', 'two', { IfMatch: ETag })
    await expect(put('k', 'three', { IfMatch: ETag })).rejects.toMatchObject({ name: 'PreconditionFailed' })
    expect(await textOf('k')).toBe('two')
  })

  it('being read stays what it was while it is replaced and deleted', async () => {
    await put('k', 'first')
    const reading = await client.send(new GetObjectCommand({ Bucket, Key: 'k' }))
    await put('k', 'second')
    await client.send(new DeleteObjectCommand({ Bucket, Key: 'k' }))
    expect(await reading.Body?.transformToString()).toBe('first')
  })
})

describe('a key', () => {
  it.each(['../outside', 'a/../../outside', '..', 'a//b', './a', 'a/'])('cannot be %s', async (key) => {
    await expect(put(key)).rejects.toMatchObject({ name: 'InvalidURI' })
    expect(existsSync(join(directory, 'outside'))).toBe(false)
    expect(readdirSync(join(directory, Bucket))).toEqual([])
  })

  it('cannot lead out through a symbolic link', async () => {
    mkdirSync(join(directory, 'elsewhere'))
    symlinkSync(join(directory, 'elsewhere'), fileOf('link'))
    await expect(put('link/x')).rejects.toThrow(/leads out of the bucket's directory/)
    expect(readdirSync(join(directory, 'elsewhere'))).toEqual([])
  })

  it('cannot be a file where another key needs a directory', async () => {
    await put('a')
    await expect(put('a/b')).rejects.toThrow(/cannot be a file beside the keys already there/)
    expect(await textOf('a')).toBe('content')
  })

  it('may hold characters that mean something to file systems', async () => {
    const key = 'day=2026-01-05/10:00 100%?*.csv'
    await put(key, 'x')
    expect(await textOf(key)).toBe('x')
    expect((await client.send(new ListObjectsV2Command({ Bucket }))).Contents?.[0]?.Key).toBe(key)
  })
})

describe('a large object', () => {
  it('streams in and out, never more than a few pieces ahead of the other side', async () => {
    const megabytes = 50
    const expected = await digestOf(pieces(megabytes))
    let furthestAhead = 0
    const compare = (number: number) => {
      const incoming = join(directory, '.incoming', '1')
      const written = existsSync(incoming) ? statSync(incoming).size : 0
      furthestAhead = Math.max(furthestAhead, (number << 20) - written)
    }
    const Body = Readable.from(pieces(megabytes, compare), { objectMode: false, highWaterMark: 1 << 20 })
    await client.send(new PutObjectCommand({ Bucket, Key: 'big', Body, ContentLength: megabytes << 20 }))
    expect(furthestAhead).toBeLessThanOrEqual(4 << 20)

    const { Body: content, ETag } = await client.send(new GetObjectCommand({ Bucket, Key: 'big' }))
    expect(ETag).toBe(`"${expected}"`)
    if (!(content instanceof ReadStream)) throw new Error('The body is no stream from a file.')
    const hash = createHash('md5')
    let consumed = 0
    let readAhead = 0
    for await (const piece of content) {
      consumed += piece.length
      readAhead = Math.max(readAhead, content.bytesRead - consumed)
      hash.update(piece)
    }
    expect(hash.digest('hex')).toBe(expected)
    expect(readAhead).toBeLessThanOrEqual(1 << 20)
  })

  it('arrives whole in the aws-chunked encoding of the SDK, its checksum verified', async () => {
    const Body = Readable.from(pieces(3))
    await checking.send(new PutObjectCommand({ Bucket, Key: 'chunked', Body, ContentLength: 3 << 20 }))
    const object = await checking.send(new GetObjectCommand({ Bucket, Key: 'chunked' }))
    expect(object.ContentEncoding).toBeUndefined()
    expect(await digestOf(pieces(3))).toBe(
      createHash('md5')
        .update(readFileSync(fileOf('chunked')))
        .digest('hex'),
    )
    expect((await object.Body?.transformToByteArray())?.length).toBe(3 << 20)
  })

  it('with a wrong checksum is refused and leaves nothing', async () => {
    await expect(put('k', 'abc', { ChecksumCRC32: 'AAAAAA==' })).rejects.toMatchObject({ name: 'BadDigest' })
    await expect(put('k', 'abc', { ContentMD5: 'AAAAAAAAAAAAAAAAAAAAAA==' })).rejects.toMatchObject({
      name: 'BadDigest',
    })
    expect(existsSync(fileOf('k'))).toBe(false)
    expect(readdirSync(join(directory, '.incoming'))).toEqual([])
  })

  it('whose stream breaks is not stored', async () => {
    const Body = Readable.from(
      (async function* () {
        yield Buffer.from('beginning')
        throw new Error('the source broke')
      })(),
    )
    const upload = client.send(new PutObjectCommand({ Bucket, Key: 'broken', Body, ContentLength: 100 }))
    await expect(upload).rejects.toThrow('the source broke')
    await expect(textOf('broken')).rejects.toBeInstanceOf(NoSuchKey)
  })
})

describe('an upload in parts', () => {
  const begin = async (Key: string) => (await client.send(new CreateMultipartUploadCommand({ Bucket, Key }))).UploadId
  const part = async (Key: string, UploadId: string | undefined, PartNumber: number, Body: Uint8Array) => {
    const { ETag } = await client.send(new UploadPartCommand({ Bucket, Key, UploadId, PartNumber, Body }))
    return { ETag, PartNumber }
  }
  const five = Buffer.alloc(5 << 20, 1)

  it('becomes one object, its tag made of the parts', async () => {
    const UploadId = await begin('whole')
    const last = await part('whole', UploadId, 2, Buffer.from('end'))
    const first = await part('whole', UploadId, 1, five)
    await expect(textOf('whole')).rejects.toBeInstanceOf(NoSuchKey)
    const MultipartUpload = { Parts: [first, last] }
    await client.send(new CompleteMultipartUploadCommand({ Bucket, Key: 'whole', UploadId, MultipartUpload }))
    const object = await client.send(new HeadObjectCommand({ Bucket, Key: 'whole' }))
    const md5 = (content: Uint8Array) => createHash('md5').update(content).digest()
    const tag = md5(Buffer.concat([md5(five), md5(Buffer.from('end'))])).toString('hex')
    expect(object).toMatchObject({ ETag: `"${tag}-2"`, ContentLength: five.length + 3 })
    expect(readdirSync(join(directory, '.incoming'))).toEqual([])
  })

  it('is refused when a part is too small, unknown, or out of order', async () => {
    const UploadId = await begin('k')
    const small = await part('k', UploadId, 1, Buffer.from('small'))
    const other = await part('k', UploadId, 2, Buffer.from('other'))
    const complete = (Parts: { ETag: string | undefined; PartNumber: number }[]) =>
      client.send(new CompleteMultipartUploadCommand({ Bucket, Key: 'k', UploadId, MultipartUpload: { Parts } }))
    await expect(complete([small, other])).rejects.toMatchObject({ name: 'EntityTooSmall' })
    await expect(complete([{ ...small, ETag: '"0"' }])).rejects.toMatchObject({ name: 'InvalidPart' })
    await expect(complete([other, small])).rejects.toMatchObject({ name: 'InvalidPartOrder' })
  })

  it('leaves nothing when it is aborted', async () => {
    const UploadId = await begin('k')
    await part('k', UploadId, 1, Buffer.from('x'))
    await client.send(new AbortMultipartUploadCommand({ Bucket, Key: 'k', UploadId }))
    expect(readdirSync(join(directory, '.incoming'))).toEqual([])
    await expect(part('k', UploadId, 2, Buffer.from('y'))).rejects.toMatchObject({ name: 'NoSuchUpload' })
  })

  it('may be completed on condition that the key is new', async () => {
    await put('k', 'already there')
    const UploadId = await begin('k')
    const Parts = [await part('k', UploadId, 1, Buffer.from('x'))]
    const command = { Bucket, Key: 'k', UploadId, MultipartUpload: { Parts }, IfNoneMatch: '*' }
    const completion = client.send(new CompleteMultipartUploadCommand(command))
    await expect(completion).rejects.toMatchObject({ name: 'PreconditionFailed' })
    expect(await textOf('k')).toBe('already there')
  })
})

describe('a listing', () => {
  const keysOf = async (input = {}) => {
    const pages: string[][] = []
    let ContinuationToken: string | undefined
    do {
      const page = await client.send(new ListObjectsV2Command({ Bucket, ContinuationToken, ...input }))
      const prefixes = (page.CommonPrefixes ?? []).map(({ Prefix }) => Prefix ?? '')
      pages.push([...(page.Contents ?? []).map(({ Key }) => Key ?? ''), ...prefixes])
      ContinuationToken = page.NextContinuationToken
    } while (ContinuationToken !== undefined)
    return pages
  }

  it('is in order, by prefix and page by page', async () => {
    for (const key of ['b/2', 'a/1', 'b/10', 'b/1', 'c']) await put(key)
    expect(await keysOf({ Prefix: 'b/' })).toEqual([['b/1', 'b/10', 'b/2']])
    expect(await keysOf({ MaxKeys: 2 })).toEqual([['a/1', 'b/1'], ['b/10', 'b/2'], ['c']])
    expect(await keysOf({ StartAfter: 'b/10' })).toEqual([['b/2', 'c']])
    expect(await keysOf({ Prefix: 'nothing' })).toEqual([[]])
  })

  it('gathers keys under common prefixes, each told once even across pages', async () => {
    for (const key of ['a/1', 'a/2', 'b/1', 'c']) await put(key)
    expect(await keysOf({ Delimiter: '/' })).toEqual([['c', 'a/', 'b/']])
    expect(await keysOf({ Delimiter: '/', MaxKeys: 1 })).toEqual([['a/'], ['b/'], ['c']])
  })
})

describe('a bucket', () => {
  it('takes the files already in its directory for its objects', async () => {
    mkdirSync(join(directory, 'found', 'x'), { recursive: true })
    writeFileSync(join(directory, 'found', 'x', 'y.csv'), 'abc')
    store.createBucket('found')
    const object = await client.send(new GetObjectCommand({ Bucket: 'found', Key: 'x/y.csv' }))
    expect(object.ETag).toBe(`"${createHash('md5').update('abc').digest('hex')}"`)
    expect(await object.Body?.transformToString()).toBe('abc')
  })

  it('that does not exist is refused by name, as are operations and parameters not implemented', async () => {
    await expect(client.send(new GetObjectCommand({ Bucket: 'nowhere', Key: 'k' }))).rejects.toThrow(
      /bucket does not exist/,
    )
    await expect(client.send(new HeadBucketCommand({ Bucket }))).resolves.toBeDefined()
    const copy = client.send(new CopyObjectCommand({ Bucket, Key: 'k', CopySource: 'drop/a' }))
    await expect(copy).rejects.toThrow(/does not implement the header x-amz-copy-source/)
    await expect(put('k', 'x', { Tagging: 'a=b' })).rejects.toThrow(/does not implement the header x-amz-tagging/)
  })

  it('tells of created objects, on the clock, after the request', async () => {
    const heard: ObjectCreated[] = []
    store.onObjectCreated(Bucket, async (detail) => void heard.push(detail))
    await put('lender/accounts/1.csv', 'abc')
    expect(heard).toEqual([])
    await clock.settle()
    expect(heard).toEqual([
      {
        version: '0',
        bucket: { name: Bucket },
        object: {
          key: 'lender/accounts/1.csv',
          size: 3,
          etag: createHash('md5').update('abc').digest('hex'),
          sequencer: '0000000000000001',
        },
        'request-id': '0000000000000001',
        requester: '000000000000',
        'source-ip-address': '127.0.0.1',
        reason: 'PutObject',
      },
    ])
  })
})

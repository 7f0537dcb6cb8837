import { createReadStream, mkdirSync, openSync, rmSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import type { VirtualClock } from '../clock.ts'
import { embeddedAccount } from './request-handler.ts'
import { Bucket, type StoredObject } from './s3/bucket.ts'
import { listObjects, s3Namespace } from './s3/listing.ts'
import { MultipartUploads } from './s3/multipart-uploads.ts'
import { receive } from './s3/received-file.ts'
import { ServiceError, type StreamingAnswer, type StreamingCall, type StreamingEndpoint } from './service-endpoint.ts'
import { contentsOf, xmlDocument } from './xml.ts'

/** The `detail` of EventBridge's "Object Created" event, source `aws.s3`. */
export interface ObjectCreated {
  readonly version: '0'
  readonly bucket: { readonly name: string }
  readonly object: { readonly key: string; readonly size: number; readonly etag: string; readonly sequencer: string }
  readonly 'request-id': string
  readonly requester: string
  readonly 'source-ip-address': '127.0.0.1'
  readonly reason: 'PutObject' | 'CompleteMultipartUpload'
}

/** Hears of an object on the clock, after the request that made it; a failure ends the clock's run. */
export type ObjectListener = (detail: ObjectCreated) => Promise<void>

const hosted = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/
const keptHeaders =
  /^(content-(type|encoding|language|disposition)|cache-control|expires|x-amz-meta-.*|x-amz-server-side-encryption.*)$/
const knownHeaders =
  /^x-amz-(user-agent|date|security-token|sdk-checksum-algorithm|checksum-.*|trailer|content-sha256|decoded-content-length|meta-.*|server-side-encryption.*)$/

const noContent: Readonly<Record<string, string>> = {}

const xmlAnswer = (body: string, statusCode = 200, headers = noContent): StreamingAnswer => ({
  statusCode,
  headers: { 'content-type': 'application/xml', ...headers },
  body: Readable.from([Buffer.from(body)]),
})

const empty = (statusCode: number, headers = noContent): StreamingAnswer => ({
  statusCode,
  headers: { ...headers },
  body: Readable.from([]),
})

const notImplemented = (what: string): ServiceError =>
  new ServiceError('NotImplemented', `The embedded S3 does not implement ${what}.`, {}, 501)

const refuseUnknown = (
  { headers, operation }: StreamingCall,
  query: Readonly<Record<string, string>>,
  known: string[],
) => {
  const header = Object.keys(headers).find((name) => name.startsWith('x-amz-') && !knownHeaders.test(name))
  if (header !== undefined) throw notImplemented(`the header ${header} on ${operation}`)
  const parameter = Object.keys(query).find((name) => name !== 'x-id' && !known.includes(name))
  if (parameter !== undefined) throw notImplemented(`the parameter ${parameter} on ${operation}`)
}

const textOf = async (content: AsyncIterable<Uint8Array>): Promise<string> => {
  const pieces: Uint8Array[] = []
  for await (const piece of content) pieces.push(piece)
  return Buffer.concat(pieces).toString('utf8')
}

const rangeOf = (header: string, size: number): { readonly start: number; readonly end: number } => {
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(header) ?? []
  const start = first === '' ? Math.max(size - Number(last), 0) : Number(first)
  const end = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1)
  if ((first === '' && last === '') || start > end || start >= size) {
    throw new ServiceError('InvalidRange', 'The requested range is not satisfiable', { ActualObjectSize: size }, 416)
  }
  return { start, end }
}

const refuseUnmet = (headers: Readonly<Record<string, string>>, present: StoredObject | undefined): void => {
  const { 'if-none-match': noneMatch, 'if-match': match } = headers
  const tag = present === undefined ? undefined : `"${present.etag}"`
  const failed =
    (noneMatch !== undefined && tag !== undefined && (noneMatch === '*' || noneMatch === tag)) ||
    (match !== undefined && (tag === undefined || (match !== '*' && match !== tag)))
  if (!failed) return
  throw new ServiceError(
    'PreconditionFailed',
    'At least one of the pre-conditions you specified did not hold',
    { Condition: noneMatch === undefined ? 'If-Match' : 'If-None-Match' },
    412,
  )
}

/** S3 on files: each bucket a directory, each object a file that is streamed in and out. Unversioned. */
export class EmbeddedS3 {
  /** Answers the calls of an S3 client set to path-style addresses. */
  readonly endpoint: StreamingEndpoint
  private readonly directory: string
  private readonly clock: VirtualClock
  private readonly buckets = new Map<string, Bucket>()
  private readonly listeners: { readonly bucket: string; readonly listener: ObjectListener }[] = []
  private readonly uploads = new MultipartUploads()
  private readonly incoming: string
  private received = 0
  private created = 0

  constructor({ directory, clock }: { readonly directory: string; readonly clock: VirtualClock }) {
    this.directory = directory
    this.clock = clock
    this.incoming = join(directory, '.incoming')
    rmSync(this.incoming, { recursive: true, force: true })
    mkdirSync(this.incoming, { recursive: true })
    this.endpoint = (call) => this.answer(call)
  }

  /** Makes a bucket; files already in its directory become its objects. */
  createBucket(name: string): void {
    if (!hosted.test(name) || name.includes('..')) {
      throw new Error(
        `${JSON.stringify(name)} is no bucket name: use 3 to 63 lower-case letters, digits, dots and hyphens.`,
      )
    }
    if (!this.buckets.has(name)) this.buckets.set(name, new Bucket(name, join(this.directory, name), this.clock.now()))
  }

  /** Tells of every object created in `bucket` from now on. */
  onObjectCreated(bucket: string, listener: ObjectListener): void {
    this.bucket(bucket)
    this.listeners.push({ bucket, listener })
  }

  private bucket(name: string): Bucket {
    const bucket = this.buckets.get(name)
    if (bucket !== undefined) return bucket
    throw new ServiceError('NoSuchBucket', 'The specified bucket does not exist', { BucketName: name }, 404)
  }

  private async answer(call: StreamingCall): Promise<StreamingAnswer> {
    try {
      const [, bucketName = '', ...rest] = call.path.split('/')
      const query: Record<string, string> = {}
      for (const [name, value] of Object.entries(call.query))
        query[name] = Array.isArray(value) ? value.join() : (value ?? '')
      const bucket = this.bucket(decodeURIComponent(bucketName))
      const key = decodeURIComponent(rest.join('/'))
      return await (key === '' ? this.onBucket(call, bucket, query) : this.onObject(call, bucket, key, query))
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error
      if (call.method === 'HEAD') return empty(error.statusCode)
      const members = Object.fromEntries(Object.entries(error.details).map(([name, value]) => [name, String(value)]))
      return xmlAnswer(xmlDocument('Error', { Code: error.code, Message: error.message, ...members }), error.statusCode)
    }
  }

  private onBucket(call: StreamingCall, bucket: Bucket, query: Readonly<Record<string, string>>): StreamingAnswer {
    if (call.method === 'HEAD') return empty(200)
    if (call.method !== 'GET' || query['list-type'] !== '2') {
      throw notImplemented(`${call.method} ?${Object.keys(query).join('&')} on a bucket`)
    }
    refuseUnknown(call, query, ['list-type', 'prefix', 'delimiter', 'max-keys', 'start-after', 'continuation-token'])
    return xmlAnswer(listObjects(bucket, query))
  }

  private async onObject(
    call: StreamingCall,
    bucket: Bucket,
    key: string,
    query: Readonly<Record<string, string>>,
  ): Promise<StreamingAnswer> {
    const uploadId = query['uploadId']
    switch (call.method) {
      case 'GET':
      case 'HEAD':
        refuseUnknown(call, query, [])
        return this.read(call, bucket, key)
      case 'PUT':
        refuseUnknown(call, query, uploadId === undefined ? [] : ['partNumber', 'uploadId'])
        if (uploadId === undefined) return this.put(call, bucket, key)
        return this.uploadPart(call, bucket, key, uploadId, Number(query['partNumber']))
      case 'POST':
        refuseUnknown(call, query, ['uploads', 'uploadId'])
        if (uploadId !== undefined) return this.complete(call, bucket, key, uploadId)
        return this.beginUpload(call, bucket, key)
      case 'DELETE':
        refuseUnknown(call, query, ['uploadId'])
        if (uploadId === undefined) bucket.remove(key)
        else {
          this.uploads.find(uploadId, bucket.name, key)
          await this.uploads.end(uploadId)
        }
        return empty(204)
      default:
        throw notImplemented(`${call.method} on an object`)
    }
  }

  private read({ headers, method }: StreamingCall, bucket: Bucket, key: string): StreamingAnswer {
    const object = bucket.find(key)
    if (object === undefined) {
      throw new ServiceError('NoSuchKey', 'The specified key does not exist.', { Key: key }, 404)
    }
    if (headers['if-none-match'] === `"${object.etag}"`) return empty(304, { etag: `"${object.etag}"` })
    refuseUnmet(headers, object)
    const { range } = headers
    const { start, end } = range === undefined ? { start: 0, end: object.size - 1 } : rangeOf(range, object.size)
    const answered = {
      ...object.headers,
      etag: `"${object.etag}"`,
      'last-modified': new Date(object.lastModified).toUTCString(),
      'accept-ranges': 'bytes',
      'content-length': String(end - start + 1),
      ...(range === undefined ? {} : { 'content-range': `bytes ${start}-${end}/${object.size}` }),
    }
    const statusCode = range === undefined ? 200 : 206
    if (method === 'HEAD' || object.size === 0) return empty(statusCode, answered)
    // Opened at once, so that a later write or deletion of the key does not change what is being read.
    const fd = openSync(object.path, 'r')
    return { statusCode, headers: answered, body: createReadStream(object.path, { fd, start, end }) }
  }

  private nextIncoming(): string {
    this.received += 1
    return join(this.incoming, String(this.received))
  }

  private async put(call: StreamingCall, bucket: Bucket, key: string): Promise<StreamingAnswer> {
    bucket.pathOf(key)
    const file = await receive(call, this.nextIncoming())
    const { size } = file
    const headers = keptOf(call.headers)
    const object = await this.commit(call, bucket, key, file.path, { size, etag: file.md5.toString('hex'), headers })
    this.announce(bucket, object, 'PutObject')
    return empty(200, { etag: `"${object.etag}"`, ...encryptionOf(object.headers) })
  }

  private async commit(
    call: StreamingCall,
    bucket: Bucket,
    key: string,
    path: string,
    known: Pick<StoredObject, 'size' | 'etag' | 'headers'>,
  ): Promise<StoredObject> {
    try {
      refuseUnmet(call.headers, bucket.find(key))
      return bucket.store(key, path, { ...known, lastModified: this.clock.now() })
    } catch (error) {
      await rm(path, { force: true })
      throw error
    }
  }

  private beginUpload(call: StreamingCall, bucket: Bucket, key: string): StreamingAnswer {
    bucket.pathOf(key)
    const UploadId = this.uploads.begin(bucket.name, key, keptOf(call.headers))
    const content = { Bucket: bucket.name, Key: key, UploadId }
    return xmlAnswer(xmlDocument('InitiateMultipartUploadResult', content, s3Namespace))
  }

  private async uploadPart(
    call: StreamingCall,
    bucket: Bucket,
    key: string,
    uploadId: string,
    number: number,
  ): Promise<StreamingAnswer> {
    MultipartUploads.checkNumber(number)
    const { parts } = this.uploads.find(uploadId, bucket.name, key)
    const part = await receive(call, this.nextIncoming())
    const earlier = parts.get(number)
    parts.set(number, part)
    if (earlier !== undefined) await rm(earlier.path, { force: true })
    return empty(200, { etag: `"${part.md5.toString('hex')}"` })
  }

  private async complete(call: StreamingCall, bucket: Bucket, key: string, id: string): Promise<StreamingAnswer> {
    const upload = this.uploads.find(id, bucket.name, key)
    const named = contentsOf(await textOf(call.content), 'Part').map((part) => ({
      number: Number(contentsOf(part, 'PartNumber')[0]),
      etag: (contentsOf(part, 'ETag')[0] ?? '').replaceAll('"', ''),
    }))
    refuseUnmet(call.headers, bucket.find(key))
    const path = this.nextIncoming()
    const { size, etag } = await this.uploads.assemble(upload, named, path)
    const object = await this.commit(call, bucket, key, path, { size, etag, headers: upload.headers })
    await this.uploads.end(id)
    this.announce(bucket, object, 'CompleteMultipartUpload')
    const content = { Location: `/${bucket.name}/${key}`, Bucket: bucket.name, Key: key, ETag: `"${etag}"` }
    return xmlAnswer(xmlDocument('CompleteMultipartUploadResult', content, s3Namespace))
  }

  private announce(bucket: Bucket, { key, size, etag }: StoredObject, reason: ObjectCreated['reason']): void {
    this.created += 1
    const sequencer = this.created.toString(16).toUpperCase().padStart(16, '0')
    const detail: ObjectCreated = {
      version: '0',
      bucket: { name: bucket.name },
      object: { key, size, etag, sequencer },
      'request-id': sequencer,
      requester: embeddedAccount,
      'source-ip-address': '127.0.0.1',
      reason,
    }
    for (const { bucket: wanted, listener } of this.listeners) {
      if (wanted === bucket.name) this.clock.schedule(this.clock.now(), () => listener(structuredClone(detail)))
    }
  }
}

const keptOf = (headers: Readonly<Record<string, string>>): Record<string, string> => {
  const kept = Object.fromEntries(Object.entries(headers).filter(([name]) => keptHeaders.test(name)))
  const { 'content-encoding': encoding, ...others } = kept
  const own = (encoding ?? '').split(',').filter((part) => part.trim() !== 'aws-chunked' && part.trim() !== '')
  return {
    'content-type': 'binary/octet-stream',
    ...others,
    ...(own.length === 0 ? {} : { 'content-encoding': own.join(',') }),
  }
}

const encryptionOf = (headers: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => name.startsWith('x-amz-server-side-encryption')))

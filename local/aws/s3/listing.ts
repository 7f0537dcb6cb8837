import { compareText } from '../dynamodb/attribute-value.ts'
import { ServiceError } from '../service-endpoint.ts'
import { type XmlValue, xmlDocument } from '../xml.ts'
import type { Bucket } from './bucket.ts'

/** The namespace of every S3 document. */
export const s3Namespace = 'http://s3.amazonaws.com/doc/2006-03-01/'

const most = 1000

const tokenOf = (key: string): string => Buffer.from(key).toString('base64url')
const keyOfToken = (token: string): string => Buffer.from(token, 'base64url').toString('utf8')

const pageSize = (asked: string | undefined): number => {
  const wanted = Number(asked ?? most)
  if (!Number.isInteger(wanted) || wanted < 0) throw new ServiceError('InvalidArgument', 'max-keys must be a number.')
  return Math.min(wanted, most)
}

/** ListObjectsV2: keys and, with a delimiter, common prefixes, up to a thousand together on a page. */
export const listObjects = (bucket: Bucket, query: Readonly<Record<string, string>>): string => {
  const { prefix = '', delimiter, 'start-after': startAfter = '', 'continuation-token': token } = query
  const limit = pageSize(query['max-keys'])
  const after = token === undefined ? startAfter : keyOfToken(token)
  const contents: XmlValue[] = []
  const prefixes = new Set<string>()
  let last: string | undefined
  let truncated = false
  for (const key of bucket.keys()) {
    const object = bucket.find(key)
    if (object === undefined || !key.startsWith(prefix) || compareText(key, after) <= 0) continue
    const cut = delimiter === undefined ? -1 : key.indexOf(delimiter, prefix.length)
    const common = cut < 0 || delimiter === undefined ? undefined : key.slice(0, cut + delimiter.length)
    // A page may end within a common prefix; the next one must not tell of it again.
    if (common !== undefined && after.startsWith(common)) continue
    const isNew = common === undefined || !prefixes.has(common)
    if (isNew && contents.length + prefixes.size >= limit) {
      truncated = true
      break
    }
    last = key
    if (common !== undefined) prefixes.add(common)
    else {
      contents.push({
        Key: key,
        LastModified: new Date(object.lastModified).toISOString(),
        ETag: `"${object.etag}"`,
        Size: object.size,
        StorageClass: 'STANDARD',
      })
    }
  }
  const result: Record<string, XmlValue> = {
    Name: bucket.name,
    Prefix: prefix,
    Delimiter: delimiter,
    MaxKeys: limit,
    KeyCount: contents.length + prefixes.size,
    IsTruncated: truncated,
    StartAfter: query['start-after'],
    ContinuationToken: token,
    NextContinuationToken: truncated && last !== undefined ? tokenOf(last) : undefined,
    Contents: contents,
    CommonPrefixes: [...prefixes].map((common) => ({ Prefix: common })),
  }
  return xmlDocument('ListBucketResult', result, s3Namespace)
}

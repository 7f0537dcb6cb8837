import { createHash } from 'node:crypto'
import * as z from 'zod'
import type { Fields } from '../../domain/portal/answer-form.ts'
import { type Instant, instantAt } from '../../domain/time.ts'

/** The largest body that is read; a statement with every field filled in stays below it. */
const bodyBytes = 8 * 1024

/** A request on a link, as API Gateway hands it over (HTTP API, payload format 2.0). */
export const LinkRequest = z
  .object({
    pathParameters: z.object({ link: z.string() }),
    requestContext: z.object({ timeEpoch: z.int() }),
    headers: z.record(z.string(), z.string()).default({}),
    queryStringParameters: z.record(z.string(), z.string()).default({}),
    body: z.string().default(''),
    isBase64Encoded: z.boolean().default(false),
  })
  .transform((event): LinkRequest => {
    const headers = Object.fromEntries(
      Object.entries(event.headers).map(([name, value]) => [name.toLowerCase(), value]),
    )
    return {
      link: event.pathParameters.link,
      now: instantAt(event.requestContext.timeEpoch),
      contentType: headers['content-type']?.split(';')[0]?.trim().toLowerCase() ?? '',
      wantsJson: wantsJson(headers['accept'] ?? '', headers['content-type'] ?? ''),
      query: event.queryStringParameters,
      body: Buffer.from(event.body, event.isBase64Encoded ? 'base64' : 'utf8'),
    }
  })

/** A request on a link; `now` is the moment API Gateway received it. */
export interface LinkRequest {
  readonly link: string
  readonly now: Instant
  readonly contentType: string
  /** Whether the answer is to be JSON instead of a page. */
  readonly wantsJson: boolean
  readonly query: Readonly<Record<string, string | undefined>>
  readonly body: Buffer
}

/** What API Gateway sends back. */
export interface HttpAnswer {
  readonly statusCode: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** Why a body cannot be read. */
export type BodyFault = 'too-large' | 'unknown-type' | 'unreadable'

const wantsJson = (accept: string, contentType: string): boolean =>
  accept.includes('application/json') || (contentType.startsWith('application/json') && !accept.includes('text/html'))

const JsonFields = z.record(z.string(), z.string())

/** The form in a request's body: form-encoded, or JSON that is one flat map of strings. */
export const fieldsOf = ({ body, contentType }: LinkRequest): Fields | BodyFault => {
  if (body.length > bodyBytes) return 'too-large'
  const text = body.toString('utf8')
  if (contentType === 'application/x-www-form-urlencoded') return Object.fromEntries(new URLSearchParams(text))
  if (contentType !== 'application/json') return 'unknown-type'
  try {
    const read = JsonFields.safeParse(JSON.parse(text))
    return read.success ? read.data : 'unreadable'
  } catch {
    return 'unreadable'
  }
}

/** A link is a secret that opens figures about a person: nothing is kept, sent on, framed or indexed, and no script runs. */
const guarded = {
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'x-robots-tag': 'noindex, nofollow',
  'strict-transport-security': 'max-age=31536000',
  'cross-origin-opener-policy': 'same-origin',
} as const

/** Only the page's own style, known by its hash, and its own forms. */
const contentSecurityPolicy = (html: string): string => {
  const styles = Array.from(html.matchAll(/<style>([\s\S]*?)<\/style>/g), ([, style = '']) => style)
  const hashes = styles.map((style) => `'sha256-${createHash('sha256').update(style, 'utf8').digest('base64')}'`)
  const rules = {
    'default-src': "'none'",
    'style-src': hashes.join(' ') || "'none'",
    'form-action': "'self'",
    'base-uri': "'none'",
    'frame-ancestors': "'none'",
  }
  return Object.entries(rules)
    .map(([rule, value]) => `${rule} ${value}`)
    .join('; ')
}

/** A page as an answer. */
export const htmlAnswer = (statusCode: number, html: string): HttpAnswer => ({
  statusCode,
  headers: {
    ...guarded,
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': contentSecurityPolicy(html),
  },
  body: html,
})

/** An object as an answer. */
export const jsonAnswer = (statusCode: number, body: object): HttpAnswer => ({
  statusCode,
  headers: {
    ...guarded,
    'content-type': 'application/json; charset=utf-8',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  },
  body: JSON.stringify(body),
})

import { createHash } from 'node:crypto'
import { GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb'
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb'
import * as z from 'zod'
import { CaseId } from '../../domain/ids.ts'
import { NoticeKind } from '../../domain/notice/notice.ts'
import { type Instant, millisecondsOf } from '../../domain/time.ts'
import type { Entropy } from '../step.ts'
import type { ClientConfiguration } from './client-configuration.ts'
import { dynamodbClient } from './dynamodb-client.ts'
import { calling } from './transience.ts'

export const LinkOpeningEnvironment = z.object({ CASE_TABLE: z.string() })

export const LinkEnvironment = z.object({ ...LinkOpeningEnvironment.shape, PORTAL_URL: z.string() })

/** What making links needs. */
export const linkMakingAccess = { CASE_TABLE: ['dynamodb:PutItem'] } as const

/** What opening links needs. */
export const linkOpeningAccess = { CASE_TABLE: ['dynamodb:GetItem'] } as const

/** What a link opens: one question of one case, for one kind of person. */
export const Link = z.object({
  caseId: CaseId,
  asks: z.union([NoticeKind, z.enum(['approval', 'mediation', 'evidence', 'contact-task'])]),
  expiresAt: z.int(),
})
export type Link = z.infer<typeof Link>

/** Days after which the link in a message opens nothing any more. */
const linkDays = 120

const keyOf = (secret: string) => ({ pk: `LINK#${createHash('sha256').update(secret).digest('hex')}`, sk: 'LINK' })

/** The links in messages. The table keeps only their hashes, so who reads it cannot answer for a borrower. */
export interface Links {
  /** Makes a link and gives its address. */
  make(link: Omit<Link, 'expiresAt'>, now: Instant): Promise<string>
}

/** The other side of a link: where it leads. */
export interface LinkOpener {
  /** What a link opens at `now`; undefined for one that never was or is over. */
  open(secret: string, now: Instant): Promise<Link | undefined>
}

/** Ties the making of links to their table. */
export const connectLinks = (
  { CASE_TABLE: TableName, PORTAL_URL }: z.infer<typeof LinkEnvironment>,
  clients: ClientConfiguration,
  entropy: Entropy,
): Links => {
  const dynamodb = dynamodbClient(clients)
  return {
    make: async (link, now) => {
      const secret = entropy()
      const expiresAt = Math.floor(millisecondsOf(now) / 1000) + linkDays * 86_400
      const Item = marshall({ ...keyOf(secret), ...link, expiresAt })
      await calling(() => dynamodb.send(new PutItemCommand({ TableName, Item })))
      return `${PORTAL_URL}/answers/${secret}`
    },
  }
}

/** Ties the opening of links to their table. */
export const connectLinkOpener = (
  { CASE_TABLE: TableName }: z.infer<typeof LinkOpeningEnvironment>,
  clients: ClientConfiguration,
): LinkOpener => {
  const dynamodb = dynamodbClient(clients)
  return {
    open: async (secret, now) => {
      const Key = marshall(keyOf(secret))
      const { Item } = await calling(() => dynamodb.send(new GetItemCommand({ TableName, Key })))
      const link = Item && Link.parse(unmarshall(Item))
      return link && link.expiresAt > millisecondsOf(now) / 1000 ? link : undefined
    },
  }
}

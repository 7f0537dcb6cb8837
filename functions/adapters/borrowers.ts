import { GetItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb'
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb'
import * as z from 'zod'
import { BorrowerId, CaseId, LenderId } from '../../domain/ids.ts'
import type { AccountRow } from '../../domain/intake/account-row.ts'
import { Language } from '../../domain/language.ts'
import { PersonalText } from '../../domain/personal.ts'
import { TimeZone } from '../../domain/time.ts'
import type { ClientConfiguration } from './client-configuration.ts'
import { dynamodbClient } from './dynamodb-client.ts'
import { calling } from './transience.ts'

export const BorrowerEnvironment = z.object({ BORROWER_TABLE: z.string() })

/** What reading a borrower needs. */
export const borrowerReadAccess = { BORROWER_TABLE: ['dynamodb:GetItem'] } as const

/** What keeping a borrower's record needs. */
export const borrowerWriteAccess = { BORROWER_TABLE: ['dynamodb:UpdateItem'] } as const

/** What one of a borrower's accounts is called by its lender, and what else the lender's file said of it. */
export const BorrowerAccount = z.object({ reference: PersonalText, kept: z.record(z.string(), PersonalText) })
export type BorrowerAccount = z.infer<typeof BorrowerAccount>

/** Who a borrower is: the only place where names and addresses are (R73). */
export const Borrower = z.object({
  borrowerId: BorrowerId,
  lenderId: LenderId,
  reference: PersonalText,
  name: PersonalText,
  email: PersonalText,
  language: Language,
  /** The likeliest zone. */
  zone: TimeZone,
  /** What was declared of where they live; a region may have several zones. */
  place: z.object({ timeZone: TimeZone.optional(), region: z.string().optional() }),
  accounts: z.record(CaseId, BorrowerAccount),
})
export type Borrower = z.infer<typeof Borrower>

/** The borrowers' own table. */
export interface Borrowers {
  read(borrowerId: BorrowerId): Promise<Borrower | undefined>
  /** Keeps what a row says about a person; other accounts of theirs stay as they are. The same row again changes nothing. */
  keep(lenderId: LenderId, row: AccountRow): Promise<void>
}

const isCaseId = (name: string): boolean => CaseId.safeParse(name).success

const borrowerOf = (item: Record<string, unknown>): Borrower => {
  const attributes = Object.entries(item)
  const accounts = Object.fromEntries(attributes.filter(([name]) => isCaseId(name)))
  return Borrower.parse({ ...item, accounts })
}

/** Opens the borrowers' table: one item a borrower, in it one attribute an account, so that rows of one borrower need not wait for each other. */
export const connectBorrowers = (
  { BORROWER_TABLE: TableName }: z.infer<typeof BorrowerEnvironment>,
  clients: ClientConfiguration,
): Borrowers => {
  const dynamodb = dynamodbClient(clients)
  return {
    read: async (borrowerId) => {
      const Key = marshall({ borrowerId })
      const { Item } = await calling(() => dynamodb.send(new GetItemCommand({ TableName, Key, ConsistentRead: true })))
      return Item && borrowerOf(unmarshall(Item))
    },
    keep: async (lenderId, { borrowerId, caseId, language, zone, person }) => {
      const kept = Object.fromEntries(Object.entries(person.kept).map(([column, text]) => [column, text.reveal()]))
      const attributes = Object.entries({
        lenderId,
        reference: person.borrowerReference.reveal(),
        name: person.name.reveal(),
        email: person.email.reveal(),
        language,
        zone,
        place: person.place,
        [caseId]: { reference: person.accountReference.reveal(), kept },
      })
      const update = new UpdateItemCommand({
        TableName,
        Key: marshall({ borrowerId }),
        UpdateExpression: `SET ${attributes.map((_, index) => `#a${index} = :a${index}`).join(', ')}`,
        ExpressionAttributeNames: Object.fromEntries(attributes.map(([name], index) => [`#a${index}`, name])),
        ExpressionAttributeValues: marshall(
          Object.fromEntries(attributes.map(([, value], index) => [`:a${index}`, value])),
        ),
      })
      await calling(() => dynamodb.send(update))
    },
  }
}

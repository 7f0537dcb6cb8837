import { ConditionalCheckFailedException, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb'
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb'
import * as z from 'zod'
import { ContactLedger, emptyLedger } from '../../domain/contact/ledger.ts'
import type { BorrowerId } from '../../domain/ids.ts'
import { DefectError, TransientError } from '../../domain/outcome.ts'
import type { ClientConfiguration } from './client-configuration.ts'
import { dynamodbClient } from './dynamodb-client.ts'
import { calling } from './transience.ts'

export const ContactEnvironment = z.object({ CONTACT_TABLE: z.string() })

/** What reading and changing ledgers needs. */
export const contactAccess = { CONTACT_TABLE: ['dynamodb:GetItem', 'dynamodb:PutItem'] } as const

/** Every borrower's contacts, over all their cases. */
export interface ContactLedgers {
  /** A ledger of version 0 where nobody has contacted the borrower. */
  read(borrowerId: BorrowerId): Promise<ContactLedger>
  /**
   * Changes a ledger by a rule, and writes it only if nobody wrote in between; otherwise the rule is asked again about the newer ledger, so
   * that of two notices racing for the last slot one sees it taken. Giving the ledger back as it came writes nothing. `known` is a ledger
   * just read or written, to try first without reading it again.
   * @throws TransientError when others are faster too often
   */
  change<Change extends { readonly ledger: ContactLedger }>(
    borrowerId: BorrowerId,
    rule: (ledger: ContactLedger) => Change,
    known?: ContactLedger,
  ): Promise<Change>
}

const attempts = 8

/** Opens the table of contacts: one item a borrower. */
export const connectContactLedgers = (
  { CONTACT_TABLE: TableName }: z.infer<typeof ContactEnvironment>,
  clients: ClientConfiguration,
): ContactLedgers => {
  const dynamodb = dynamodbClient(clients)

  const read = async (borrowerId: BorrowerId): Promise<ContactLedger> => {
    const Key = marshall({ borrowerId })
    const { Item } = await calling(() => dynamodb.send(new GetItemCommand({ TableName, Key, ConsistentRead: true })))
    return Item === undefined ? emptyLedger(borrowerId) : ContactLedger.parse(unmarshall(Item))
  }

  const replace = async (before: ContactLedger, after: ContactLedger): Promise<boolean> => {
    if (after.version <= before.version)
      throw new DefectError(
        `a changed ledger of ${before.borrowerId} must have a higher version than ${before.version}`,
      )
    const put = new PutItemCommand({
      TableName,
      Item: marshall(after),
      ConditionExpression: before.version === 0 ? 'attribute_not_exists(borrowerId)' : 'version = :before',
      ...(before.version > 0 && { ExpressionAttributeValues: marshall({ ':before': before.version }) }),
    })
    try {
      await calling(() => dynamodb.send(put))
      return true
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false
      throw error
    }
  }

  return {
    read,
    change: async (borrowerId, rule, known) => {
      for (let attempt = 1; attempt <= attempts; attempt++) {
        const before = attempt === 1 && known !== undefined ? known : await read(borrowerId)
        const change = rule(before)
        if (change.ledger === before || (await replace(before, change.ledger))) return change
      }
      throw new TransientError(`${borrowerId}: ${attempts} others changed the contact ledger first; try again`)
    },
  }
}

import {
  type AttributeValue,
  GetItemCommand,
  TransactionCanceledException,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb'
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb'
import * as z from 'zod'
import { chained, chainStart, DossierEntry } from '../../domain/case/chain.ts'
import type { Command } from '../../domain/case/command.ts'
import { decide, unknownAccount } from '../../domain/case/decide.ts'
import { nextAttention } from '../../domain/case/deciders/monitoring.ts'
import type { CaseEvent, Participant } from '../../domain/case/event.ts'
import { evolve } from '../../domain/case/evolve.ts'
import { outboxOf } from '../../domain/case/outbox.ts'
import { Case } from '../../domain/case/state.ts'
import { shardOf, watchOf } from '../../domain/case/watch.ts'
import type { CaseId } from '../../domain/ids.ts'
import { DefectError, isRefusal, type Refusal, TransientError } from '../../domain/outcome.ts'
import type { Policy } from '../../domain/policy/policy.ts'
import { currentVersion, type PolicyBook, policyOf } from '../../domain/policy/policy-book.ts'
import { type Instant, millisecondsOf } from '../../domain/time.ts'
import type { Log } from '../log.ts'
import type { ClientConfiguration } from './client-configuration.ts'
import { dynamodbClient } from './dynamodb-client.ts'
import { openPolicies, PolicyEnvironment } from './policy-shelf.ts'
import { calling } from './transience.ts'

export const DossierEnvironment = z.object({ CASE_TABLE: z.string(), ...PolicyEnvironment.shape })

/** What reading and appending to dossiers needs. A transaction is authorised as the writes that it holds. */
export const dossierAccess = { CASE_TABLE: ['dynamodb:GetItem', 'dynamodb:PutItem'] } as const

/** What came of a command: the case as it stands now, and the events that it brought about; none when it was done already. */
export interface CarriedOut {
  readonly state: Case
  readonly events: readonly CaseEvent[]
}

/** The record of every case, and the only way to change one. */
export interface Dossiers {
  readonly policies: PolicyBook
  read(caseId: CaseId): Promise<Case | undefined>
  /**
   * Decides a command on the case as it stands and appends what happens, in one transaction that holds only if nobody wrote in between;
   * otherwise decides again. @throws TransientError when that happens too often
   */
  carryOut(caseId: CaseId, command: Command, now: Instant, by?: Participant): Promise<CarriedOut | Refusal>
}

/** Which way of adding events up made a snapshot. Goes up by one whenever a state learns something from events that it did not before. */
const generation = 2

/**
 * The case as its events add up to it. As text, since every step reads it: an attribute map of a plan's instalments takes ten times as
 * long to read. The events themselves are maps, for whoever looks into the table.
 */
export const Snapshot = z.object({
  version: z.int(),
  head: z.string(),
  generation: z.literal(generation),
  state: z
    .string()
    .transform((text): unknown => JSON.parse(text))
    .pipe(Case),
})
type Snapshot = z.infer<typeof Snapshot>

/** A snapshot of another generation: how many events its case has is all that is taken from it. */
const OlderSnapshot = z.object({ version: z.int().min(1), generation: z.int().optional() })

/** Where the chain of an unopened case begins. */
const nothing = { version: 0, head: chainStart, state: undefined }

/** What is gone on from: a snapshot, or the same made anew. */
type Standing = Pick<Snapshot, 'version' | 'head' | 'state'> | typeof nothing

const attempts = 6
const outboxDays = 7

const sixDigits = (number: number): string => String(number).padStart(6, '0')

const eventKey = (sequence: number): string => `EVENT#${sixDigits(sequence)}`

const item = (fields: object): Record<string, AttributeValue> => marshall(fields, { removeUndefinedValues: true })

const cancelledBy =
  (...reasons: readonly string[]) =>
  (error: unknown): boolean =>
    error instanceof TransactionCanceledException &&
    (error.CancellationReasons ?? []).some(({ Code = 'None' }) => reasons.includes(Code))

const lostTheRace = cancelledBy('ConditionalCheckFailed', 'TransactionConflict')

const throttled = cancelledBy('ThrottlingError', 'ProvisionedThroughputExceeded')

/** What the table's indexes find a case by: the plans to look at on a day, the cases of a mediator. */
const indexed = (state: Case, policy: Policy) => {
  const attentionOn = nextAttention(state)
  const mediator =
    state.stage === 'negotiating' && state.mediation?.answer === undefined ? state.mediation?.mediatorId : undefined
  return {
    ...(attentionOn && {
      watch: watchOf(state.lenderId, shardOf(state.caseId, policy.monitoring.shards)),
      attentionOn,
    }),
    ...(mediator && { mediator }),
  }
}

/** Ties the record of cases to its table. */
export const connectDossiers = (
  environment: z.infer<typeof DossierEnvironment>,
  clients: ClientConfiguration,
  log: Log,
): Dossiers => {
  const dynamodb = dynamodbClient(clients)
  const { CASE_TABLE: TableName } = environment
  const policies = openPolicies(environment)

  const read = async (caseId: CaseId, sk: string): Promise<Record<string, unknown> | undefined> => {
    const Key = item({ pk: caseId, sk })
    const { Item } = await calling(() => dynamodb.send(new GetItemCommand({ TableName, Key, ConsistentRead: true })))
    return Item && unmarshall(Item)
  }

  const load = async (caseId: CaseId): Promise<Standing> => {
    const found = await read(caseId, 'SNAPSHOT')
    if (found === undefined) return nothing
    return found['generation'] === generation ? Snapshot.parse(found) : madeAnew(caseId, OlderSnapshot.parse(found))
  }

  /** Adds a dossier up again; the next write keeps what comes out, so that this happens once to a case that goes on. */
  const madeAnew = async (caseId: CaseId, { version, ...older }: z.infer<typeof OlderSnapshot>): Promise<Standing> => {
    log.info('SNAPSHOT_MADE_ANEW', { caseId, generation: older.generation ?? 1 })
    const keys = Array.from({ length: version }, (_, index) => eventKey(index + 1))
    let standing: Standing = nothing
    for (const found of await Promise.all(keys.map((key) => read(caseId, key)))) {
      const { event, at, sequence, hash } = DossierEntry.parse(found)
      standing = { version: sequence, head: hash, state: evolve(standing.state, caseId, event, at) }
    }
    return standing
  }

  /** A case keeps the version it was opened under; one that is opened now gets the present one. */
  const policyFor = (state: Case | undefined, command: Command): Policy | undefined => {
    if (command.type === 'admit account' && (state === undefined || state.stage === 'closed'))
      return policyOf(policies, command.lenderId, currentVersion(policies, command.lenderId))
    return state && policyOf(policies, state.lenderId, state.policyVersion)
  }

  const append = async (
    caseId: CaseId,
    before: Standing,
    events: readonly CaseEvent[],
    policy: Policy,
    now: Instant,
    by: Participant,
  ) => {
    const entries: DossierEntry[] = []
    let { head, state }: { head: string; state: Case | undefined } = before
    for (const [index, event] of events.entries()) {
      state = evolve(state, caseId, event, now)
      const entry = chained({ caseId, sequence: before.version + index + 1, at: now, by, event, previousHash: head })
      entries.push(entry)
      head = entry.hash
    }
    if (state === undefined) throw new DefectError(`${caseId}: nothing to append`)
    const version = before.version + entries.length
    const snapshot = {
      pk: caseId,
      sk: 'SNAPSHOT',
      version,
      head,
      generation,
      stage: state.stage,
      state: JSON.stringify(state),
      ...indexed(state, policy),
    }
    const outbox = {
      pk: caseId,
      sk: `OUTBOX#${sixDigits(version)}`,
      messages: outboxOf(state, entries),
      expiresAt: Math.floor(millisecondsOf(now) / 1000) + outboxDays * 86_400,
    }
    await calling(() =>
      dynamodb.send(
        new TransactWriteItemsCommand({
          TransactItems: [
            {
              Put: {
                TableName,
                Item: item(snapshot),
                ...(before.version === 0
                  ? { ConditionExpression: 'attribute_not_exists(pk)' }
                  : {
                      ConditionExpression: 'version = :before',
                      ExpressionAttributeValues: item({ ':before': before.version }),
                    }),
              },
            },
            ...entries.map((entry) => ({
              Put: {
                TableName,
                Item: item({ pk: caseId, sk: eventKey(entry.sequence), ...entry }),
                ConditionExpression: 'attribute_not_exists(pk)',
              },
            })),
            { Put: { TableName, Item: item(outbox) } },
          ],
        }),
      ),
    )
    return state
  }

  const refused = (caseId: CaseId, command: Command, refusal: Refusal): Refusal => {
    log.info('COMMAND_REFUSED', { caseId, command: command.type, refusal: refusal.code })
    return refusal
  }

  return {
    policies,
    read: async (caseId) => (await load(caseId)).state,
    carryOut: async (caseId, command, now, by = 'system') => {
      for (let attempt = 1; attempt <= attempts; attempt++) {
        const before = await load(caseId)
        const policy = policyFor(before.state, command)
        if (policy === undefined) return refused(caseId, command, unknownAccount)
        const decided = decide(before.state, command, { policy, now })
        if (isRefusal(decided)) return refused(caseId, command, decided)
        if (decided.length === 0 && before.state !== undefined) return { state: before.state, events: [] }
        try {
          return { state: await append(caseId, before, decided, policy, now, by), events: decided }
        } catch (error) {
          if (throttled(error))
            throw new TransientError(`${caseId}: the table takes no more just now; try again`, { cause: error })
          if (!lostTheRace(error)) throw error
          log.info('VERSION_CONFLICT', { caseId, command: command.type, attempt })
        }
      }
      throw new TransientError(`${caseId}: ${attempts} writers in a row were faster; try again`)
    },
  }
}

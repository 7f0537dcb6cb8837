import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { CaseMessage } from '../../../domain/case/outbox.ts'
import type { NoticeId } from '../../../domain/ids.ts'
import { step as requestStatement } from '../../../functions/assessment/request-statement.ts'
import { step as publishEvents } from '../../../functions/hand-over/publish-events.ts'
import { step as startIntake } from '../../../functions/hand-over/start-intake.ts'
import { step as startMonitoring } from '../../../functions/hand-over/start-monitoring.ts'
import { step as startStage } from '../../../functions/hand-over/start-stage.ts'
import { step as wakeWaiting } from '../../../functions/hand-over/wake-waiting.ts'
import type { StreamRecord } from '../../../local/aws/dynamodb.ts'
import { ServiceError } from '../../../local/aws/service-endpoint.ts'
import { at, statement } from '../../domain/case/walk.ts'
import { StepWorld, tellsWho } from '../step-world.ts'

let world: StepWorld
beforeEach(() => {
  world = new StepWorld()
})
afterEach(() => world.remove())

const { caseId, lenderId } = at.admitted()

const message = (more: Partial<CaseMessage>): CaseMessage =>
  CaseMessage.parse({
    type: 'AccountAdmitted',
    caseId,
    lenderId,
    borrowerId: at.admitted().state.borrowerId,
    sequence: 1,
    episode: 1,
    at: '2026-03-02T02:00:00.000Z',
    ...more,
  })

describe('publishing events', () => {
  /** The stream records of the outbox that a walk leaves behind. */
  const recordsOf = async (walk: ReturnType<typeof at.broken>): Promise<StreamRecord[]> => {
    const records: StreamRecord[] = []
    const isOutbox = (record: StreamRecord) => String(record.dynamodb.Keys['sk']?.S).startsWith('OUTBOX#')
    world.database.onStreamRecords('cases', async (batch) => void records.push(...batch), { filter: isOutbox })
    await world.replay(walk)
    await world.clock.runUntil(world.clock.now() + 60_000)
    return records
  }

  test('puts every event of a case on the bus, in its order and with nothing but ids', async () => {
    const walk = at.broken()
    const records = await recordsOf(walk)
    for (const record of records) await world.run(publishEvents, { Records: [record] })
    await world.clock.runUntil(world.clock.now() + 60_000)
    expect(world.busEvents.map((event) => event['detail-type'])).toEqual(walk.events.map(({ type }) => type))
    expect(world.busEvents.every(({ source }) => source === 'forbear.case')).toBe(true)
    for (const { detail } of world.busEvents) expect(CaseMessage.parse(detail)).toEqual(detail)
    expect(tellsWho(JSON.stringify(world.busEvents))).toBe(false)
  })

  test('takes more events at once than the bus does', async () => {
    const walk = at.broken()
    await world.run(publishEvents, { Records: await recordsOf(walk) })
    await world.clock.runUntil(world.clock.now() + 60_000)
    expect(walk.events.length).toBeGreaterThan(20)
    expect(world.busEvents).toHaveLength(walk.events.length)
  })

  test('asks for the batch again when the bus is busy', async () => {
    const records = await recordsOf(at.admitted())
    world.disturb = (operation) =>
      operation === 'PutEvents' ? new ServiceError('ThrottlingException', 'slow down') : undefined
    await expect(world.run(publishEvents, { Records: records })).rejects.toThrow(
      expect.objectContaining({ name: 'TransientError' }),
    )
  })
})

describe('starting a stage', () => {
  const start = (more: Partial<CaseMessage>) => world.run(startStage, { detail: message(more) })

  test.each([
    [{ type: 'AccountAdmitted' }, 'assessment', `${caseId}-assessment-1`, { caseId, episode: 1 }],
    [{ type: 'ReassessmentWanted', episode: 2 }, 'assessment', `${caseId}-assessment-2`, { caseId, episode: 2 }],
    [{ type: 'Assessed' }, 'offer', `${caseId}-offer-1`, { caseId, episode: 1 }],
    [{ type: 'PlanAccepted' }, 'agreement', `${caseId}-agreement-1`, { caseId, episode: 1 }],
    [
      { type: 'WarningRaised', warning: 3 },
      'early-warning',
      `${caseId}-early-warning-3`,
      { caseId, episode: 1, warning: 3 },
    ],
    [
      { type: 'NoticeRequested', noticeId: `${caseId}-n7` as NoticeId },
      'prompt-notice',
      `${caseId}-n7`,
      { caseId, episode: 1, noticeId: `${caseId}-n7` },
    ],
  ])('%j starts %s', async (more, machine, name, input) => {
    await start(more)
    expect([...world.started].map(([key, text]) => [key, JSON.parse(text)])).toEqual([[`${machine}/${name}`, input]])
  })

  test('an event that comes twice starts one execution', async () => {
    await start({ type: 'Assessed' })
    await start({ type: 'Assessed' })
    world.disturb = (operation) =>
      operation === 'StartExecution' ? new ServiceError('ExecutionAlreadyExists', 'it does') : undefined
    await start({ type: 'Assessed' })
    expect(world.started.size).toBe(1)
    expect(world.codes()).toContain('EXECUTION_ALREADY_STARTED')
  })

  test('an event that is not in the map is a mistake in the rule, and said so', async () => {
    await expect(start({ type: 'CaseClosed' })).rejects.toThrow(expect.objectContaining({ name: 'DefectError' }))
  })
})

describe('starting intake', () => {
  const dropped = (key: string, sequencer = '0055AED6DCD90281E5') =>
    world.run(startIntake, {
      'detail-type': 'Object Created',
      detail: { bucket: { name: 'drops' }, object: { key, size: 120, etag: 'a1b2', sequencer } },
    })

  test('gives the machine where the file is and what it holds', async () => {
    await dropped('platform-a/payments/2026-03-02.csv')
    const [[key, input] = ['', '']] = [...world.started]
    expect(key).toMatch(/^intake\/drop-[0-9a-f]{16}-0055AED6DCD90281E5$/)
    expect(JSON.parse(input)).toMatchObject({
      bucket: 'drops',
      key: 'platform-a/payments/2026-03-02.csv',
      contentTag: 'a1b2',
      size: 120,
      lenderId: 'platform-a',
      kind: 'payments',
    })
  })

  test('a repeated event starts nothing, the same file dropped again is taken up again', async () => {
    await dropped('platform-a/payments/a.csv')
    await dropped('platform-a/payments/a.csv')
    expect(world.started.size).toBe(1)
    await dropped('platform-a/payments/a.csv', '0055AED6DCD9028999')
    expect(world.started.size).toBe(2)
  })

  test.each([
    'readme.txt',
    'platform-a/accounts/report.json',
    'platform-a/people/a.csv',
    'Platform A/accounts/a.csv',
    'platform-a/accounts/old/a.csv',
    'platform-a/accounts/.csv',
  ])('quietly refuses what is no drop: %s', async (key) => {
    expect(await dropped(key)).toEqual({ refusal: 'not-a-drop' })
    expect(world.started.size).toBe(0)
    expect(world.codes()).not.toContain('STEP_FAILED')
  })
})

describe('starting monitoring', () => {
  const fire = (scheduledAt: string) => world.run(startMonitoring, { lenderId, scheduledAt })

  test('looks at a day once, however often the schedule fires', async () => {
    await fire('2026-03-02T01:00:00Z')
    await fire('2026-03-02T01:00:07Z')
    expect([...world.started.keys()]).toEqual(['monitoring/platform-a-monitoring-2026-03-02'])
    await fire('2026-03-03T01:00:00Z')
    expect(world.started.size).toBe(2)
  })
})

describe('waking', () => {
  const payload = { caseId, episode: 1 }

  test('lets the machine go on with the answer, however often the event comes', async () => {
    await world.replay(at.assessing())
    await world.run(requestStatement, { ...payload, token: world.token('token-1') })
    await world.dossiers.carryOut(
      caseId,
      { type: 'take answer', answer: { answer: 'statement', statement } },
      world.now,
      'borrower',
    )
    const detail = message({ type: 'StatementReceived', sequence: 5 })
    await world.run(wakeWaiting, { detail })
    await world.run(wakeWaiting, { detail })
    expect(world.tokens.get('token-1')).toBe('{"answer":"given"}')
    expect(JSON.stringify([world.answers, world.logged])).not.toContain('token-1')
  })

  test('does nothing for a case that nobody waits for, or that there is not', async () => {
    expect(await world.run(wakeWaiting, { detail: message({}) })).toEqual({})
    await world.replay(at.admitted())
    expect(await world.run(wakeWaiting, { detail: message({}) })).toEqual({})
  })
})

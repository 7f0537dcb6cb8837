import { DescribeRuleCommand, PutEventsCommand } from '@aws-sdk/client-eventbridge'
import { describe, expect, it } from 'vitest'
import {
  type BusEvent,
  type Disturbances,
  EmbeddedEventBridge,
  type UndeliveredEvent,
} from '../../../local/aws/event-bus.ts'
import { VirtualClock } from '../../../local/clock.ts'
import { clientsOf, seeded, start } from './embedded-clients.ts'

const world = (disturbances?: Disturbances) => {
  const clock = new VirtualClock(start)
  const bridge = new EmbeddedEventBridge({ clock, ...(disturbances === undefined ? {} : { disturbances }) })
  const { events: client } = clientsOf({ events: bridge.endpoint })
  const heard: BusEvent[] = []
  const target = { id: 'target', deliver: async (event: BusEvent) => void heard.push(event) }
  return { clock, bridge, client, heard, target }
}

const entry = { Source: 'forbear.case', DetailType: 'Agreed', Detail: '{"case":"1"}' }

describe('an event that is put', () => {
  it('reaches the targets of every rule it matches, on the clock, in the envelope of EventBridge', async () => {
    const { clock, bridge, client, heard, target } = world()
    bridge.putRule({ name: 'agreed', eventPattern: { 'detail-type': ['Agreed'] }, targets: [target] })
    bridge.putRule({ name: 'broken', eventPattern: { 'detail-type': ['Broken'] }, targets: [target] })
    const { Entries, FailedEntryCount } = await client.send(
      new PutEventsCommand({ Entries: [{ ...entry, Resources: ['case/1'] }] }),
    )
    expect(FailedEntryCount).toBe(0)
    expect(heard).toEqual([])
    await clock.settle()
    expect(heard).toEqual([
      {
        version: '0',
        id: Entries?.[0]?.EventId,
        'detail-type': 'Agreed',
        source: 'forbear.case',
        account: '000000000000',
        time: '2026-01-05T09:00:00Z',
        region: 'us-east-1',
        resources: ['case/1'],
        detail: { case: '1' },
      },
    ])
  })

  it('stays on the bus it is put on', async () => {
    const { clock, bridge, client, heard, target } = world()
    bridge.createBus('cases')
    bridge.putRule({ name: 'all', busName: 'cases', eventPattern: { source: [{ prefix: '' }] }, targets: [target] })
    const arn = 'arn:aws:events:us-east-1:000000000000:event-bus/cases'
    await client.send(new PutEventsCommand({ Entries: [entry, { ...entry, EventBusName: arn, DetailType: 'Mine' }] }))
    await clock.settle()
    expect(heard.map((event) => event['detail-type'])).toEqual(['Mine'])
  })

  it.each([
    ['a source of AWS', { ...entry, Source: 'aws.s3' }, 'NotAuthorizedForSourceException'],
    ['detail that is no JSON', { ...entry, Detail: 'nope' }, 'MalformedDetail'],
    ['detail that is no object', { ...entry, Detail: '[1]' }, 'MalformedDetail'],
    ['no detail type', { Source: 'x', Detail: '{}' }, 'InvalidArgument'],
    ['an unknown bus', { ...entry, EventBusName: 'nowhere' }, 'InvalidArgument'],
  ])('fails on its own with %s', async (_, bad, code) => {
    const { clock, bridge, client, heard, target } = world()
    bridge.putRule({ name: 'all', eventPattern: { source: [{ prefix: '' }] }, targets: [target] })
    const answer = await client.send(new PutEventsCommand({ Entries: [bad, entry] }))
    expect(answer.FailedEntryCount).toBe(1)
    expect(answer.Entries?.map(({ ErrorCode }) => ErrorCode)).toEqual([code, undefined])
    await clock.settle()
    expect(heard).toHaveLength(1)
  })

  it('is one of at most ten', async () => {
    const { client } = world()
    const many = client.send(new PutEventsCommand({ Entries: Array.from({ length: 11 }, () => entry) }))
    await expect(many).rejects.toThrow(/between 1 and 10 entries/)
  })

  it('with an operation or parameter not implemented is refused by that name', async () => {
    const { client } = world()
    await expect(client.send(new DescribeRuleCommand({ Name: 'x' }))).rejects.toThrow(/has no operation DescribeRule/)
    const traced = client.send(new PutEventsCommand({ Entries: [{ ...entry, TraceHeader: 'x' }] }))
    await expect(traced).rejects.toThrow(/does not implement TraceHeader/)
  })

  it('may come from a service of this machine under its own source', async () => {
    const { clock, bridge, heard, target } = world()
    bridge.putRule({ name: 'created', eventPattern: { source: ['aws.s3'] }, targets: [target] })
    bridge.publish({ source: 'aws.s3', 'detail-type': 'Object Created', detail: { bucket: { name: 'drop' } } })
    await clock.settle()
    expect(heard[0]).toMatchObject({ source: 'aws.s3', detail: { bucket: { name: 'drop' } } })
  })
})

describe('a target that fails', () => {
  it('is tried again, later and later, and then the dead letter is told', async () => {
    const { clock, bridge, client } = world()
    const attempts: number[] = []
    const dead: UndeliveredEvent[] = []
    bridge.putRule({
      name: 'all',
      eventPattern: { source: ['forbear.case'] },
      targets: [
        {
          id: 'flaky',
          retryAttempts: 3,
          deliver: async () => {
            attempts.push((clock.now() - start) / 1000)
            throw new Error('down')
          },
          deadLetter: (undelivered) => void dead.push(undelivered),
        },
      ],
    })
    await client.send(new PutEventsCommand({ Entries: [entry] }))
    await clock.runUntil(start + 60_000)
    expect(attempts).toEqual([0, 1, 3, 7])
    expect(dead).toMatchObject([{ rule: 'all', target: 'flaky', attempts: 4, event: { detail: { case: '1' } } }])
  })

  it('is given up after a day at the latest, and fails the run when nobody takes the event', async () => {
    const { clock, bridge, client } = world()
    const deliver = () => Promise.reject(new Error('down for good'))
    bridge.putRule({ name: 'all', eventPattern: { source: ['forbear.case'] }, targets: [{ id: 't', deliver }] })
    await client.send(new PutEventsCommand({ Entries: [entry] }))
    await expect(clock.runUntil(start + 2 * 86_400_000)).rejects.toThrow('down for good')
    expect(clock.now()).toBeLessThanOrEqual(start + 86_400_000)
  })

  it('does not keep the other targets waiting, nor can it change their event', async () => {
    const { clock, bridge, heard, target } = world()
    const spoil = async (event: BusEvent) => {
      Object.assign(event, { source: 'spoilt' })
      throw new Error('down')
    }
    const deadLetter = () => {}
    const targets = [{ id: 'bad', deliver: spoil, retryAttempts: 0, deadLetter }, target]
    bridge.putRule({ name: 'all', eventPattern: { source: ['x'] }, targets })
    bridge.publish({ source: 'x', 'detail-type': 'y', detail: {} })
    await clock.settle()
    expect(heard.map(({ source }) => source)).toEqual(['x'])
  })
})

describe('a rule', () => {
  it('is refused without a pattern or schedule, with both, under a name taken, or on no bus', () => {
    const { bridge } = world()
    const pattern = { eventPattern: { source: ['x'] } }
    bridge.putRule({ name: 'taken', ...pattern, targets: [] })
    expect(() => bridge.putRule({ name: 'none', targets: [] })).toThrow(
      /either an eventPattern or a scheduleExpression/,
    )
    expect(() => bridge.putRule({ name: 'taken', ...pattern, targets: [] })).toThrow(/a name of its own/)
    expect(() => bridge.putRule({ name: 'lost', busName: 'lost', ...pattern, targets: [] })).toThrow(/createBus/)
    expect(() => bridge.putRule({ name: 'odd', eventPattern: { source: 'x' }, targets: [] })).toThrow(
      /leaves are lists/,
    )
  })

  it('on a schedule fires from the start of schedules to their end, in its time zone', async () => {
    const { clock, bridge, heard, target } = world()
    bridge.putRule({
      name: 'daily',
      scheduleExpression: 'cron(0 18 * * ? *)',
      scheduleExpressionTimezone: 'Asia/Shanghai',
      targets: [target],
    })
    await clock.runUntil(start + 2 * 3_600_000)
    expect(heard).toEqual([])
    bridge.startSchedules(start + 3 * 86_400_000)
    bridge.putRule({ name: 'late', scheduleExpression: 'rate(2 days)', targets: [target] })
    await clock.runUntil(start + 10 * 86_400_000)
    expect(heard.map(({ time, resources }) => `${time} ${resources[0]?.split('/')[1]}`)).toEqual([
      '2026-01-06T10:00:00Z daily',
      '2026-01-07T10:00:00Z daily',
      '2026-01-07T11:00:00Z late',
    ])
    expect(heard[0]).toMatchObject({ source: 'aws.events', 'detail-type': 'Scheduled Event', detail: {} })
  })
})

describe('disturbances', () => {
  const run = async (seed: number, change: Partial<Disturbances>) => {
    const disturbances = { random: seeded(seed), repeat: 0, delayMs: 10_000, reorder: false, ...change }
    const { clock, bridge } = world(disturbances)
    const heard: string[] = []
    const deliver = async ({ detail }: BusEvent) => void heard.push(`${JSON.stringify(detail)} ${clock.now() - start}`)
    bridge.putRule({ name: 'all', eventPattern: { source: ['x'] }, targets: [{ id: 't', deliver }] })
    for (let n = 0; n < 30; n++) bridge.publish({ source: 'x', 'detail-type': 'y', detail: { n } })
    await clock.runUntil(start + 60_000)
    return heard
  }
  const numbersIn = (heard: readonly string[]) => heard.map((line) => Number(/\d+/.exec(line)?.[0]))
  const ascending = Array.from({ length: 30 }, (_, n) => n)

  it('are the same for the same seed and others for another', async () => {
    const all = { repeat: 0.5, reorder: true }
    expect(await run(7, all)).toEqual(await run(7, all))
    expect(await run(7, all)).not.toEqual(await run(8, all))
  })

  it('delay every event but keep their order unless told to reorder', async () => {
    const delayed = await run(7, {})
    expect(numbersIn(delayed)).toEqual(ascending)
    expect(delayed.some((line) => !line.endsWith(' 0'))).toBe(true)
    const reordered = numbersIn(await run(7, { reorder: true }))
    expect(reordered).not.toEqual(ascending)
    expect([...reordered].sort((a, b) => a - b)).toEqual(ascending)
  })

  it('deliver every event twice when repeating is certain', async () => {
    const twice = numbersIn(await run(7, { repeat: 1 }))
    expect(twice).toHaveLength(60)
    expect(new Set(twice).size).toBe(30)
  })
})

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import * as z from 'zod'
import { constantsInSources } from '../../bench/own-constants.ts'
import { bookLines, mornings, planYear } from '../../bench/scale/book.ts'
import { documentFile, proseOf, readGrounds, reckonedDocument, withTables } from '../../bench/scale/document.ts'
import { backOffStorm, dropLines, dropShape } from '../../bench/scale/drop.ts'
import { type Rate, readQuotas, regionNames, secondsFor, secondsOfGrowingTable } from '../../bench/scale/quotas.ts'
import { scenarios } from '../../bench/scale/scenarios.ts'
import { bindingLines, type Grounds, scaleTables, span } from '../../bench/scale/tables.ts'
import { chunkBytes, largestDropBytes } from '../../domain/intake/chunk.ts'

const root = join(import.meta.dirname, '../..')
const quotas = readQuotas()
const rate = (aSecond: number, atOnce: number): Rate => ({ aSecond, atOnce, canBeRaised: true, source: 'here' })

let grounds: Grounds
beforeAll(async () => {
  grounds = await readGrounds()
})

describe('docs/scale.md', () => {
  it('holds the tables as they are reckoned now; npm run scale -- --write puts them there', async () => {
    expect(readFileSync(documentFile, 'utf8')).toBe(await reckonedDocument())
  })

  it('has no figure outside of its tables', () => {
    expect(proseOf(readFileSync(documentFile, 'utf8')).match(/\d+/g)).toBeNull()
  })

  it('needs a place for every table, and a table for every place', () => {
    expect(() => withTables('no place', { mail: '' })).toThrow('no place for: mail')
    expect(() => withTables('<!-- table: post -->\n<!-- end -->', {})).toThrow('post, which is not reckoned')
  })

  it('compares both regions', () => {
    for (const name of regionNames) expect(scaleTables(grounds)['first']).toContain(name)
  })
})

describe('getting through', () => {
  it('takes what the bucket holds at once and the rest at its rate', () => {
    expect(secondsFor(1300, rate(300, 1300))).toBe(0)
    expect(secondsFor(1900, rate(300, 1300))).toBe(2)
  })

  it('doubles with a growing table until its quota', () => {
    const region = { ...quotas['us-east-1'], newTableWrites: rate(10, 0), tableWrites: rate(40, 0) }
    const halfHour = 1800
    expect(secondsOfGrowingTable(10 * 60, region)).toBe(60)
    expect(secondsOfGrowingTable(10 * halfHour + 20 * 90, region)).toBe(halfHour + 90)
    expect(secondsOfGrowingTable(30 * halfHour + 40 * 7200, region)).toBe(2 * halfHour + 7200)
  })

  it('is told in the unit that people would use', () => {
    expect([45, 90, 5399, 5400, 172_800].map(span)).toEqual(['45 s', '2 min', '90 min', '1.5 h', '2.0 days'])
  })
})

describe('a drop', () => {
  it('is cut as the intake cuts it', () => {
    const shape = dropShape(grounds.size, grounds.own)
    expect(shape.bytes).toBeLessThan(largestDropBytes)
    expect(shape.chunks * chunkBytes(shape.bytes)).toBeGreaterThanOrEqual(shape.bytes)
    expect(shape.chunks * shape.rowsAChunk).toBeGreaterThanOrEqual(grounds.size.accounts)
  })

  it('asks for twice as much when it is twice as large', () => {
    const twice = { ...grounds, size: { ...grounds.size, accounts: 2 * grounds.size.accounts } }
    const asked = ({ size, recorded, own }: Grounds) =>
      dropLines(size, recorded, own, quotas['us-east-1']).map(({ what, asked }) => [what, asked] as const)
    const before = new Map(asked(grounds))
    for (const [what, amount] of asked(twice))
      if (!/chunk|meanwhile/.test(what)) expect(amount, what).toBe(2 * (before.get(what) ?? 0))
  })

  it('is bound by what stops it before what slows it', () => {
    const lines = dropLines(grounds.size, grounds.recorded, grounds.own, quotas['us-east-1'])
    expect(
      bindingLines(lines)
        .map(({ what }) => what)
        .slice(0, 2),
    ).toEqual(['keep open overnight', 'start assessments and waits'])
  })

  it('tries each notice once when SES is fast enough, and over and over when it is not', () => {
    const own = { ...grounds.own, backOffSeconds: 300 }
    const unhindered = rate(1_000_000, 0)
    expect(backOffStorm(300, 1, own, unhindered)).toEqual({ rounds: 1, tries: 300, transitions: 600 })
    expect(backOffStorm(900, 1, own, unhindered)).toEqual({ rounds: 3, tries: 900 + 600 + 300, transitions: 3600 })
  })

  it('tries less often where walking everybody through a round takes longer than the back-off', () => {
    const own = { ...grounds.own, backOffSeconds: 300 }
    // The first round takes 900 × 2 / 3 = 600 seconds, in which 600 mails go.
    expect(backOffStorm(900, 1, own, rate(3, 0))).toEqual({ rounds: 2, tries: 900 + 300, transitions: 2400 })
  })
})

describe('a book', () => {
  it('is looked at faster with more shards, but not beyond those at once', () => {
    const year = planYear(grounds.recorded)
    const speed = (shards: number) =>
      mornings(scenarios.plans, year, { ...grounds.own, shards, shardsAtOnce: 10 }).plansASecond
    expect(speed(4)).toBeCloseTo(2 * speed(2), 9)
    expect(speed(40)).toBe(speed(10))
  })

  it('fits the history of each shard once there are as many shards as are asked for', () => {
    const { recorded, own } = grounds
    const { shardsForHistory } = mornings(scenarios.plans, planYear(recorded), own)
    const over = (shards: number) =>
      bookLines(scenarios.plans, recorded, { ...own, shards }, quotas['us-east-1'])
        .filter(({ what }) => what.includes('history'))
        .some(({ takes }) => 'timesOver' in takes && takes.timesOver > 1)
    expect(over(shardsForHistory)).toBe(false)
    expect(over(shardsForHistory - 1)).toBe(true)
  })
})

describe('what is reckoned with', () => {
  it.each(Object.entries(constantsInSources))('%s stands in the sources', (_, { value, file, text }) => {
    expect(text).toContain(String(value))
    expect(readFileSync(join(root, file), 'utf8')).toContain(text)
  })

  it('is the longest holiday of the calendars', () => {
    const Holidays = z.object({ holidays: z.array(z.object({ from: z.string(), to: z.string() })) })
    const { holidays } = Holidays.parse(parse(readFileSync(join(root, 'policies/calendars/cn-2026.yaml'), 'utf8')))
    const days = holidays.map(({ from, to }) => (Date.parse(to) - Date.parse(from)) / 86_400_000 + 1)
    expect(Math.max(...days)).toBe(scenarios.closedDays)
  })
})

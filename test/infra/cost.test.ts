import { beforeAll, describe, expect, it } from 'vitest'
import { type Metered, meteredPaths, unitOf } from '../../bench/cost/bill.ts'
import { costOf, dearest, readPrices, totalCost } from '../../bench/cost/prices.ts'
import { readRecorded, recordOf } from '../../bench/cost/recorded.ts'
import { standingCost, standingResources } from '../../bench/cost/standing.ts'
import { caseYear, costTable, shareOfShared, timesItsMails, usageTable } from '../../bench/cost/table.ts'
import { beyond, nothing, plus, quantities, times } from '../../bench/cost/usage.ts'
import { allWorstHistories } from '../../bench/history/machines.ts'
import { sharedAssembly } from '../workflows/assembly.ts'

const prices = readPrices()
const recorded = readRecorded()

let all: readonly Metered[]
beforeAll(async () => {
  all = await meteredPaths()
})

const everything = ({ used }: Metered) => Object.values(used).reduce(plus)

describe('the meter', () => {
  it('misses no state, call or mail that the world counted itself', () => {
    for (const metered of all) {
      const { stateTransitions, functionCalls, mails } = everything(metered)
      const { statesEntered, calls, mails: sent } = metered.world
      // The meter opens each page before it is answered, and so counts what it caused.
      expect({ stateTransitions, functionCalls, mails }, metered.path.name).toEqual({
        stateTransitions: statesEntered,
        functionCalls: calls,
        mails: sent,
      })
    }
  })

  it('puts the daily look and the files to the account of those who share them', () => {
    for (const { used, shared, path } of all) {
      expect(used.morning.stateTransitions, path.name).toBe(shared.morning * 3)
      expect(used.file.mails + used.chunk.mails + used.morning.mails + used.look.mails).toBe(0)
      expect(used.case.mails).toBeGreaterThan(0)
    }
  })

  it('finds that a longer path uses no less of anything', () => {
    const [agreed, kept] = ['agreed', 'kept for a year'].map((name) => all.find(({ path }) => path.name === name))
    for (const quantity of quantities)
      expect(kept?.used.case[quantity]).toBeGreaterThanOrEqual(agreed?.used.case[quantity] ?? 0)
  })
})

it('no history is longer than the longest that is reckoned', async () => {
  const worst = new Map((await allWorstHistories()).map(({ of, events }) => [of, events]))
  // AWS keeps no history of the one that is Express.
  for (const { path, histories } of all)
    for (const [machine, { longest }] of Object.entries(histories).filter(([name]) => name !== 'prompt-notice'))
      expect(longest, `${path.name}: ${machine}`).toBeLessThan(worst.get(machine) ?? 0)
})

describe('the price of a path', () => {
  it('is on record for every path', () => {
    expect(Object.keys(recorded.paths)).toEqual(all.map(({ path }) => path.name))
  })

  it('has not doubled since it was recorded', () => {
    for (const { path, used } of all) {
      const before = recorded.paths[path.name]?.usd ?? 0
      expect(totalCost(used.case, prices), `${path.name}; see npm run cost`).toBeLessThan(2 * before)
    }
  })

  it('has not doubled for files, chunks, mornings and looks either', () => {
    const longest = all.at(-1)
    if (longest === undefined) return expect.fail('no path')
    for (const work of ['file', 'chunk', 'morning', 'look'] as const)
      expect(totalCost(unitOf(longest, work), prices), work).toBeLessThan(2 * totalCost(recorded.shared[work], prices))
  })

  it('is mostly transitions and mails', () => {
    for (const { path, used } of all)
      expect(
        dearest(used.case, prices)
          .slice(0, 2)
          .map(({ quantity }) => quantity)
          .sort(),
        path.name,
      ).toEqual(['mails', 'stateTransitions'])
  })

  it('of a year that is kept stays near the aim of twice its mails', () => {
    const year = all.at(-1)
    expect(year?.path.name).toBe('kept for a year')
    expect(timesItsMails(year?.used.case ?? nothing, prices)).toBeLessThan(2.5)
  })

  it('is printed with its parts', () => {
    const figures = recordOf(all, prices)
    const lines = costTable(figures, prices).split('\n')
    expect(lines).toHaveLength(all.length + 2)
    expect(lines.every((line) => line.length === lines[0]?.length)).toBe(true)
    expect(usageTable(figures)).toContain('| morning ')
    expect(caseYear(figures, prices)).toMatch(/^A case-year costs 0\.\d+ USD, \d/)
  })
})

it('a deployment in which nothing happens costs its keys, alarms, dashboards and metrics', async () => {
  const resources = standingResources((await sharedAssembly()).assembly, prices)
  for (const [type, count] of Object.entries(resources)) expect(count, type).toBeGreaterThan(0)
  expect(standingCost({ 'AWS::KMS::Key': 2, 'AWS::CloudWatch::Dashboard': 1 }, prices)).toBeCloseTo(5, 9)
  expect(standingCost(resources, prices)).toBeLessThan(60)
})

describe('reckoning', () => {
  const thousand = { ...nothing, stateTransitions: 1000, mails: 1000 }

  it('multiplies by the list price', () => {
    expect(costOf(thousand, 'stateTransitions', prices)).toBeCloseTo(0.025, 12)
    expect(totalCost(thousand, prices)).toBeCloseTo(0.125, 12)
  })

  it('adds, multiplies and takes away', () => {
    expect(plus(thousand, thousand)).toEqual(times(thousand, 2))
    expect(beyond(times(thousand, 3), thousand)).toEqual(times(thousand, 2))
    expect(beyond(nothing, thousand)).toEqual(nothing)
  })

  it('spreads the files and mornings of a lender over its plans', () => {
    const lender = { plans: 1000, filesAYear: 10, shards: 2 }
    const mornings = { ...recorded, shared: { file: nothing, chunk: nothing, morning: thousand, look: nothing } }
    expect(shareOfShared(mornings, lender).stateTransitions).toBeCloseTo(365, 9)
  })

  it('knows the source and the day of every price', () => {
    for (const quantity of quantities) expect(prices.prices[quantity].source.length, quantity).toBeGreaterThan(20)
  })
})

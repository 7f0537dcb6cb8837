import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { compare } from '../../../peers/compare.ts'
import type { Verdict } from '../../../peers/fineract/verdicts.ts'
import { floorsOf } from '../../../peers/floors.ts'
import { readOptions } from '../../../peers/options.ts'
import { scheduleText } from '../../../peers/report.ts'

const verdict = (changes: Partial<Verdict>): Verdict => ({
  caseAt: 0,
  opAt: 1,
  table: 'schedule',
  class: 'generate',
  generator: 'progressive',
  stage: 'first table',
  verdict: 'passed',
  ...changes,
})

const rescheduled = (passed: number, failed: number): Verdict[] => [
  ...Array.from({ length: passed }, () => verdict({ class: 'reschedule', stage: 'after change' })),
  ...Array.from({ length: failed }, () => verdict({ class: 'reschedule', stage: 'after change', verdict: 'failed' })),
]

const holding = (verdicts: readonly Verdict[], name: string) =>
  floorsOf({ fineract: verdicts }).find(({ floor }) => floor.startsWith(name))

describe('a floor', () => {
  it('holds at its share of the comparable tables and not below', () => {
    expect(holding(rescheduled(9, 1), 'schedules after a reschedule')).toEqual({
      floor: 'schedules after a reschedule: at least 90 %',
      reached: '9 of 10, 90 %',
      holds: true,
    })
    expect(holding(rescheduled(8, 1), 'schedules after a reschedule')).toMatchObject({ holds: false })
  })

  it('lets no progressive schedule before a payment differ, and leaves those of the older generator to be seen', () => {
    const failed = { verdict: 'failed' } as const
    const name = 'progressive schedules before any payment'
    expect(holding([verdict({}), verdict(failed)], name)).toMatchObject({ holds: false, reached: '1 of 2, 50 %' })
    expect(holding([verdict({}), verdict({ ...failed, generator: 'legacy' })], name)).toMatchObject({ holds: true })
    expect(holding([verdict({}), verdict({ verdict: 'out of scope' })], name)).toMatchObject({
      reached: '1 of 1, 100 %',
    })
  })

  it('holds where there is nothing to compare, and says so', () => {
    expect(holding([], 'schedules after payments')).toMatchObject({ reached: 'there are none', holds: true })
  })

  it('is asked only of parts that were compared', () => {
    const regz = [{ id: 'one', expected: 9.69, got: 9.68, agrees: false }]
    expect(floorsOf({ regz })).toEqual([
      { floor: 'annual percentage rates of Regulation Z: all', reached: '0 of 1', holds: false },
    ])
  })
})

describe('the text', () => {
  const verdicts = [
    verdict({}),
    verdict({ caseAt: 7, opAt: 3, verdict: 'failed', why: 'instalment 1 due: 1.00 expected, 2.00 got' }),
    verdict({ table: 'total', verdict: 'out of scope', why: 'nobody knows' }),
  ]

  it('has every kind of table with its counts, and every reason with how many it keeps out', () => {
    const text = scheduleText(verdicts, false)
    expect(text).toMatch(/generate +progressive +first table +2 +2 +1 +1 +0\n/)
    expect(text).toMatch(/nobody knows +1\n/)
    expect(text).not.toContain('case 7')
  })

  it('lists each difference with its place when asked', () => {
    expect(scheduleText(verdicts, true)).toMatch(
      /case 7 +step 3 +schedule +generate +progressive +first table +instalment 1 due: 1\.00 expected, 2\.00 got\n/,
    )
  })
})

describe('files', () => {
  const nowhere = join(import.meta.dirname, 'nowhere')

  it('that nobody named may be missing: their parts are left out and told', async () => {
    const source = { path: nowhere, isNamed: false }
    const options = { ...readOptions([]), fineract: source, products: source, openintro: source, regz: source }
    expect(await compare(options)).toEqual({
      figures: {},
      absent: [
        `schedules: ${nowhere} with ${nowhere}`,
        `instalments of real loans: ${nowhere}`,
        `annual percentage rates: ${nowhere}`,
      ],
    })
  })

  it('that somebody named may not', async () => {
    await expect(compare(readOptions(['--fineract', nowhere]))).rejects.toThrow(`There is no file ${nowhere}`)
  })

  it('are looked for beside the project unless named', () => {
    const { regz, openintro } = readOptions(['--regz', 'mine.json'])
    expect(regz).toEqual({ path: 'mine.json', isNamed: true })
    expect(openintro.path).toMatch(/shared.data.openintro-loans-full-schema\.csv$/)
    expect(openintro.isNamed).toBe(false)
  })
})

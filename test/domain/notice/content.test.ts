import { describe, expect, it } from 'vitest'
import { NoticeContent, PlanSummary, summaryOf } from '../../../domain/notice/content.ts'
import { Plan } from '../../../domain/plan/plan.ts'
import { samples } from './samples.ts'

const planOf = (dues: readonly number[], interest = 0) =>
  Plan.parse({
    kind: 'step-up',
    currency: 'CNY',
    annualRatePercent: '12.5',
    opening: { principal: dues.reduce((sum, due) => sum + due, 0), interest: 0, fees: 0 },
    waived: { principal: 100, interest: 20, fees: 3 },
    instalments: dues.map((principal, index) => ({
      number: index + 1,
      dueOn: `2026-${String(index + 1).padStart(2, '0')}-15`,
      principal,
      interest,
      fees: 0,
      earned: 0,
    })),
    steps: [{ step: 'fees-waived', amount: 3 }],
    presentValueLossPercent: '0.50',
    needsApproval: false,
  })

describe('the summary of a plan', () => {
  it('tells the first payment, the usual one, both ends, the total and what was given up', () => {
    expect(summaryOf(planOf([50_00, 50_00, 100_00, 100_00, 100_00, 99_99]), 'b')).toEqual({
      key: 'b',
      kind: 'step-up',
      instalments: 6,
      first: { minor: 50_00, currency: 'CNY' },
      usual: { minor: 100_00, currency: 'CNY' },
      last: { on: '2026-06-15' },
      firstDueOn: '2026-01-15',
      total: { minor: 499_99, currency: 'CNY' },
      waived: { minor: 123, currency: 'CNY' },
      deferred: { minor: 0, currency: 'CNY' },
      choices: [],
      steps: [{ step: 'fees-waived', amount: 3 }],
    })
  })

  it('names a rate only where interest is added while the plan runs', () => {
    expect(summaryOf(planOf([50_00, 50_00], 1_00), 'a').annualRatePercent).toBe('12.5')
    expect(summaryOf(planOf([50_00, 50_00]), 'a').annualRatePercent).toBeUndefined()
  })

  it('compares no rates for a single payment', () => {
    const apr = { before: '18.25', after: '9.21' }
    expect(summaryOf({ ...planOf([50_00, 50_00], 1_00), apr }, 'a').apr).toEqual(apr)
    expect(summaryOf({ ...planOf([100_00]), apr }, 'a').apr).toBeUndefined()
  })

  it('does not count the months of a payment holiday, in which nothing is due', () => {
    const summary = summaryOf(planOf([0, 0, 80_00, 80_00]), 'a')
    expect(summary).toMatchObject({ instalments: 2, firstDueOn: '2026-03-15', first: { minor: 80_00 } })
  })

  it('takes the later of two equally frequent amounts for the usual one', () => {
    expect(summaryOf(planOf([40_00, 40_00, 60_00, 60_00]), 'a').usual.minor).toBe(60_00)
  })

  it('of a single payment is that payment', () => {
    expect(summaryOf(planOf([900_00]), 'c')).toMatchObject({
      instalments: 1,
      first: { minor: 900_00 },
      usual: { minor: 900_00 },
      firstDueOn: '2026-01-15',
      last: { on: '2026-01-15' },
    })
  })

  it('is what the schema of contents reads back', () => {
    const summary = summaryOf(planOf([10_00, 20_00]), 'a')
    expect(PlanSummary.parse(JSON.parse(JSON.stringify(summary)))).toEqual(summary)
  })
})

describe('a content', () => {
  it('has no place for personal data: what is not listed is dropped', () => {
    const read = NoticeContent.parse({ ...samples.offer, name: 'Maria Alvarez', email: 'maria@mail.example' })
    expect(JSON.stringify(read)).not.toMatch(/maria/i)
  })

  it('offers one to three options', () => {
    expect(NoticeContent.safeParse({ ...samples.offer, options: [] }).success).toBe(false)
    const [option] = samples.offer.options
    expect(NoticeContent.safeParse({ ...samples.offer, options: [option, option, option, option] }).success).toBe(false)
  })

  it('of an unknown kind is refused', () => {
    expect(NoticeContent.safeParse({ kind: 'threat' }).success).toBe(false)
  })
})

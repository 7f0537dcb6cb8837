import { describe, expect, it } from 'vitest'
import { scheduleOf } from '../../../domain/loan/schedule-of.ts'
import type { LoanSchedule } from '../../../domain/loan/terms.ts'
import { isRefusal } from '../../../domain/outcome.ts'
import { differenceOf } from '../../../peers/fineract/compare.ts'
import { expectedSchedule } from '../../../peers/fineract/expected.ts'
import type { ScheduleOf } from '../../../peers/fineract/play.ts'
import { exclusionsOf, talliesOf } from '../../../peers/fineract/tally.ts'
import { termsOf } from '../../../peers/fineract/terms.ts'
import { type Verdict, verdictsOf } from '../../../peers/fineract/verdicts.ts'
import {
  factsIn,
  payOut,
  peerCase,
  productIn,
  productsFile,
  rawCase,
  untouchedTable,
  untouchedTotal,
} from './small-files.ts'

const pay = { op: 'pay', kind: 'AUTOPAY', date: '01 February 2024', amount: '100' }
const onFirstOfFebruary = { op: 'date', date: '01 February 2024' }

const verdicts = (ops: readonly object[], facts: object = {}, product: object = {}): Verdict[] =>
  verdictsOf([rawCase(ops)], productsFile(product, [facts]), scheduleOf)

/** A table with one cell changed. */
const changed = (row: number, column: string, text: string) => {
  const at = untouchedTable.header.indexOf(column)
  const rows = untouchedTable.rows.map((cells, index) => (index === row ? cells.with(at, text) : cells))
  return { ...untouchedTable, rows }
}

describe('a table', () => {
  it('passes where our schedule agrees to the cent, and so does its row of totals', () => {
    expect(verdicts([payOut, untouchedTable, untouchedTotal])).toEqual([
      {
        caseAt: 0,
        opAt: 1,
        table: 'schedule',
        class: 'pay',
        generator: 'progressive',
        stage: 'first table',
        verdict: 'passed',
      },
      expect.objectContaining({ opAt: 2, table: 'total', stage: 'first table', verdict: 'passed' }),
    ])
  })

  it.each([
    [changed(1, 'Principal due', '100.01'), 'instalment 1 principal: 100.01 expected, 100.00 got'],
    [changed(2, 'Interest', '1'), 'instalment 2 interest: 1.00 expected, 0.00 got'],
    [changed(2, 'Fees', '1'), 'instalment 2 fees: 1.00 expected, 0.00 got'],
    [changed(2, 'Penalties', '1'), 'instalment 2 penalties: 1.00 expected, 0.00 got'],
    [changed(2, 'Due', '1'), 'instalment 2 due: 1.00 expected, 100.00 got'],
    [changed(2, 'Paid', '1'), 'instalment 2 paid: 1.00 expected, 0.00 got'],
    [changed(2, 'In advance', '1'), 'instalment 2 in advance: 1.00 expected, 0.00 got'],
    [changed(2, 'Late', '1'), 'instalment 2 late: 1.00 expected, 0.00 got'],
    [changed(2, 'Outstanding', '0'), 'instalment 2 outstanding: 0.00 expected, 100.00 got'],
    [changed(2, 'Days', '30'), 'instalment 2 days: 30 expected, 29 got'],
    [changed(2, 'Date', '02 March 2024'), 'instalment 2 due date: 2024-03-02 expected, 2024-03-01 got'],
    [changed(2, 'Paid date', '01 March 2024'), 'instalment 2 paid date: 2024-03-01 expected, none got'],
    [changed(3, 'Balance of loan', '1'), 'instalment 3 balance: 1.00 expected, 0.00 got'],
    [changed(0, 'Balance of loan', '299'), 'payout: 299.00 on 2024-01-01 expected, none got'],
    [changed(0, 'Fees', '2'), 'charges on 2024-01-01: 2.00 expected, 0.00 got'],
    [{ ...untouchedTable, rows: untouchedTable.rows.slice(0, 3) }, 'instalments: 2 expected, 3 got'],
    [
      { ...untouchedTotal, rows: [['300', '0', '0', '0', '300', '0', '0', '0', '1']] },
      'total outstanding: 1.00 expected, 300.00 got',
    ],
    [changed(1, 'Interest', 'much'), 'UnreadableTableError: Interest: much is not an amount with two decimals.'],
  ])('fails with its first difference: %#', (table, why) => {
    expect(verdicts([payOut, table])).toMatchObject([{ verdict: 'failed', why }])
  })

  it('fails, and the run goes on, where the calculation refuses or breaks', () => {
    const refusing: ScheduleOf = () => ({ refused: true, code: 'bad-input', reason: 'no such loan' })
    const breaking: ScheduleOf = () => {
      throw new RangeError('broken')
    }
    const file = productsFile()
    const cases = [rawCase([payOut, untouchedTable])]
    expect(verdictsOf(cases, file, refusing)).toMatchObject([{ verdict: 'failed', why: 'refused: no such loan' }])
    expect(verdictsOf(cases, file, breaking)).toMatchObject([{ verdict: 'failed', why: 'RangeError: broken' }])
  })

  it('fails where its loan bears a charge that nobody defined', () => {
    const cases = [rawCase([payOut, untouchedTable], { 'charge calculation type': 'STAMP_DUTY' })]
    expect(verdictsOf(cases, productsFile(), scheduleOf)).toMatchObject([
      { verdict: 'failed', why: 'UnknownChargeError: The products file does not define STAMP_DUTY in a known way.' },
    ])
  })

  it('may leave out an instalment, list same-day payouts in any order and go on listing what was announced', () => {
    const file = productsFile()
    const loan = {
      '1st_tranche_disb_expected_date': '01 January 2024',
      '1st_tranche_disb_principal': '200',
      '2nd_tranche_disb_expected_date': '15 January 2024',
      '2nd_tranche_disb_principal': '50',
    }
    const terms = termsOf(file, productIn(file), peerCase([], loan), factsIn(file))
    const schedule = scheduleOf(
      terms,
      [200, 100].map((dollars) => ({
        type: 'disbursed' as const,
        on: factsIn(file).businessDate,
        amount: dollars * 100,
        charges: 0,
      })),
      factsIn(file).businessDate,
    )
    if (isRefusal(schedule)) throw new Error(schedule.reason)
    const payout = (day: string, amount: string) => ['', '', day, '', amount, '', '', '', '', '', '', '', '', '']
    const rows = [
      payout('01 January 2024', '100'),
      payout('01 January 2024', '200'),
      payout('15 January 2024', '50'),
      ...untouchedTable.rows.slice(1).toSpliced(1, 1),
    ]
    expect(differenceOf(expectedSchedule({ ...untouchedTable, rows }), schedule, terms)).toBeUndefined()
    const unannounced = { ...untouchedTable, rows: [payout('16 January 2024', '50'), ...rows] }
    expect(differenceOf(expectedSchedule(unannounced), schedule, terms)).toBe(
      'payout: 50.00 on 2024-01-16 expected, none got',
    )
    const short: LoanSchedule = { ...schedule, instalments: schedule.instalments.slice(0, 2) }
    expect(differenceOf(expectedSchedule({ ...untouchedTable, rows }), short, terms)).toBe(
      'instalments: 3 expected, 2 got',
    )
  })
})

describe('the stage of a table', () => {
  it('follows from the steps before it', () => {
    const reamortize = { op: 'reamortize' }
    const ops = [payOut, untouchedTable, payOut, untouchedTable, pay, untouchedTable, reamortize, untouchedTable]
    expect(verdicts(ops).map(({ stage }) => stage)).toEqual([
      'first table',
      'later table before payment',
      'after payment',
      'after change',
    ])
  })

  it('is overdue interest where the facts mark it, for its totals too', () => {
    const stages = verdicts([payOut, untouchedTable, untouchedTotal], { overdue: [1] }).map(({ stage }) => stage)
    expect(stages).toEqual(['overdue interest', 'overdue interest'])
  })
})

describe('a table is out of scope', () => {
  it('where the peer does not run its scenario', () => {
    expect(verdicts([payOut, untouchedTable], { skippedUpstream: true })).toMatchObject([
      { verdict: 'out of scope', why: 'the peer does not run this scenario, so its numbers are not proven' },
    ])
  })

  it('from the place on where the file lacks a step', () => {
    const facts = { droppedStep: { beforeOp: 2, step: 'contract termination' } }
    expect(verdicts([payOut, untouchedTable, untouchedTable], facts)).toMatchObject([
      { verdict: 'passed' },
      {
        verdict: 'out of scope',
        why: 'a step that changes the loan is missing from the file: contract termination',
      },
    ])
  })

  it('after a step that nobody here knows', () => {
    expect(verdicts([payOut, untouchedTable, { op: 'chargeOff', date: 'x' }, untouchedTable])).toMatchObject([
      { verdict: 'passed' },
      { verdict: 'out of scope', why: 'a step before it is not known here: chargeOff' },
    ])
  })

  it('where interest joins the principal, except before anything happened', () => {
    const interestRecalculation = { enabled: true, compounding: 'INTEREST' }
    const found = verdicts(
      [payOut, untouchedTable, onFirstOfFebruary, pay, untouchedTable],
      {},
      { interestRecalculation },
    )
    expect(found.map(({ verdict }) => verdict)).toEqual(['passed', 'out of scope'])
  })
})

describe('a case that cannot be read', () => {
  const good = rawCase([payOut, untouchedTable])

  it.each([
    [
      'lacks a field of a known step',
      [{ ...good, ops: [{ op: 'pay', kind: 'AUTOPAY' }, ...good.ops] }],
      productsFile(),
    ],
    ['has a loan that nobody knows', [rawCase(good.ops, { 'interest type': 'RISING' })], productsFile()],
    ['has no product', [good], productsFile({ name: 'OTHER' })],
    ['has a product that nobody knows', [good], productsFile({ scheduleType: 'CIRCULAR' })],
    ['has no entry in the products file', [good], productsFile({}, [])],
    ['has an entry that nobody knows', [good], productsFile({}, [{ businessDate: 'soon' }])],
  ])('because it %s has its tables counted, and the run goes on', (_, cases, file) => {
    expect(verdictsOf(cases, file, scheduleOf)).toMatchObject([
      { caseAt: 0, table: 'schedule', stage: 'unknown', verdict: 'out of scope', why: expect.any(String) },
    ])
  })

  it('says what is wrong and where', () => {
    const [verdict] = verdictsOf([rawCase(good.ops, { repaymentEvery: 'x' })], productsFile(), scheduleOf)
    expect(verdict?.why).toMatch(/^the case cannot be read: loan\.repaymentEvery: /)
  })
})

describe('the counts', () => {
  const counted = verdictsOf(
    [
      rawCase([payOut, untouchedTable, pay, untouchedTable]),
      rawCase([payOut, untouchedTable], {}, 'generate'),
      rawCase([payOut, changed(1, 'Due', '1')], {}, 'generate'),
    ],
    productsFile({}, [{}, { skippedUpstream: true }, {}]),
    scheduleOf,
  )

  it('add up: every table passed, failed or is out of scope for a reason', () => {
    const tallies = talliesOf(counted)
    for (const { tables, comparable, passed, failed, outOfScope } of tallies) {
      expect(tables).toBe(passed + failed + outOfScope)
      expect(comparable).toBe(passed + failed)
    }
    expect(tallies.at(-1)).toMatchObject({ class: 'all', tables: 4, passed: 1, failed: 2, outOfScope: 1 })
    expect(exclusionsOf(counted).reduce((sum, { tables }) => sum + tables, 0)).toBe(1)
  })

  it('are kept by class, generator and stage', () => {
    expect(talliesOf(counted).slice(0, -1)).toMatchObject([
      { class: 'generate', generator: 'progressive', stage: 'first table', tables: 2, failed: 1, outOfScope: 1 },
      { class: 'pay', generator: 'progressive', stage: 'first table', tables: 1, passed: 1 },
      { class: 'pay', generator: 'progressive', stage: 'after payment', tables: 1, failed: 1 },
    ])
  })
})

import fc from 'fast-check'
import { Hardship } from '../../../domain/assessment/assessment.ts'
import {
  AssetKind,
  Certainty,
  DebtKind,
  EvidenceItem,
  Frequency,
  IncomeSource,
  SpendingCategory,
} from '../../../domain/assessment/figures.ts'
import type { StatementOfMeans } from '../../../domain/assessment/statement.ts'

const amount = (max: number) => fc.integer({ min: 0, max })
const oneOf = <Choice>(choices: readonly Choice[]) => fc.constantFrom(...choices)
const flow = (max: number) => ({ amount: amount(max), every: oneOf(Frequency.options) })
const earned = (max: number) => ({ ...flow(max), certainty: oneOf(Certainty.options) })

/** At most one line a source, as the form has it. */
const lines = <Line>(line: fc.Arbitrary<Line>, key: (line: Line) => string) =>
  fc.uniqueArray(line, { maxLength: 5, selector: key })

/** Any statement that the form can make; `exactOptionalPropertyTypes` leaves out what is not said. */
export const statements: fc.Arbitrary<StatementOfMeans> = fc.record(
  {
    income: lines(fc.record({ source: oneOf(IncomeSource.options), ...earned(3_000_000) }), ({ source }) => source),
    spending: lines(
      fc.record({ category: oneOf(SpendingCategory.options), ...flow(1_000_000) }),
      ({ category }) => category,
    ),
    dependants: fc.integer({ min: 0, max: 8 }),
    debts: lines(
      fc.record(
        {
          kind: oneOf(DebtKind.options),
          monthlyPayment: amount(300_000),
          inArrears: fc.boolean(),
          balance: amount(9_000_000),
        },
        { requiredKeys: ['kind', 'monthlyPayment', 'inArrears'] },
      ),
      ({ kind }) => kind,
    ),
    assets: lines(
      fc.record({ kind: oneOf(AssetKind.options), value: amount(50_000_000), realisable: fc.boolean() }),
      ({ kind }) => kind,
    ),
    business: fc.record(
      {
        takings: fc.record(flow(5_000_000)),
        costs: fc.record(flow(5_000_000)),
        drawings: fc.record(flow(2_000_000)),
        weakestMonthPercent: fc.integer({ min: 0, max: 100 }),
      },
      { requiredKeys: ['takings', 'costs'] },
    ),
    hardship: oneOf(Hardship.options),
    hardshipMonths: fc.integer({ min: 0, max: 24 }),
    expected: fc.record(earned(3_000_000)),
    evidence: fc.dictionary(oneOf(EvidenceItem.options), fc.constant('offered' as const), { maxKeys: 3 }),
    disputesDebt: fc.boolean(),
  },
  {
    requiredKeys: ['income', 'spending', 'dependants', 'debts', 'assets', 'hardship', 'evidence', 'disputesDebt'],
  },
)

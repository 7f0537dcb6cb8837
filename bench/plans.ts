import { abilityFrom, contractInstalmentOf } from '../domain/assessment/ability.ts'
import type { Conduct } from '../domain/assessment/assessment.ts'
import { riskOf } from '../domain/assessment/risk.ts'
import { segmentOf } from '../domain/assessment/segment.ts'
import { StatementOfMeans } from '../domain/assessment/statement.ts'
import { willingnessFrom } from '../domain/assessment/willingness.ts'
import type { AccountFacts } from '../domain/intake/account.ts'
import { isRefusal } from '../domain/outcome.ts'
import { buildOptions } from '../domain/plan/options.ts'
import { monthlyRate } from '../domain/plan/rate.ts'
import { amortise, annuity, type ScheduleTerms } from '../domain/plan/schedule.ts'
import type { Policy } from '../domain/policy/policy.ts'
import { Day } from '../domain/time.ts'
import { loadPolicies, policiesDirectory } from '../policies/load-policies.ts'
import { figureOf } from './figure.ts'
import type { Bench } from './report.ts'
import { compare, perSecond } from './rounds.ts'

const rounds = 5
const schedules = 20_000
const cases = 2_000
const today = Day.parse('2026-03-02')

/** The same numbers in every run. @returns whole numbers from `from` to `to` */
const numbers = (seed: number) => {
  let state = seed
  return (from: number, to: number): number => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31
    return from + Math.floor((state / 2 ** 31) * (to - from + 1))
  }
}

const months = 60
const principals = Array.from({ length: schedules }, (_, index) => 500_000 + index * 137)

interface FloatRow {
  readonly number: number
  readonly dueOn?: string
  readonly principal: number
  readonly interest: number
  readonly balance: number
}

/** What anybody writes first: no cents, no exactness. */
const floatRows = (principal: number, dates: boolean): FloatRow[] => {
  const rate = 0.18 / 12
  const instalment = (principal * rate) / (1 - (1 + rate) ** -months)
  const rows: FloatRow[] = []
  let balance = principal
  for (let number = 1; number <= months; number++) {
    const interest = balance * rate
    const part = instalment - interest
    balance -= part
    rows.push({
      number,
      ...(dates && { dueOn: new Date(Date.UTC(2026, 2 + number, 15)).toISOString().slice(0, 10) }),
      principal: part,
      interest,
      balance,
    })
  }
  return rows
}

const terms: Omit<ScheduleTerms, 'principal'> = {
  annualRatePercent: '18',
  months,
  firstDueOn: Day.parse('2026-04-15'),
  dueDay: 15,
  rounding: 'half-even',
  instalmentMultiple: 1,
}

/** All schedules once; their rows are counted, so that none is optimised away. */
const each = (make: (principal: number) => { readonly length: number }) => () =>
  perSecond(schedules, () => {
    const rows = principals.reduce((sum, principal) => sum + make(principal).length, 0)
    if (rows < schedules) throw new Error(`${rows} rows were made for ${schedules} schedules`)
  })

const measureSchedules = async () => {
  const rate = monthlyRate(terms.annualRatePercent)
  const owed = (principal: number) => ({ principal, interest: 0, fees: 0 })
  const bare = await compare({
    unit: 'schedules of 60 rows/s',
    rounds,
    baseline: { name: 'plain floating-point loop', measure: each((principal) => floatRows(principal, false)) },
    contenders: [{ name: 'to the cent', measure: each((principal) => amortise(owed(principal), rate, terms, months)) }],
  })
  const dated = await compare({
    unit: 'schedules of 60 rows/s',
    rounds,
    baseline: { name: 'plain loop with dates', measure: each((principal) => floatRows(principal, true)) },
    contenders: [
      {
        name: 'to the cent with dates, checked',
        measure: each((principal) => {
          const rows = annuity({ ...terms, principal })
          if (isRefusal(rows)) throw new Error(rows.reason)
          return rows
        }),
      },
    ],
  })
  return [...bare, ...dated]
}

const conduct: Conduct = {
  replies: 1,
  unanswered: 0,
  payments: 1,
  instalmentsMet: 0,
  instalmentsMissed: 0,
  plansBroken: 0,
}

interface Applicant {
  readonly facts: AccountFacts
  readonly statement: StatementOfMeans
}

const hardships = ['none', 'unemployment', 'illness', 'reduced-income'] as const

const applicants = (): Applicant[] => {
  const among = numbers(1)
  return Array.from({ length: cases }, () => {
    const income = among(200_000, 1_500_000)
    const hardship = hardships[among(0, hardships.length - 1)] ?? 'none'
    return {
      facts: {
        product: 'consumer loan',
        currency: 'CNY',
        annualRatePercent: ['12', '18', '24', '36'][among(0, 3)] ?? '18',
        debt: { principal: among(100_000, 9_000_000), interest: among(0, 300_000), fees: among(0, 60_000) },
        remainingTermMonths: among(0, 48),
        dueDay: among(1, 31),
        daysPastDue: among(1, 120),
        declared: { monthlyIncome: income },
      },
      statement: StatementOfMeans.parse({
        income: [{ source: 'wages', amount: income, every: 'month', certainty: 'certain' }],
        spending: [{ category: 'housing', amount: Math.floor(income * 0.4), every: 'month' }],
        dependants: among(0, 3),
        debts: [],
        assets: [],
        hardship,
        ...(hardship === 'none' ? {} : { hardshipMonths: among(1, 9) }),
        evidence: {},
        disputesDebt: false,
      }),
    }
  })
}

/** Everything that a statement sets off: risk, ability, willingness, segment, plans. @returns combinations tried, or none offered */
const assessed = ({ facts, statement }: Applicant, policy: Policy): number | undefined => {
  riskOf(facts, conduct, policy.assessment, today)
  const ability = abilityFrom({ statement, facts, policy: policy.assessment })
  const willingness = willingnessFrom(conduct, { gaveStatement: true })
  segmentOf({ ability, willingness, contractInstalment: contractInstalmentOf(facts), disputesDebt: false })
  const { hardship, hardshipMonths } = statement
  const offered = buildOptions({
    account: facts,
    ability,
    hardship,
    hardshipMonths,
    policy: policy.offer,
    today,
    round: 1,
  })
  return isRefusal(offered) ? undefined : offered.examined
}

const measureSearches = async () => {
  const everybody = applicants()
  const [policy] = loadPolicies(policiesDirectory).policies
  if (policy === undefined) throw new Error('no lender has a policy')
  const examined: number[] = []
  const figures = await compare({
    unit: 'cases/s',
    rounds,
    baseline: { name: 'one plain loop a case', measure: each((principal) => floatRows(principal, true)) },
    contenders: [
      {
        name: 'assessment and search for plans',
        measure: () =>
          perSecond(cases, () => {
            for (const applicant of everybody) examined.push(assessed(applicant, policy) ?? 0)
          }),
      },
    ],
  })
  const tried = examined.filter((count) => count > 0)
  const samples = [tried.reduce((sum, count) => sum + count, 0) / tried.length]
  return [...figures, figureOf('combinations a case', { name: 'tried in a search that offers a plan', samples })]
}

/** Schedules, and the search for plans that a statement of means sets off. */
export const bench: Bench = {
  about: 'schedules to the cent against plain floating point, and whole assessments with their search for plans',
  run: async () => [...(await measureSchedules()), ...(await measureSearches())],
}

import type { Verdict } from './fineract/verdicts.ts'
import type { LoanComparison } from './openintro.ts'
import type { ExampleResult } from './regz.ts'

/** What was compared; a part whose file is not there is undefined. */
export interface Figures {
  readonly fineract?: readonly Verdict[]
  readonly openintro?: LoanComparison
  readonly regz?: readonly ExampleResult[]
}

/** A least that must be reached, and what was. */
export interface FloorResult {
  readonly floor: string
  readonly reached: string
  readonly holds: boolean
}

interface ScheduleFloor {
  readonly name: string
  /** Of all comparable tables. */
  readonly leastShare: number
  readonly concerns: (verdict: Verdict) => boolean
}

const isBeforePayment = ({ stage }: Verdict): boolean =>
  stage === 'first table' || stage === 'later table before payment'

const afterChange =
  (name: string) =>
  (verdict: Verdict): boolean =>
    verdict.class === name && verdict.stage === 'after change'

const scheduleFloors: readonly ScheduleFloor[] = [
  {
    name: 'progressive schedules before any payment',
    leastShare: 1,
    concerns: (verdict) => verdict.generator === 'progressive' && isBeforePayment(verdict),
  },
  { name: 'schedules after a reschedule', leastShare: 0.9, concerns: afterChange('reschedule') },
  { name: 'schedules after payments', leastShare: 0.8, concerns: ({ stage }) => stage === 'after payment' },
  { name: 'schedules with overdue interest', leastShare: 0.8, concerns: ({ stage }) => stage === 'overdue interest' },
  { name: 'schedules after re-ageing', leastShare: 0.8, concerns: afterChange('reage') },
  { name: 'schedules after re-amortisation', leastShare: 0.8, concerns: afterChange('reamortize') },
]

const mostDifferentInstalments = 10

const percent = (share: number): string => `${Math.round(share * 1000) / 10} %`

const scheduleResult = (verdicts: readonly Verdict[], { name, leastShare, concerns }: ScheduleFloor): FloorResult => {
  const comparable = verdicts.filter(
    (verdict) => verdict.table === 'schedule' && verdict.verdict !== 'out of scope' && concerns(verdict),
  )
  const passed = comparable.filter(({ verdict }) => verdict === 'passed').length
  const reached =
    comparable.length === 0
      ? 'there are none'
      : `${passed} of ${comparable.length}, ${percent(passed / comparable.length)}`
  return {
    floor: `${name}: at least ${percent(leastShare)}`,
    reached,
    holds: passed >= leastShare * comparable.length,
  }
}

/** Every floor of the parts that were compared. */
export const floorsOf = ({ fineract, openintro, regz }: Figures): FloorResult[] => [
  ...(fineract === undefined ? [] : scheduleFloors.map((floor) => scheduleResult(fineract, floor))),
  ...(openintro === undefined
    ? []
    : [
        {
          floor: `instalments of real loans: at most ${mostDifferentInstalments} differ`,
          reached: `${openintro.different.length} of ${openintro.loans}`,
          holds: openintro.different.length <= mostDifferentInstalments,
        },
      ]),
  ...(regz === undefined
    ? []
    : [
        {
          floor: 'annual percentage rates of Regulation Z: all',
          reached: `${regz.filter(({ agrees }) => agrees).length} of ${regz.length}`,
          holds: regz.every(({ agrees }) => agrees),
        },
      ]),
]

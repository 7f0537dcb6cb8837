import { isRefusal } from '../../domain/outcome.ts'
import type { CasesFile, PeerCase } from './cases.ts'
import { differenceOf, totalDifferenceOf } from './compare.ts'
import { expectedSchedule, expectedTotal } from './expected.ts'
import { type Moment, momentsOf, type ScheduleOf } from './play.ts'
import type { CaseFacts, PeerProduct, ProductsFile } from './products.ts'
import { type ReadCase, readCase } from './read-case.ts'
import { outOfScope, type Stage, stageOf } from './scope.ts'
import { termsOf } from './terms.ts'

/** What came of one table. */
export interface Verdict {
  /** Position of the case in its file, and of the table among the case's steps; both from 0. */
  readonly caseAt: number
  readonly opAt: number
  readonly table: 'schedule' | 'total'
  readonly class: string
  readonly generator: 'progressive' | 'legacy' | 'unknown'
  readonly stage: Stage | 'unknown'
  readonly verdict: 'passed' | 'failed' | 'out of scope'
  /** The first difference, or why the table is out of scope. */
  readonly why?: string
}

const reasonOf = (error: unknown): string =>
  error instanceof Error ? `${error.name}: ${error.message}` : String(error)

const differenceAt = (moment: Moment, scheduleOf: ScheduleOf): string | undefined => {
  const schedule = scheduleOf(moment.terms, moment.events, moment.asOf)
  if (isRefusal(schedule)) return `refused: ${schedule.reason}`
  return moment.table.op === 'EXPECT_SCHEDULE'
    ? differenceOf(expectedSchedule(moment.table), schedule, moment.terms)
    : totalDifferenceOf(expectedTotal(moment.table), schedule)
}

/** What cannot be played or counted is a failure of its tables, never of the run. */
const comparisonOf = (
  file: ProductsFile,
  product: PeerProduct,
  peerCase: PeerCase,
  facts: CaseFacts,
  scheduleOf: ScheduleOf,
): ((opAt: number) => string | undefined) => {
  try {
    const terms = termsOf(file, product, peerCase, facts)
    const moments = new Map(
      momentsOf({ file, product, peerCase, facts, terms }, scheduleOf).map((moment) => [moment.opAt, moment]),
    )
    return (opAt) => {
      const moment = moments.get(opAt)
      try {
        return moment === undefined ? 'the table was not reached' : differenceAt(moment, scheduleOf)
      } catch (error) {
        return reasonOf(error)
      }
    }
  } catch (error) {
    return () => reasonOf(error)
  }
}

const tables = { EXPECT_SCHEDULE: 'schedule', EXPECT_TOTAL: 'total' } as const

const tableAt = (op: string): Verdict['table'] | undefined =>
  op === 'EXPECT_SCHEDULE' || op === 'EXPECT_TOTAL' ? tables[op] : undefined

/** The tables of a case that cannot be read are counted as well. */
const unreadable = (raw: CasesFile[number], caseAt: number, why: string): Verdict[] =>
  raw.ops.flatMap(({ op }, opAt): Verdict[] => {
    const table = tableAt(op)
    if (table === undefined) return []
    const place = { caseAt, opAt, table, class: raw.class, generator: 'unknown', stage: 'unknown' } as const
    return [{ ...place, verdict: 'out of scope', why }]
  })

const verdictsOfCase = (
  file: ProductsFile,
  caseAt: number,
  { peerCase, product, facts }: ReadCase,
  scheduleOf: ScheduleOf,
): Verdict[] => {
  const differenceOfTable = comparisonOf(file, product, peerCase, facts, scheduleOf)
  return peerCase.ops.flatMap((step, opAt): Verdict[] => {
    const table = tableAt(step.op)
    if (table === undefined) return []
    const generator = product.scheduleType === 'PROGRESSIVE' ? 'progressive' : 'legacy'
    const stage = stageOf(peerCase, facts, opAt)
    const place = { caseAt, opAt, table, class: peerCase.class, generator, stage } as const
    const excluded = outOfScope(product, peerCase, facts, opAt)
    if (excluded !== undefined) return [{ ...place, verdict: 'out of scope', why: excluded }]
    const difference = differenceOfTable(opAt)
    return [
      difference === undefined ? { ...place, verdict: 'passed' } : { ...place, verdict: 'failed', why: difference },
    ]
  })
}

/** Compares every table of every case; none is left out. */
export const verdictsOf = (cases: CasesFile, file: ProductsFile, scheduleOf: ScheduleOf): Verdict[] =>
  cases.flatMap((raw, caseAt) => {
    const read = readCase(file, raw, caseAt)
    return 'unreadable' in read
      ? unreadable(raw, caseAt, read.unreadable)
      : verdictsOfCase(file, caseAt, read, scheduleOf)
  })

import { stages } from './scope.ts'
import type { Verdict } from './verdicts.ts'

/** Tables of one kind, counted. `tables` is always `passed + failed + outOfScope`, and `comparable` is `passed + failed`. */
export interface Tally {
  readonly class: string
  readonly generator: string
  readonly stage: string
  readonly tables: number
  readonly comparable: number
  readonly passed: number
  readonly failed: number
  readonly outOfScope: number
}

/** How many tables one reason keeps out. */
export interface Exclusion {
  readonly reason: string
  readonly tables: number
}

const classes = ['generate', 'pay', 'reschedule', 'reage', 'reamortize']
const generators = ['progressive', 'legacy', 'unknown'] as const satisfies readonly Verdict['generator'][]

const tallyOf = (kind: Pick<Tally, 'class' | 'generator' | 'stage'>, verdicts: readonly Verdict[]): Tally => {
  const count = (wanted: Verdict['verdict']): number => verdicts.filter(({ verdict }) => verdict === wanted).length
  const passed = count('passed')
  const failed = count('failed')
  const outOfScope = count('out of scope')
  return { ...kind, tables: verdicts.length, comparable: passed + failed, passed, failed, outOfScope }
}

/** Counts by class, generator and stage, kinds without a table left out, and all together at the end. */
export const talliesOf = (verdicts: readonly Verdict[]): Tally[] => {
  const named = [...new Set([...classes, ...verdicts.map((verdict) => verdict.class)])]
  const kinds = named.flatMap((name) =>
    generators.flatMap((generator) => [...stages, 'unknown'].map((stage) => ({ class: name, generator, stage }))),
  )
  const tallies = kinds.map((kind) =>
    tallyOf(
      kind,
      verdicts.filter(
        (one) => one.class === kind.class && one.generator === kind.generator && one.stage === kind.stage,
      ),
    ),
  )
  return [...tallies.filter(({ tables }) => tables > 0), tallyOf({ class: 'all', generator: '', stage: '' }, verdicts)]
}

/** Counts by reason, the most frequent first. */
export const exclusionsOf = (verdicts: readonly Verdict[]): Exclusion[] => {
  const counts = new Map<string, number>()
  for (const { verdict, why } of verdicts)
    if (verdict === 'out of scope' && why !== undefined) counts.set(why, (counts.get(why) ?? 0) + 1)
  return [...counts].map(([reason, tables]) => ({ reason, tables })).toSorted((one, other) => other.tables - one.tables)
}

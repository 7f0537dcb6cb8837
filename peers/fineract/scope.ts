import type { PeerCase } from './cases.ts'
import type { CaseFacts, PeerProduct } from './products.ts'

/** Which part of a loan's life a table shows. */
export type Stage = 'first table' | 'later table before payment' | 'overdue interest' | 'after payment' | 'after change'
/** All stages, in their order. */
export const stages = [
  'first table',
  'later table before payment',
  'overdue interest',
  'after payment',
  'after change',
] as const satisfies readonly Stage[]

const changes = ['reschedule', 'reage', 'reamortize']

/** The stage of a table, from the steps before it. */
export const stageOf = ({ ops }: PeerCase, facts: CaseFacts, opAt: number): Stage => {
  const before = ops.slice(0, opAt).map(({ op }) => op)
  if (before.some((op) => changes.includes(op))) return 'after change'
  // A table of totals belongs to the schedule before it.
  const scheduleAt = ops.findLastIndex(({ op }, index) => index <= opAt && op === 'EXPECT_SCHEDULE')
  if (facts.overdue.includes(scheduleAt)) return 'overdue interest'
  if (before.includes('pay')) return 'after payment'
  const isFirst = ops.findIndex(({ op }) => op === 'EXPECT_SCHEDULE') === scheduleAt
  return isFirst ? 'first table' : 'later table before payment'
}

/** Why a table is not compared, from what its case holds; undefined when it is. */
export const outOfScope = (
  product: PeerProduct,
  peerCase: PeerCase,
  facts: CaseFacts,
  opAt: number,
): string | undefined => {
  if (facts.skippedUpstream) return 'the peer does not run this scenario, so its numbers are not proven'
  if (facts.droppedStep !== undefined && facts.droppedStep.beforeOp <= opAt)
    return `a step that changes the loan is missing from the file: ${facts.droppedStep.step}`
  const unknown = peerCase.ops.slice(0, opAt).find((step) => step.op === 'unknown')
  if (unknown !== undefined) return `a step before it is not known here: ${unknown.name}`
  const compounding = product.interestRecalculation.compounding ?? 'NONE'
  if (compounding !== 'NONE' && stageOf(peerCase, facts, opAt) !== 'first table')
    return 'interest is added to the principal and bears interest itself'
  return undefined
}

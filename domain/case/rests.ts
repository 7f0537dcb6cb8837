import { restsDeadlines } from '../contact/holds.ts'
import type { Instant } from '../time.ts'
import type { EventOf } from './event.ts'
import type { Case } from './state.ts'

/** What a hold that goes, or makes room for another, leaves behind: for so long deadlines stood still. */
export const restedBy = (state: Case, kind: EventOf<'HoldLifted'>['kind'], at: Instant): Pick<Case, 'rested'> => {
  const over = state.holds.filter((hold) => hold.kind === kind && restsDeadlines(hold) && hold.from < at)
  if (over.length === 0) return {}
  const rests = over.map(({ from, until }) => ({ from, until: until === undefined || until > at ? at : until }))
  return { rested: [...(state.rested ?? []), ...rests] }
}

/** The notices that wait, after the gate let one wait once more. A hold's wait that follows on another is one with it. */
export const delayed = (
  pending: Case['pending'],
  { noticeId, until, because }: EventOf<'NoticeDelayed'>,
  at: Instant,
): Case['pending'] => {
  const notice = pending[noticeId]
  if (notice === undefined) return pending
  const waiting = { until, because }
  if (because === 'window' || because === 'cap') return { ...pending, [noticeId]: { ...notice, waiting } }
  const { rests = [] } = notice
  const last = rests.at(-1)
  const merged =
    last === undefined || last.until < at
      ? [...rests, { from: at, until }]
      : [...rests.slice(0, -1), { from: last.from, until }]
  return { ...pending, [noticeId]: { ...notice, waiting, rests: merged } }
}

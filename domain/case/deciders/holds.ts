import type { Refusal } from '../../outcome.ts'
import type { CommandOf } from '../command.ts'
import type { Story } from '../story.ts'

/** Writes down a hold that the lender knows of; a complaint that was made to the lender itself is counted like any other (R74). */
export const placeHold = (story: Story, { hold }: CommandOf<'place hold'>): Refusal | undefined => {
  const present = story.state.holds.find(({ kind }) => kind === hold.kind)
  if (present?.from === hold.from && present.until === hold.until && present.setBy === hold.setBy) return undefined
  if (hold.kind === 'complaint') story.tell({ type: 'ComplaintTaken' })
  story.tell({ type: 'HoldPlaced', hold })
  return undefined
}

/** Writes down that a hold is over: a dispute was settled, a complaint answered, an opt-out withdrawn. */
export const liftHold = (story: Story, { kind, setBy, from }: CommandOf<'lift hold'>): Refusal | undefined => {
  if (story.state.holds.some((hold) => hold.kind === kind)) story.tell({ type: 'HoldLifted', kind, setBy, from })
  return undefined
}

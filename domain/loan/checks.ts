import type { Book } from './book.ts'
import { type DayNumber, dayNumberOf, dayOf, numberOf, plusMonths } from './due-dates.ts'
import { badInput, highestPercent, type InputRefusal, largestAmount, longestMonths } from './input.ts'
import { disbursedInAll } from './ledger.ts'
import type { LoanEvent, LoanTerms } from './terms.ts'

const mostInstalments = 600

const checkPercent = (field: string, percent: string | undefined): InputRefusal | undefined =>
  percent === undefined || Number(percent) <= highestPercent
    ? undefined
    : badInput(field, `${percent} is over ${highestPercent} percent a year`)

const checkAfter = (field: string, day: DayNumber, earlier: DayNumber): InputRefusal | undefined =>
  day > earlier ? undefined : badInput(field, `${dayOf(day)} is not after ${dayOf(earlier)}`)

/** The last day on which anything may fall due: 50 years after the start. */
const horizon = (startOn: DayNumber): DayNumber => plusMonths(startOn, longestMonths)

const latestStart = dayNumberOf(9900, 1, 1)

const roughDays = { day: 1, week: 7, month: 30 } as const

/** Refuses terms that no schedule can be made of, before any date is counted. */
export const checkTerms = (terms: LoanTerms, startOn: DayNumber): InputRefusal | undefined => {
  const { frequency, firstDueOn, numberOfInstalments, graceOnInterest, graceOnPrincipal } = terms
  if (frequency.every * roughDays[frequency.unit] * numberOfInstalments > longestMonths * 31)
    return badInput(
      'terms.numberOfInstalments',
      'the last instalment would fall due more than 50 years after the start',
    )
  if (startOn > latestStart) return badInput('terms.startOn', `${dayOf(startOn)} is beyond any calendar kept here`)
  if (graceOnPrincipal >= numberOfInstalments)
    return badInput('terms.graceOnPrincipal', 'no instalment is left to repay the principal')
  if (graceOnInterest >= numberOfInstalments)
    return badInput('terms.graceOnInterest', 'no instalment is left to pay the interest that is put off')
  return (
    checkPercent('terms.annualRatePercent', terms.annualRatePercent) ??
    (firstDueOn === undefined ? undefined : checkAfter('terms.firstDueOn', numberOf(firstDueOn), startOn))
  )
}

/** Refuses a last due date that is not after the one before it. */
export const checkLastDueOn = ({ ledger: { periods } }: Book): InputRefusal | undefined => {
  const last = periods.at(-1)
  return last === undefined ? undefined : checkAfter('terms.lastDueOn', last.dueOn, last.from)
}

/** Refuses a change that the loan, as it stands before it, has no place for. @param field names the event */
export const checkEvent = (book: Book, event: LoanEvent, field: string): InputRefusal | undefined => {
  const { periods } = book.ledger
  switch (event.type) {
    case 'rescheduled': {
      const concerned = periods.find(({ dueOn }) => dueOn >= numberOf(event.from))
      if (event.annualRatePercent !== undefined)
        return checkPercent(`${field}.annualRatePercent`, event.annualRatePercent)
      if (concerned === undefined) return badInput(`${field}.from`, `no instalment falls due on ${event.from} or later`)
      return event.dueOn === undefined ? undefined : checkAfter(`${field}.dueOn`, numberOf(event.dueOn), concerned.from)
    }
    case 'interest-paused':
      return event.until < event.from ? badInput(`${field}.until`, `${event.until} is before ${event.from}`) : undefined
    case 're-aged':
      return checkAfter(`${field}.startOn`, numberOf(event.startOn), periods[0]?.from ?? Number.NEGATIVE_INFINITY)
    default:
      return undefined
  }
}

/** Refuses what a loan has grown to beyond all bounds. @param field names the event that did it */
export const checkSize = ({ ledger }: Book, startOn: DayNumber, field: string): InputRefusal | undefined => {
  const { periods } = ledger
  if (periods.length > mostInstalments) return badInput(field, `a loan has at most ${mostInstalments} instalments`)
  if ((periods.at(-1)?.dueOn ?? startOn) > horizon(startOn))
    return badInput(field, 'the last instalment would fall due more than 50 years after the start')
  return disbursedInAll(ledger) > largestAmount
    ? badInput(field, 'more than 10^13 minor units would be paid out')
    : undefined
}

/** Refuses to reverse or undo what never happened. */
export const checkReferences = (events: readonly LoanEvent[]): InputRefusal | undefined => {
  for (const [index, event] of events.entries()) {
    if (event.type === 'payment-reversed' && !events.some((each) => each.type === 'paid' && each.id === event.id))
      return badInput(`events.${index}.id`, `there is no payment ${event.id} to reverse`)
    if (event.type === 'undone' && !events.slice(0, index).some((each) => each.type === event.change))
      return badInput(`events.${index}.change`, `nothing was ${event.change} before it`)
  }
  return undefined
}

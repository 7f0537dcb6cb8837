import { monthlyDueDates } from '../plan/due-dates.ts'
import type { Plan } from '../plan/plan.ts'
import type { Day } from '../time.ts'

const later = (day: Day, dueDay: number, months: number): Day => monthlyDueDates(day, dueDay, months + 1).at(-1) ?? day

/**
 * The same plan, moved by whole months until nothing falls due before `notBefore`: an agreement is read, understood, signed and slept on
 * before its first instalment. Amounts stay, as the interest of a month does not depend on which month it is.
 */
export const redated = (plan: Plan, notBefore: Day, accountDueDay: number): Plan => {
  const dueDay = plan.dueDay ?? accountDueDay
  const first = plan.instalments[0]?.dueOn ?? notBefore
  let months = 0
  while (later(first, dueDay, months) < notBefore) months += 1
  if (months === 0) return plan
  return {
    ...plan,
    instalments: plan.instalments.map((instalment) => ({
      ...instalment,
      dueOn: later(instalment.dueOn, dueDay, months),
    })),
  }
}

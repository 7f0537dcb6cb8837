import Big from 'big.js'
import type { Debt } from '../intake/account.ts'
import type { Lever } from '../policy/policy.ts'
import { type Drafting, dueDayIn, type PlanCase } from './drafting.ts'
import { affordableFrom } from './means.ts'
import type { PlanStep } from './plan.ts'
import { monthlyRate } from './rate.ts'
import { levelInstalment } from './schedule.ts'
import type { Start } from './start.ts'
import { type Fit, scheduledDebt } from './waterfall.ts'

const startSteps = (start: Start): PlanStep[] => {
  switch (start.start) {
    case 'level':
      return []
    case 'lowered':
      return [{ step: 'first-instalments-lowered', count: start.months, instalment: start.instalment }]
    case 'interest-only':
      return [{ step: 'interest-only-first', count: start.months }]
    case 'holiday':
      return [
        { step: 'holiday-granted', months: start.months },
        ...(start.interest === 'paused' ? [{ step: 'interest-paused' as const, months: start.months }] : []),
      ]
  }
}

/** The waterfall in words: each step with what an instalment would still be above what is affordable after it. */
export const explained = ({ planCase, relieved, levers }: Drafting, fit: Fit, start: Start): PlanStep[] => {
  const { account, policy } = planCase
  const { affordableMonthly: affordable, after } = planCase.ability
  const target = affordableFrom(planCase.ability, start.months + 1)
  const later = after === undefined ? {} : { later: after.affordableMonthly }
  let debt = account.debt
  let used: Fit = { rate: levers.contractRate, months: levers.termMonths, deferred: 0 }
  const needed = (): number =>
    levelInstalment(scheduledDebt(debt, used.deferred), monthlyRate(used.rate), used.months, levers)
  const gap = (): number => Math.max(0, needed() - target)
  const steps: PlanStep[] = [{ step: 'means-compared', instalment: needed(), affordable, ...later, gap: gap() }]
  for (const step of relieved.steps) {
    debt = debtAfter(debt, step)
    steps.push({ ...step, gap: gap() })
  }
  for (const lever of policy.levers) {
    used = { ...used, ...leverOf(lever, fit) }
    const step = leverStep(lever, account, fit)
    if (step !== undefined) steps.push({ ...step, gap: gap() })
  }
  const [fromDay, toDay] = [account.dueDay, dueDayIn(planCase)]
  const moved: PlanStep[] = fromDay === toDay ? [] : [{ step: 'due-day-moved', fromDay, toDay }]
  return [...steps, ...startSteps(start), ...moved]
}

/** What one step of waiving or capitalising leaves. */
const debtAfter = (debt: Debt, step: PlanStep): Debt => {
  switch (step.step) {
    case 'fees-waived':
      return { ...debt, fees: debt.fees - step.amount }
    case 'interest-waived':
      return { ...debt, interest: debt.interest - step.amount }
    case 'principal-forgiven':
      return { ...debt, principal: debt.principal - step.amount }
    case 'arrears-capitalised':
      return { principal: debt.principal + step.amount, interest: 0, fees: 0 }
    default:
      return debt
  }
}

const leverOf = (lever: Lever, { rate, months, deferred }: Fit): Partial<Fit> =>
  ({ rate: { rate }, term: { months }, deferral: { deferred } })[lever]

const leverStep = (lever: Lever, account: PlanCase['account'], fit: Fit): PlanStep | undefined => {
  const { annualRatePercent: fromPercent, remainingTermMonths: fromMonths } = account
  switch (lever) {
    case 'rate':
      return new Big(fit.rate).lt(fromPercent) ? { step: 'rate-reduced', fromPercent, toPercent: fit.rate } : undefined
    case 'term':
      return fit.months > fromMonths ? { step: 'term-extended', fromMonths, toMonths: fit.months } : undefined
    case 'deferral':
      return fit.deferred > 0 ? { step: 'principal-deferred', amount: fit.deferred } : undefined
  }
}

import type { PlanCase } from '../../../domain/plan/drafting.ts'
import { OfferPolicy } from '../../../domain/policy/policy.ts'
import { Day } from '../../../domain/time.ts'

/** A lender that can give a little of everything; amounts in fen. */
export const offerPolicy: OfferPolicy = OfferPolicy.parse({
  maxTermMonths: 60,
  maxRounds: 3,
  reminderAfterDays: 3,
  replyWithinDays: 14,
  approvalWithinDays: 5,
  rounding: 'half-even',
  instalmentMultiple: 1,
  waiveFeesPercent: 100,
  waiveInterestPercent: 50,
  rateFloorPercent: '6',
  capitaliseArrears: true,
  stepUpMonths: 6,
  holidayMonths: 3,
  settlementFromPercent: 80,
  authority: { termMonths: 48, presentValueLossPercent: 10 },
  concessionPerRoundPercent: 10,
  smallestInstalment: { CNY: 10_000 },
  maxEpisodes: 3,
})

/** ¥12,000 owed at 18 %, a year to go, ¥1,200 a month affordable. */
export const planCase: PlanCase = {
  account: {
    currency: 'CNY',
    debt: { principal: 1_150_000, interest: 40_000, fees: 10_000 },
    annualRatePercent: '18',
    remainingTermMonths: 12,
    dueDay: 15,
  },
  ability: { affordableMonthly: 120_000 },
  hardship: 'none',
  policy: offerPolicy,
  today: Day.parse('2026-03-02'),
}

import { aloneIn, type Resident } from '../../test/workflows/resident.ts'
import type { Town } from '../../test/workflows/town.ts'

/** A way that a case can go, lived by one borrower in a town of their own. */
export interface LifePath {
  readonly name: string
  readonly about: string
  live(town: Town): Promise<void>
}

/** A debt that what can be paid settles in twelve instalments. */
const twelveMonths = { outstanding_principal: '15400.00', remaining_term_months: '12' }

const settles = (town: Town): Promise<void> => town.advance(72)

const agrees = async (town: Town): Promise<Resident> => {
  const borrower = await aloneIn(town, 'an', twelveMonths)
  await borrower.entersPlan()
  await settles(town)
  return borrower
}

const counters = async (borrower: Resident): Promise<void> => {
  await borrower.states()
  await borrower.answers('offer', { answer: 'counter', monthlyAmount: '500.00' })
  for (let round = 2; round <= 4; round++)
    await borrower.answers('counter-answer', { answer: 'counter', monthlyAmount: '500.00' })
}

/** The ways whose cost is watched, from the shortest to the longest. */
export const lifePaths: readonly LifePath[] = [
  {
    name: 'first message',
    about: 'admitted, judged by risk and asked for the means; where the others begin',
    live: async (town) => {
      const borrower = await aloneIn(town, 'an')
      await borrower.hears('statement-request')
    },
  },
  {
    name: 'declined',
    about: 'the first offer is declined',
    live: async (town) => {
      const borrower = await aloneIn(town, 'an')
      await borrower.states()
      await borrower.answers('offer', { answer: 'decline' })
      await settles(town)
    },
  },
  {
    name: 'unanswered',
    about: 'nobody ever answers: reminded, assessed by the lender’s figures, offered, reminded, closed',
    live: async (town) => {
      const borrower = await aloneIn(town, 'an')
      await town.wait('the end', 60, () => borrower.events('CaseClosed')[0])
      await settles(town)
    },
  },
  {
    name: 'agreed',
    about: 'the first offer is accepted, understood, signed and in force',
    live: async (town) => {
      await agrees(town)
    },
  },
  {
    name: 'mediated',
    about: 'four rounds of counter-offers, a mediator’s proposal, signed and in force',
    live: async (town) => {
      const borrower = await aloneIn(town, 'an', { language: 'zh-CN' })
      await counters(borrower)
      const asked = await borrower.hears('mediation')
      await town.reply(asked, { answer: 'proposal', monthlyAmount: '640.00', months: '24' })
      await borrower.answers('mediator-proposal', { answer: 'accept', option: 'a' })
      await borrower.explainsBack()
      await borrower.signs()
      await borrower.isInPlan()
      await settles(town)
    },
  },
  {
    name: 'warned',
    about: 'agreed, then the first instalment is missed, promised and paid',
    live: async (town) => {
      const borrower = await agrees(town)
      await borrower.answers('what-changed', { answer: 'will-pay', payBy: '2026-04-24' })
      await borrower.pays(1, { daysLate: 8 })
      await town.wait('the end of the warning', 40, () => borrower.events('WarningResolved')[0])
      await settles(town)
    },
  },
  {
    name: 'broken',
    about: 'agreed, then three instalments are missed; assessed afresh and a second plan in force',
    live: async (town) => {
      const borrower = await agrees(town)
      await town.wait('the break', 130, () => borrower.events('PlanBroken')[0])
      await borrower.states({ 'income-wages': '5500.00' })
      await borrower.accepts()
      await borrower.explainsBack()
      await borrower.signs()
      await borrower.isInPlan(2)
      await settles(town)
    },
  },
  {
    name: 'kept for a year',
    about: 'agreed, then twelve instalments are paid on their days and the plan is completed',
    live: async (town) => {
      const borrower = await agrees(town)
      const { plan } = await borrower.in('performing')
      for (const { number } of plan.instalments) await borrower.pays(number)
      await borrower.hears('plan-completed')
      await settles(town)
    },
  },
]

import { formatsIn } from '../wording.ts'
import type { Terms } from './terms.ts'

const formats = formatsIn('en')

const plural = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`

/** English words for plans, agreements and mediators. */
export const enTerms: Terms = {
  ...formats,
  kinds: {
    'longer-term': 'More time, smaller payments',
    'step-up': 'Small payments first, larger ones later',
    'payment-holiday': 'A pause first, then payments',
    'interest-only': 'Interest first, then the loan itself',
    'shorter-term': 'The soonest to be free of debt',
    settlement: 'One payment that settles everything',
    'counter-offer': 'Close to what you suggested',
    mediated: 'Proposed by the mediator',
  },
  optionHeading: (key, kind) => `Option ${key.toUpperCase()}: ${kind}`,
  labels: {
    onePayment: 'One payment',
    firstPayment: 'First payment',
    eachMonth: 'Most months you pay',
    dueOn: 'Due on',
    firstOn: 'First payment on',
    lastOn: 'Last payment on',
    months: 'You pay for',
    total: 'In total you pay',
    rate: 'Interest rate',
    waived: 'Cancelled for you',
    deferred: 'Set aside for now',
    apr: 'Rate with everything (APR)',
    bestFor: 'What speaks for it',
  },
  months: (count) => plural(count, 'month', 'months'),
  rate: (percent) => `${percent}% a year`,
  noInterest: 'no interest is added',
  apr: (before, after) => (before === after ? `${after}% a year` : `${after}% a year; as things stand ${before}%`),
  choices: {
    'lowest-instalment': 'the lowest payments',
    'soonest-free': 'the soonest end',
    'least-cost': 'the least to pay in all',
  },
  listed: (parts) => parts.join(', '),
  step: (step, amount) => {
    switch (step.step) {
      case 'means-compared':
        return `As things stand, each payment would be ${amount(step.instalment)}. By what we know, you can pay about ${amount(step.affordable)} a month${step.later === undefined ? '' : ` now, and about ${amount(step.later)} later,`} and still have enough to live on.`
      case 'fees-waived':
        return `${amount(step.amount)} of late fees is cancelled.`
      case 'interest-waived':
        return `${amount(step.amount)} of interest is cancelled.`
      case 'principal-forgiven':
        return `${amount(step.amount)} of the loan itself is forgiven.`
      case 'arrears-capitalised':
        return `${amount(step.amount)} that is overdue moves into the balance, so it is no longer overdue.`
      case 'rate-reduced':
        return `The interest rate goes down from ${step.fromPercent}% to ${step.toPercent}% a year.`
      case 'term-extended':
        return `You have ${plural(step.toMonths, 'month', 'months')} to pay instead of ${step.fromMonths}.`
      case 'principal-deferred':
        return `${amount(step.amount)} of the loan is set aside without interest. When you have kept the plan to its end, it is forgiven.`
      case 'interest-only-first':
        return step.count === 1
          ? 'The first payment is interest only.'
          : `The first ${step.count} payments are interest only.`
      case 'interest-paused':
        return 'No interest is added in that time.'
      case 'due-day-moved':
        return `Payments fall due on day ${step.toDay} of the month instead of day ${step.fromDay}.`
      case 'first-instalments-lowered':
        return step.count === 1
          ? `The first payment is only ${amount(step.instalment)}.`
          : `The first ${step.count} payments are only ${amount(step.instalment)} each.`
      case 'holiday-granted':
        return step.months === 1
          ? 'For the first month you pay nothing.'
          : `For the first ${step.months} months you pay nothing.`
    }
  },
  topics: {
    debt: {
      heading: 'What is owed',
      says: ({ debt, plan }) =>
        `As things stand: ${formats.amount(debt.principal, plan.total.currency)} of the loan itself, ${formats.amount(debt.interest, plan.total.currency)} of interest and ${formats.amount(debt.fees, plan.total.currency)} of fees, in ${plan.total.currency}.`,
    },
    schedule: {
      heading: 'When and how you pay',
      says: ({ plan }) =>
        plan.instalments === 1
          ? `You pay once, in ${plan.total.currency}, on ${formats.day(plan.firstDueOn)}.`
          : `Payments are in ${plan.total.currency}, from ${formats.day(plan.firstDueOn)} to ${formats.day(plan.last.on)}. The document lists every date and amount.`,
    },
    charges: {
      heading: 'What it costs',
      says: ({ plan }) =>
        plan.annualRatePercent === undefined
          ? `No interest is added. What you pay is the amount above and nothing on top of it: ${formats.money(plan.total)} in all.`
          : `Interest runs at ${plan.annualRatePercent}% a year. It is already inside the payments above, together with every fee of the plan: ${formats.money(plan.total)} in all.`,
    },
    'no-new-card': {
      heading: 'No new credit card meanwhile',
      says: () => 'Until everything is paid, you promise not to apply for a credit card at any bank.',
    },
    'rights-and-duties': {
      heading: 'Your side and ours',
      says: () =>
        'You pay on the agreed days. We stop all collection while you keep to the plan. If a payment becomes too much, you may ask for a change at any time. If payments stay away and we find no new way together, the plan ends and your original contract applies again. Whatever you have paid stays paid.',
    },
    other: {
      heading: 'Anything else',
      says: () => 'All that was agreed is in the document. What is not written there does not bind you.',
    },
    apr: {
      heading: 'The rate, to compare',
      says: ({ plan }) =>
        plan.annualRatePercent === undefined
          ? 'No interest is added, so there is no rate to compare. Please compare the total with your present contract before you decide.'
          : `The rate is ${plan.annualRatePercent}% a year${plan.apr ? `; counted with everything it is ${plan.apr.after}% (APR), as against ${plan.apr.before}% as things stand` : ''}. Please compare it, and the total, with your present contract before you decide.`,
    },
    'limitation-restart': {
      heading: 'What signing does in law',
      says: () =>
        'By signing you confirm that you owe this money. The time limit after which it can no longer be claimed in court starts again from that day. A free adviser can tell you what this means for you.',
    },
    'how-to-complain': {
      heading: 'If you are not content with us',
      says: (_, { phone, replyTo }) =>
        `Call ${phone} or write to ${replyTo}. A person will look into it and answer, and our messages pause meanwhile.`,
    },
  },
  mediatorReasons: {
    'speaks-your-language': 'speaks your language',
    'knows-the-field': 'knows situations like yours',
    'has-time': 'has time for you now',
    'no-conflict': 'has no ties to either side',
  },
  questionHeading: (number) => `Question ${number}`,
  prompts: {
    'usual-payment': 'How much would you pay in most months?',
    'total-to-pay': 'How much would you pay in all, over the whole time?',
    'last-payment-day': 'On which day would the last payment be?',
    'days-to-withdraw': 'How long after signing may you still change your mind?',
    'when-it-gets-hard': 'What is the best thing to do when a payment becomes too much?',
  },
  days: (count) => plural(count, 'day', 'days'),
  whenItGetsHard: {
    'tell-us': 'Tell us, so that the plan can be changed',
    'stop-paying': 'Stop paying and say nothing',
    'borrow-elsewhere': 'Borrow the money somewhere else',
  },
  saysNo:
    'You are free to say no. There is no penalty for it: your present contract goes on as it is, with the interest and charges it already has.',
  help: {
    heading: 'Free, independent help',
    says: 'These services are free and do not depend on us. They can explain your rights and your options.',
  },
  counselling: {
    heading: 'Free advice beside your plan',
    says: 'With the plan comes advice, if you want it: on a budget that holds, on other debts, on your rights. It is free and does not depend on us. If you do not know whom to ask, ask us and we put you in touch.',
  },
}

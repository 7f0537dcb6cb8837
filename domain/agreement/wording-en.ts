import { enTerms as terms } from '../notice/wording/terms/en.ts'
import type { AgreementFacts, AgreementWording, Run } from './document.ts'

const { day, days, months, rate } = terms

const payments = (count: number): string => (count === 1 ? 'one payment' : `${count} payments`)

const run = ({ from, to, due }: Run, { amount }: AgreementFacts): string =>
  from === to ? `Payment ${from}: ${amount(due)}.` : `Payments ${from} to ${to}: ${amount(due)} each.`

const breach = ({ plan, policy, brokenAfter }: AgreementFacts): string => {
  const { graceDays } = policy.monitoring
  const late = graceDays === 0 ? 'after their days' : `more than ${days(graceDays)} after their days`
  const open =
    plan.instalments.length === 1
      ? `If the payment is still open ${graceDays === 0 ? 'after its day' : `more than ${days(graceDays)} after its day`}`
      : brokenAfter === 1
        ? `If a payment is still open ${graceDays === 0 ? 'after its day' : `more than ${days(graceDays)} after its day`}`
        : `If ${brokenAfter} payments are open at the same time ${late}`
  const kept =
    plan.kind === 'settlement'
      ? 'Whatever you have paid stays paid.'
      : 'Whatever you have paid stays paid, what was cancelled stays cancelled, and interest of later months is not asked for.'
  return `${open}, and we find no new way together, the plan is broken: it ends, and your original contract applies again to what is left. ${kept} Only then may contact for collection begin again, within the law.`
}

/** The agreement in English. */
export const enAgreement: AgreementWording = {
  terms,
  title: 'Repayment agreement',
  opening: ({ caseId, drawnUpOn, lender, plan }) => [
    `Between ${lender} (“we”) and the borrower of case ${caseId} (“you”), drawn up on ${day(drawnUpOn)}.`,
    `As equals we have agreed on this: “${terms.kinds[plan.kind]}”. What follows puts it in writing. Please take your time to read it. Nothing here binds you until you have signed it.`,
  ],
  topics: {
    debt: ({ amount, owed, plan }) => ({
      paragraphs: [
        `This agreement is about ${amount(owed)} that you owe, in ${plan.currency}. The table shows what it is made of, what we cancel, and what is left for the plan.`,
        ...(plan.kind === 'settlement'
          ? ['Once the one payment has arrived, everything is settled. We then ask for nothing more.']
          : ['Once everything in the plan is paid, this debt is settled. We then ask for nothing more.']),
      ],
    }),
    schedule: (facts) => {
      const { amount, first, holidayMonths, last, plan, runs, total } = facts
      const count = plan.instalments.length
      return {
        paragraphs: [
          count === 1
            ? `You pay once, in ${plan.currency}: ${amount(total)} on ${day(first.dueOn)}.`
            : `You pay once a month, in ${plan.currency}: ${count} payments from ${day(first.dueOn)} to ${day(last.dueOn)}, ${amount(total)} in all.`,
          ...(holidayMonths > 0
            ? [`Nothing is due before ${day(first.dueOn)}. The pause of ${months(holidayMonths)} is part of that time.`]
            : []),
          'You pay in the same way as under your present contract. If another way suits you better, tell us.',
          ...(count === 1 || runs.length > 4 ? ['The table shows what is due and what it is made of.'] : []),
        ],
        points: count === 1 || runs.length > 4 ? [] : runs.map((each) => run(each, facts)),
      }
    },
    charges: ({ accrued, amount, arrears, carriesInterest, givenUp, plan }) => ({
      paragraphs: [
        accrued > 0
          ? `While the plan runs, interest is charged at ${rate(plan.annualRatePercent)}, month by month, on the part of the loan that is still open. It comes to ${amount(accrued)} and is already inside the payments.`
          : 'While this agreement is kept, no interest is charged.',
        ...(carriesInterest
          ? [
              'Any interest that the first months leave open is spread over the later payments and bears no interest itself.',
            ]
          : []),
        ...(arrears > 0
          ? [`The payments also contain ${amount(arrears)} of interest and fees owed already. It bears no interest.`]
          : []),
        'There is no annual fee, no late fee and no other fee while the plan runs.',
        givenUp.length > 0 ? 'What we do for you:' : 'Nothing of the debt is cancelled under this agreement.',
      ],
      points: givenUp.map((step) => terms.step(step, amount)),
    }),
    'no-new-card': () => ({
      paragraphs: ['Until everything is paid, you promise not to apply for a credit card at any bank.'],
    }),
    'rights-and-duties': (facts) => {
      const { plan, policy, rewards } = facts
      const { coolingOffDays } = policy.agreement
      const { graceDays, incentive, reviewEveryMonths, reviewStretchedToMonths } = policy.monitoring
      const single = plan.instalments.length === 1
      return {
        paragraphs: [],
        points: [
          coolingOffDays === 0
            ? 'The agreement takes effect when both sides have signed it.'
            : `You may change your mind for ${days(coolingOffDays)} after signing, without a reason and free of charge. Then your present contract goes on as it was. The agreement takes effect when that time is over.`,
          `You pay on the agreed ${single ? 'day' : 'days'}.${graceDays === 0 ? '' : ` A payment that arrives within ${days(graceDays)} after its day still counts as on time.`}`,
          'Once it is signed, we and everyone who acts for us stop all contact for collection, unless the plan is broken. We only remind you of payments, confirm them, and ask how you are getting on.',
          'If a payment becomes too much, or something changes at home or at work, tell us. You may ask for a change at any time.',
          ...(single
            ? []
            : [
                reviewEveryMonths === reviewStretchedToMonths
                  ? `Every ${months(reviewEveryMonths)} we ask whether the plan still fits.`
                  : `Every ${months(reviewEveryMonths)} we ask whether the plan still fits, or every ${months(reviewStretchedToMonths)} while you keep to it.`,
              ]),
          single
            ? 'You may pay earlier, without a fee.'
            : 'You may pay earlier, in part or all of it, at any time and without a fee. What you pay beyond what is due goes towards the next payments. If you want to pay off everything at once, tell us first: we work out the exact sum, without interest for later months.',
          ...(rewards
            ? [
                `When you have kept ${payments(incentive.afterKept)}${incentive.afterKept === 1 ? '' : ' in a row'}, ${incentive.interestOffPercent}% of the interest in ${incentive.lowers === 'all-later' ? 'all later payments' : 'the next open payment'} is cancelled.`,
              ]
            : []),
          breach(facts),
        ],
      }
    },
    other: () => ({
      paragraphs: [
        'All that was agreed is in this document. What is not written here does not bind you. For the rest, your present contract stays as it is.',
        'It can be changed only in writing, when both sides have signed the change. Rights that the law gives you stay yours. Both sides keep a copy.',
      ],
    }),
    apr: ({ accrued, amount, apr, rateReduced }) => ({
      paragraphs: [
        accrued > 0
          ? `Counted with everything the plan costs, the rate is ${apr.after}% a year (APR). In all, the plan costs ${amount(accrued)} more than the debt that goes into it.`
          : 'Counted with everything the plan costs, the rate is 0% a year (APR). You pay no more than the debt that goes into it.',
        ...(apr.before === undefined ? [] : [`As things stand, the same rate is ${apr.before}% a year.`]),
        ...(rateReduced === undefined ? [] : [terms.step(rateReduced, amount)]),
        'Please compare this with your present contract before you decide.',
      ],
    }),
    'limitation-restart': () => ({
      paragraphs: [
        'By signing you confirm that you owe this money. The time limit after which it can no longer be claimed in court starts again from that day.',
        'A free adviser can tell you what this means for you. If the debt is old, please ask before you sign.',
      ],
    }),
    'how-to-complain': ({ freeHelp, policy }) => ({
      paragraphs: [
        `Call ${policy.lender.phone} or write to ${policy.lender.replyTo}. A person will look into it and answer within ${days(policy.complaints.answerWithinDays)}, and our messages pause meanwhile.`,
        terms.help.says,
      ],
      points: freeHelp,
    }),
  },
  labels: {
    part: 'Part of the debt',
    owed: 'Owed',
    cancelled: 'Cancelled',
    inPlan: 'In the plan',
    joined: 'Overdue interest and fees that move into the balance',
    principal: 'Loan',
    interest: 'Interest',
    fees: 'Fees',
    sum: 'Total',
    number: 'No.',
    toPay: 'To pay',
    cost: 'What you pay',
    amount: 'Amount',
    scheduled: 'The debt that goes into the plan',
    accrued: 'Interest while the plan runs',
    added: 'Fees while the plan runs',
  },
  signatures: {
    heading: 'Signatures',
    says: 'Please sign only when everything is clear to you. If anything is not, ask us first.',
    borrower: (caseId) => `The borrower of case ${caseId}`,
    sign: 'Signature',
    date: 'Date',
  },
}

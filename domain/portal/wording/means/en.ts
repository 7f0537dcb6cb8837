import type { MeansWording } from './means.ts'

const each = {
  week: 'a week',
  fortnight: 'every two weeks',
  'four-weeks': 'every four weeks',
  month: 'a month',
  quarter: 'a quarter',
  year: 'a year',
} as const

/** Means in English. */
export const enMeans: MeansWording = {
  every: 'How often',
  frequencies: each,
  sure: 'How sure',
  certainties: { certain: 'for sure', likely: 'probably', uncertain: 'not sure' },
  groups: {
    income: {
      heading: 'What comes in',
      says: ['After tax. Leave empty what does not apply; write 0 under pay if nothing comes in.'],
    },
    spending: {
      heading: 'What goes out',
      says: ['Leave empty what does not apply. One figure for everything is fine too.'],
    },
    people: { heading: 'Who lives on it', says: [] },
    debts: { heading: 'Other debts', says: ['What you pay on them each month. Not the loan that we write about.'] },
    assets: {
      heading: 'What you have',
      says: ['You need not sell anything. It helps only if you would rather settle with one payment.'],
    },
    business: {
      heading: 'If you run a small business',
      says: ['The business’s own figures, before you take anything out for yourself.'],
    },
    change: { heading: 'What has changed', says: [] },
    evidence: { heading: 'Papers that you could send', says: ['We ask for them later, and only for what we need.'] },
    debt: { heading: 'One more question', says: [] },
  },
  income: {
    wages: { label: 'Pay' },
    'self-employment': { label: 'Your own work', hint: 'Leave empty if you fill in the part on a business.' },
    benefits: { label: 'Benefits' },
    pension: { label: 'Pension' },
    'family-support': { label: 'Help from family' },
    'rent-received': { label: 'Rent that you receive' },
    'other-income': { label: 'Anything else' },
  },
  spending: {
    housing: { label: 'Rent or mortgage' },
    utilities: { label: 'Water, electricity, heating' },
    food: { label: 'Food and household' },
    transport: { label: 'Getting around' },
    medical: { label: 'Medicine and care' },
    children: { label: 'Children and school' },
    insurance: { label: 'Insurance' },
    phone: { label: 'Phone and internet' },
    'support-paid': { label: 'Support for family elsewhere' },
    'living-costs': { label: 'All living costs in one figure', hint: 'Instead of the lines above.' },
    leisure: { label: 'Leisure' },
    'other-spending': { label: 'Everything else' },
  },
  debts: {
    'credit-card': { label: 'Credit cards' },
    'bank-loan': { label: 'Bank loans' },
    'online-loan': { label: 'Online loans' },
    'car-loan': { label: 'Car loan' },
    'private-loan': { label: 'Family or friends' },
    'other-debt': { label: 'Other debts' },
  },
  inArrears: 'I am behind with it',
  balance: (debt) => `${debt}: what is left in all`,
  assets: {
    savings: { label: 'Savings' },
    vehicle: { label: 'Car or motorcycle' },
    property: { label: 'Home or land' },
    'other-asset': { label: 'Other things of value' },
  },
  realisable: 'I could use or sell it without harm to home or work',
  business: {
    takings: { label: 'What it takes in' },
    costs: { label: 'What it costs to run' },
    drawings: { label: 'What you take out to live on' },
    weakest: { label: 'The weakest month, in percent of a usual one', hint: '60 if it brings in 60 of a usual 100.' },
  },
  expected: {
    label: 'What you expect to come in then, all together',
    hint: 'Only if you can say. The plan can then ask for less now.',
  },
  evidence: {
    income: 'What comes in',
    spending: 'What goes out',
    debts: 'Other debts',
    assets: 'What I have',
    business: 'The business',
    change: 'What has changed',
  },
  questions: {
    heading: 'May we ask about a figure?',
    says: [
      'We have your figures, and they count even if you stop here. An unusual figure is no mistake; we only want to be sure that there was no slip.',
      'Correct it below, or tell us why it is right, or leave it as it is and send it again.',
    ],
    ask: {
      'spending-above-income': ({ stated, against }) =>
        `${stated} goes out each month, and ${against} comes in. Is that right?`,
      'income-fell-without-reason': ({ stated, against }) =>
        `${stated} comes in each month; we knew of ${against}. Did something change?`,
      'reason-without-fall-in-income': ({ stated, against }) =>
        `You told us that you earn less; ${stated} comes in, and we knew of ${against}. Is that right?`,
      'no-income-without-reason': () => 'Nothing comes in. Did something change?',
      'spending-below-living-costs': ({ stated, against }) =>
        `You live on ${stated} a month; ${against} is the least that we count with. Did you leave something out?`,
      'other-debts-below-known': ({ stated, against }) =>
        `You pay ${stated} on other debts; we knew of ${against}. Is that right?`,
      'far-above-usual': ({ about, stated, against }) =>
        `${about}: ${stated} a month. About ${against} is usual for a household of this size. Is that right?`,
      'far-below-usual': ({ about, stated, against }) =>
        `${about}: ${stated} a month. About ${against} is usual for a household of this size. Did you leave something out?`,
      'drawings-above-profit': ({ stated, against }) =>
        `You take ${stated} out of the business each month; ${against} is left over in it. Is that right?`,
    },
    open: 'I leave it as it is',
    reasons: {
      'prices-here': 'It costs that much here',
      'special-need': 'Somebody needs it, for instance through illness',
      'shared-with-others': 'Others pay a part, or I pay for others',
      'from-savings': 'I live on savings or help',
      'for-now': 'It is so only for now',
      'as-it-is': 'It is right as it stands',
    },
    button: 'Send my figures again',
  },
  understood: {
    heading: 'What we understood',
    says: {
      statement: 'By your own figures, for a month:',
      'lender-figures': 'You did not send figures, so we went by what we knew before:',
      'account-history': 'We know nothing of your means, so this is a cautious guess from your account, and no more:',
    },
    lines: {
      income: 'Comes in',
      business: 'From the business',
      essential: 'Needed to live on',
      other: 'Other spending',
      'living-floor': 'Set aside for living costs',
      'other-debts': 'Other debts',
      surplus: 'Left over',
      share: 'The most that a plan may ask for',
      'paid-lately': 'Largest payment of late',
      estimate: 'Our guess',
    },
    details: 'How each figure became a month',
    detail: ({ label, amount, every, monthly, part }) =>
      `${label}: ${amount} ${each[every]}${every === 'month' ? '' : ` is ${monthly} a month`}${part === undefined ? '' : `; ${part.percent}% of it counts, ${part.counted}`}`,
    after: (months, amount) =>
      `Once things are better, in ${months === 1 ? 'a month' : `${months} months`}: at most ${amount} a month.`,
    lumpSum: (amount) =>
      `If you would ever want to settle with one payment, about ${amount} could be there for it. Nobody asks you to.`,
    wrong: 'If something is not right, tell us; we look again.',
    looked: {
      heading: 'What counted before we wrote',
      says: ['These facts of the account, and nothing about you as a person:'],
    },
    reasons: {
      'days-past-due': 'How long a payment has been open',
      'no-recent-payment': 'No payment for a while',
      'high-debt-to-income': 'Debts take a large part of the income we knew of',
      'high-rate': 'The contract’s high rate',
      'fees-pile-up': 'Fees that have added up',
      'broken-plan': 'An earlier plan that did not work out',
      'short-of-means': 'The income we knew of does not reach',
    },
  },
}

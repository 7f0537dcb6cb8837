import { type ContentOf, NoticeContent, type PlanSummary } from '../../../domain/notice/content.ts'
import type { NoticeKind } from '../../../domain/notice/notice.ts'
import { Policy } from '../../../domain/policy/policy.ts'
import { Day } from '../../../domain/time.ts'
import { assessmentPolicy } from '../assessment/borrower.ts'

const usd = (minor: number) => ({ minor, currency: 'USD' as const })
const day = (text: string) => Day.parse(text)

const plan: PlanSummary = {
  key: 'a',
  kind: 'step-up',
  instalments: 24,
  first: usd(9_050),
  usual: usd(18_125),
  last: { on: day('2028-03-15') },
  firstDueOn: day('2026-04-15'),
  total: usd(412_345),
  annualRatePercent: '9.5',
  waived: usd(12_345),
  deferred: usd(20_000),
  apr: { before: '18.25', after: '9.21' },
  choices: ['lowest-instalment'],
  steps: [
    { step: 'means-compared', instalment: 38_000, affordable: 20_000, gap: 18_000 },
    { step: 'fees-waived', amount: 4_500 },
    { step: 'interest-waived', amount: 7_845 },
    { step: 'principal-forgiven', amount: 1_001 },
    { step: 'arrears-capitalised', amount: 23_456 },
    { step: 'rate-reduced', fromPercent: '18.25', toPercent: '9.5' },
    { step: 'term-extended', fromMonths: 12, toMonths: 24 },
    { step: 'first-instalments-lowered', count: 3, instalment: 9_050 },
    { step: 'holiday-granted', months: 2 },
    { step: 'interest-paused', months: 2 },
    { step: 'interest-only-first', count: 3 },
    { step: 'principal-deferred', amount: 20_000 },
    { step: 'due-day-moved', fromDay: 15, toDay: 28 },
  ],
}

const longer: PlanSummary = {
  ...plan,
  key: 'b',
  kind: 'longer-term',
  choices: [],
  deferred: usd(0),
  instalments: 36,
  first: usd(12_999),
  usual: usd(12_999),
  last: { on: day('2029-03-15') },
  total: usd(467_964),
  steps: [{ step: 'term-extended', fromMonths: 12, toMonths: 36 }],
}

const settlement: PlanSummary = {
  ...plan,
  annualRatePercent: undefined,
  apr: undefined,
  deferred: usd(0),
  choices: ['soonest-free', 'least-cost'],
  key: 'c',
  kind: 'settlement',
  instalments: 1,
  first: usd(280_000),
  usual: usd(280_000),
  last: { on: day('2026-04-15') },
  total: usd(280_000),
  waived: usd(120_000),
  steps: [{ step: 'principal-forgiven', amount: 120_000 }],
}

/** One plausible content of every kind. */
export const samples: { readonly [Kind in NoticeKind]: ContentOf<Kind> } = {
  'statement-request': { kind: 'statement-request', replyBy: day('2026-03-27') },
  'statement-reminder': { kind: 'statement-reminder', replyBy: day('2026-03-27') },
  offer: { kind: 'offer', round: 1, options: [plan, longer, settlement], replyBy: day('2026-04-07') },
  'offer-reminder': { kind: 'offer-reminder', round: 1, replyBy: day('2026-04-07') },
  'counter-answer': {
    kind: 'counter-answer',
    round: 2,
    asked: usd(8_000),
    answer: 'part-way',
    because: 'beyond-this-round',
    options: [{ ...plan, kind: 'counter-offer' }],
    replyBy: day('2026-04-21'),
  },
  'no-plan': { kind: 'no-plan', because: 'nothing-affordable' },
  'mediation-opened': {
    kind: 'mediation-opened',
    mediator: 'mediator-hill',
    chosenFor: ['speaks-your-language', 'no-conflict'],
    until: day('2026-05-20'),
  },
  'mediator-proposal': {
    kind: 'mediator-proposal',
    mediator: 'mediator-hill',
    chosenFor: ['knows-the-field', 'has-time'],
    summary: { ...plan, kind: 'mediated' },
    replyBy: day('2026-05-27'),
  },
  'negotiation-ended': { kind: 'negotiation-ended', because: 'rounds-used' },
  'agreement-explained': {
    kind: 'agreement-explained',
    plan,
    debt: { principal: 380_000, interest: 15_690, fees: 4_500 },
    topics: [
      'debt',
      'schedule',
      'charges',
      'no-new-card',
      'rights-and-duties',
      'other',
      'apr',
      'limitation-restart',
      'how-to-complain',
    ],
    coolingOffDays: 7,
    questions: [
      { question: 'usual-payment', choices: [usd(9_050), usd(18_125), usd(36_250)] },
      { question: 'total-to-pay', choices: [usd(412_345), usd(400_190)] },
      { question: 'last-payment-day', choices: [day('2027-03-15'), day('2028-03-15')] },
      { question: 'days-to-withdraw', choices: [0, 1, 7] },
      { question: 'when-it-gets-hard', choices: ['stop-paying', 'borrow-elsewhere', 'tell-us'] },
    ],
    replyBy: day('2026-04-14'),
  },
  'signature-request': { kind: 'signature-request', plan, coolingOffDays: 7, signBy: day('2026-04-20') },
  'cooling-off': { kind: 'cooling-off', plan, until: day('2026-04-27') },
  'plan-active': { kind: 'plan-active', plan, reviewEveryMonths: 3 },
  'instalment-due': { kind: 'instalment-due', amount: usd(18_125), dueOn: day('2026-07-15') },
  'payment-received': {
    kind: 'payment-received',
    amount: usd(18_125),
    receivedOn: day('2026-07-14'),
    next: { amount: usd(18_125), dueOn: day('2026-08-15') },
  },
  'instalment-missed': {
    kind: 'instalment-missed',
    amount: usd(18_125),
    dueOn: day('2026-07-15'),
    graceUntil: day('2026-07-20'),
  },
  'what-changed': { kind: 'what-changed', noticed: 'missed-instalment', replyBy: day('2026-07-28') },
  'support-group': { kind: 'support-group' },
  'review-visit': { kind: 'review-visit', replyBy: day('2026-07-28'), nextInMonths: 6 },
  'reward-earned': {
    kind: 'reward-earned',
    lowers: 'next-instalment',
    kept: 6,
    amount: usd(1_234),
    dueOn: day('2026-10-15'),
  },
  'reward-lost': { kind: 'reward-lost', afterKept: 6 },
  'plan-completed': { kind: 'plan-completed', paid: usd(412_345), on: day('2028-03-14') },
  'plan-broken': { kind: 'plan-broken', missed: 2 },
  'complaint-received': { kind: 'complaint-received', receivedOn: day('2026-06-01'), answerBy: day('2026-06-16') },
}

/** Every branch a content can take in its words: the samples and their variants. */
export const variants: readonly NoticeContent[] = [
  ...Object.values(samples),
  { ...samples.offer, round: 2, options: [longer] },
  ...(['agreed', 'part-way', 'not-possible'] as const).map((answer) => ({ ...samples['counter-answer'], answer })),
  ...(['too-long-to-repay', 'beyond-this-round', 'lender-declined'] as const).map((because) => ({
    ...samples['counter-answer'],
    because,
  })),
  { ...samples['no-plan'], because: 'lender-declined' },
  ...(['borrower-declined', 'no-reply', 'mediation-without-result', 'not-signed'] as const).map((because) => ({
    ...samples['negotiation-ended'],
    because,
  })),
  ...(['longer-term', 'payment-holiday', 'shorter-term', 'counter-offer', 'mediated'] as const).map((kind) => ({
    ...samples.offer,
    options: [{ ...longer, kind }],
  })),
  { ...samples['mediation-opened'], chosenFor: ['knows-the-field', 'has-time'] },
  { ...samples['agreement-explained'], coolingOffDays: 0 },
  { ...samples['signature-request'], coolingOffDays: 0 },
  {
    ...samples['plan-active'],
    reviewEveryMonths: 1,
    plan: {
      ...plan,
      steps: [
        { step: 'first-instalments-lowered', count: 1, instalment: 5_000 },
        { step: 'holiday-granted', months: 1 },
        { step: 'term-extended', fromMonths: 0, toMonths: 1 },
      ],
    },
  },
  { kind: 'payment-received', amount: usd(18_125), receivedOn: day('2028-03-14') },
  { ...samples['what-changed'], noticed: 'early-signs' },
  { ...samples['reward-earned'], kept: 1 },
  { ...samples['reward-lost'], afterKept: 1 },
  { ...samples['plan-broken'], missed: 1 },
  { ...samples['plan-broken'], last: true },
  { ...samples['plan-completed'], settled: true },
  { ...samples['agreement-explained'], plan: settlement },
  { ...samples['plan-active'], plan: { ...longer, annualRatePercent: undefined } },
].map((content) => NoticeContent.parse(content))

/** What the law of a place wants in the messages of a creditor there. */
const clausesIn = {
  us: { first: ['free-opt-out'], later: ['free-opt-out'] },
  cn: { first: ['no-third-person'], later: ['no-third-person'] },
} satisfies Record<Policy['jurisdiction'], Policy['clauses']>

/** A lender's policy with nothing unusual in it, under one jurisdiction. */
export const policyIn = (jurisdiction: Policy['jurisdiction']): Policy =>
  Policy.parse({
    clauses: clausesIn[jurisdiction],
    lender: {
      id: 'river-bank',
      name: { en: 'River Bank', 'zh-CN': '清河银行', 'zh-TW': '清河銀行' },
      defaultLanguage: 'en',
      sender: 'care@river-bank.example',
      replyTo: 'reply@river-bank.example',
      operations: 'operations@river-bank.example',
      phone: '1-800-555-0147',
    },
    version: 'v1',
    jurisdiction,
    contact: {
      communicationTimeConfig: {
        localTimeZoneConfig: { defaultTimeZone: 'Asia/Shanghai' },
        email: { openHours: { dailyHours: { MONDAY: [{ startTime: 'T09:00', endTime: 'T18:00' }] } } },
        days: 'working-days',
        calendar: 'cn',
      },
      caps: [{ limit: 3, days: 7, counting: 'all' }],
      staleAfterDays: 10,
    },
    assessment: {
      reminderAfterDays: 5,
      statementWithinDays: 10,
      livingFloor: {},
      shareOfSurplusPercent: 70,
      cautiousShareOfInstalmentPercent: 50,
      scorecard: assessmentPolicy.scorecard,
      highRiskFromPoints: 70,
      mediumRiskFromPoints: 40,
    },
    offer: {
      maxTermMonths: 60,
      maxRounds: 3,
      reminderAfterDays: 5,
      replyWithinDays: 14,
      approvalWithinDays: 5,
      rounding: 'up',
      instalmentMultiple: 1,
      waiveFeesPercent: 100,
      waiveInterestPercent: 50,
      rateFloorPercent: '4',
      capitaliseArrears: true,
      stepUpMonths: 3,
      holidayMonths: 2,
      settlementFromPercent: 70,
      authority: { termMonths: 48, presentValueLossPercent: 20 },
      concessionPerRoundPercent: 10,
      smallestInstalment: {},
      maxEpisodes: 2,
    },
    mediation: { offered: true, withinDays: 30, mediators: [] },
    agreement: { understandWithinDays: 14, signWithinDays: 14, coolingOffDays: 7, contents: ['debt', 'schedule'] },
    monitoring: {
      shards: 8,
      remindDaysBefore: 3,
      graceDays: 5,
      brokenAfterMissed: 2,
      reviewEveryMonths: 3,
      reviewStretchedToMonths: 6,
      incentive: { afterKept: 6, interestOffPercent: 50, lowers: 'next-instalment' },
      atHour: 9,
    },
    warning: { answerWithinDays: 7, recoverWithinDays: 14, raiseFromPoints: 60 },
    retention: { years: 5 },
  })

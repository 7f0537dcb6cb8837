/** What no message to a borrower may do (R72). */
export const conductRules = [
  'threat',
  'pressure',
  'impersonated-authority',
  'shaming',
  'disclosure',
  'false-urgency',
] as const
export type ConductRule = (typeof conductRules)[number]

/** A rule, and where it is written down. */
export interface Grounds {
  readonly rule: ConductRule
  /** CN-CBA: China Banking Association, collection guidelines of 2026-01-30. CONC: handbook of the UK's FCA. */
  readonly source: string
}

/** The ways in which letters about debts break a rule. Each has its own advice, for each calls for other words instead. */
export const breaches = {
  'legal-action': { rule: 'threat', source: '15 U.S.C. 1692e(5); CN-CBA-4' },
  arrest: { rule: 'threat', source: '15 U.S.C. 1692e(4) and (7); CN-CBA-4' },
  seizure: { rule: 'threat', source: '15 U.S.C. 1692e(4); CN-CBA-4' },
  'credit-ruin': { rule: 'threat', source: '15 U.S.C. 1692d(3) and 1692e(8); CN-CBA-4' },
  visit: { rule: 'threat', source: '15 U.S.C. 1692d; CN-CBA-4' },
  harm: { rule: 'threat', source: '15 U.S.C. 1692d(1); CN-CBA-4' },
  'unnamed-consequence': { rule: 'threat', source: '15 U.S.C. 1692d and 1692e(5); CN-CBA-4' },
  demand: { rule: 'pressure', source: 'CONC 7.3; CN-CBA-4' },
  'raising-money': { rule: 'pressure', source: 'CONC 7.3; CN-CBA-4 (no inducing to borrow anew)' },
  'last-chance': { rule: 'pressure', source: '15 U.S.C. 1692e(10); CONC 7.3' },
  hounding: { rule: 'pressure', source: '15 U.S.C. 1692d(5); CN-CBA-2' },
  'borrowed-authority': { rule: 'impersonated-authority', source: '15 U.S.C. 1692e(1), (3), (9) and (13); CN-CBA-4' },
  insult: { rule: 'shaming', source: '15 U.S.C. 1692d(2); CN-CBA-4' },
  'moral-judgement': { rule: 'shaming', source: '15 U.S.C. 1692e(7); CN-CBA-4' },
  'telling-others': { rule: 'disclosure', source: '15 U.S.C. 1692c(b); CN-CBA-3' },
  publishing: { rule: 'disclosure', source: '15 U.S.C. 1692d(3) and (4); CN-CBA-4' },
  hurry: { rule: 'false-urgency', source: '15 U.S.C. 1692e(10); CONC 7.3' },
  countdown: { rule: 'false-urgency', source: '15 U.S.C. 1692e(10); CONC 7.3' },
} as const satisfies Readonly<Record<string, Grounds>>
export type Breach = keyof typeof breaches

/** One way to word a breach, and the surroundings in which the same words are harmless. */
export interface Phrase {
  readonly breach: Breach
  /** Global, over folded text. Every repetition is bounded, so that the search stays linear in the length of the text. */
  readonly find: RegExp
  /** Harmless when what stands before it in the sentence ends so. */
  readonly notAfter?: RegExp
  /** Harmless when what follows begins so. */
  readonly notBefore?: RegExp
}

/** The phrases of one language, and what makes any of them harmless. */
export interface PhraseBook {
  /** In every text that is worth reading with this book. */
  readonly script: RegExp
  readonly phrases: readonly Phrase[]
  /** Ends what stands before a phrase when the phrase is denied or forbidden: `we will never …`. */
  readonly denied: RegExp
  /** Begins what follows when the denial is only a figure of speech: `… not ashamed?`. */
  readonly rhetorical: RegExp
  /** Somewhere before the phrase when it is told of others: `if anyone claims to be …`. */
  readonly attributed: RegExp
  /** Before and after the phrase when it is asked after, as something that may have happened: `if …, please tell us`. */
  readonly askedAfter: readonly [before: RegExp, after: RegExp]
}

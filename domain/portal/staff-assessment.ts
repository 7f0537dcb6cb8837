import type { Ability, Assessment, WillingnessReason } from '../assessment/assessment.ts'
import { EvidenceItem } from '../assessment/figures.ts'
import type { Currency } from '../money.ts'
import type { Section } from '../notice/notice.ts'
import { enTerms as terms } from '../notice/wording/terms/en.ts'
import { labelOf } from './means-section.ts'
import { enMeans as words } from './wording/means/en.ts'

const sources: Readonly<Record<Ability['source'], string>> = {
  statement: 'By the borrower’s own statement, a month:',
  'lender-figures': 'No statement came; by the lender’s own figures, a month:',
  'account-history': 'Nothing is known of the means; a cautious estimate from the account:',
}

const will: Readonly<Record<WillingnessReason, string>> = {
  replied: 'Answered our messages',
  'gave-statement': 'Gave a statement of means',
  'paid-recently': 'Paid of late',
  'paid-though-small': 'Paid of late, though less than an instalment',
  'kept-promises': 'Kept what was agreed',
  'broke-promises': 'Did not keep what was agreed',
  silent: 'Did not answer, which says nothing either way',
  declined: 'Said no',
}

const withPoints = (text: string, points: number): string => `${text}: ${points}`

/** How the affordable amount comes about, as staff read it; with what was asked about the figures and is still open. */
export const meansForStaff = ({ ability, questions = [], evidence = {} }: Assessment, currency: Currency): Section => {
  const amount = (minor: number): string => terms.amount(minor, currency)
  const { arithmetic, source, after, lumpSum } = ability
  return {
    heading: 'How the affordable amount comes about',
    paragraphs: [sources[source]],
    figures: arithmetic.map(({ line, amount: minor }) => ({
      label: words.understood.lines[line],
      value: amount(minor),
    })),
    points: [
      ...(after === undefined
        ? []
        : [`From month ${after.fromMonth + 1} on, by what the borrower expects: ${amount(after.affordableMonthly)}`]),
      ...(lumpSum === undefined
        ? []
        : [`Could be there for a settlement if the borrower wants one, never asked for: ${amount(lumpSum)}`]),
      ...questions.map(({ field, because }) => {
        const answer = because === undefined ? 'left open' : words.questions.reasons[because]
        return `Asked about ${labelOf(field, words).toLowerCase()}: ${answer.toLowerCase()}`
      }),
      ...EvidenceItem.options.flatMap((item) =>
        evidence[item] === undefined ? [] : [`Papers on ${words.evidence[item].toLowerCase()}: ${evidence[item]}`],
      ),
    ],
  }
}

/** Why the account was judged as it was, with the points of each reason (R11, R13): for the lender's approver alone. */
export const judgementForStaff = ({ risk, willingness }: Assessment): Section => ({
  heading: 'Risk and will',
  figures: [
    { label: 'Risk', value: `${risk.band} (${risk.points})` },
    { label: 'Will', value: willingness.level },
  ],
  points: [
    ...risk.reasons.map(({ code, points }) => withPoints(words.understood.reasons[code], points)),
    ...(willingness.weighed ?? []).map(({ code, points }) => withPoints(will[code], points)),
  ],
})

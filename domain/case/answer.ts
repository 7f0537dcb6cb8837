import * as z from 'zod'
import { Hardship, WhyRight } from '../assessment/assessment.ts'
import { EvidenceFinding, EvidenceItem } from '../assessment/figures.ts'
import { StatementOfMeans } from '../assessment/statement.ts'
import { Minor } from '../money.ts'
import { FreeText, OptionKey } from '../notice/content.ts'
import { Day } from '../time.ts'

const proposal = {
  monthlyAmount: Minor.min(1),
  months: z.int().min(1).max(600).optional(),
}

/** What a borrower can say through the link in a message (R22, R71, R74). Amounts are minor units of the account's currency. */
export const BorrowerAnswer = z.discriminatedUnion('answer', [
  z.object({
    answer: z.literal('statement'),
    statement: StatementOfMeans,
    /** Why figures that were asked about are right, by the name of the question. */
    answers: z.record(z.string(), WhyRight).optional(),
    /** The borrower has seen the questions; whatever they left open stays open. */
    final: z.boolean().optional(),
  }),
  z.object({ answer: z.literal('accept'), option: OptionKey }),
  z.object({ answer: z.literal('counter'), ...proposal, dueDay: z.int().min(1).max(31).optional() }),
  z.object({ answer: z.literal('decline') }),
  z.object({ answer: z.literal('mediate') }),
  z.object({ answer: z.literal('understanding'), choices: z.array(z.int().min(0).max(9)).max(10) }),
  z.object({ answer: z.literal('sign'), documentHash: z.string() }),
  z.object({ answer: z.literal('withdraw') }),
  z.object({ answer: z.literal('will-pay'), payBy: Day }),
  z.object({ answer: z.literal('difficulty'), hardship: Hardship }),
  z.object({ answer: z.literal('support-group') }),
  z.object({ answer: z.literal('all-well') }),
  z.object({ answer: z.literal('opt-out') }),
  z.object({ answer: z.literal('complaint') }),
])
export type BorrowerAnswer = z.infer<typeof BorrowerAnswer>

/** What the lender's staff or a mediator can say through the link in their message. */
export const StaffAnswer = z.discriminatedUnion('answer', [
  z.object({ answer: z.literal('approval'), granted: z.boolean() }),
  z.object({ answer: z.literal('evidence'), item: EvidenceItem, finding: EvidenceFinding }),
  z.object({
    answer: z.literal('proposal'),
    monthlyAmount: Minor.min(1),
    months: z.int().min(1).max(600),
    /** A word to both sides; checked for conduct before it is taken. */
    words: FreeText.optional(),
  }),
])
export type StaffAnswer = z.infer<typeof StaffAnswer>

import * as z from 'zod'
import { Hardship } from '../assessment/assessment.ts'
import { EvidenceFinding, EvidenceItem } from '../assessment/figures.ts'
import type { BorrowerAnswer, StaffAnswer } from '../case/answer.ts'
import { refusalOfText } from '../conduct/free-text.ts'
import type { Currency } from '../money.ts'
import { OptionKey } from '../notice/content.ts'
import { Day } from '../time.ts'
import { statementForm } from './statement-form.ts'
import { amountTyped } from './typed.ts'

/** A form as it comes in: a flat map of what was typed and chosen. */
export type Fields = Readonly<Record<string, string>>

/** What can be wrong with a field; pages and JSON put it into words. */
export const FieldFault = z.enum([
  'missing',
  'amount',
  'other-currency',
  'too-much',
  'no-income',
  'above-zero',
  'whole-number',
  'choice',
  'day',
  'day-passed',
  'words',
  'private-words',
  'not-here',
])
export type FieldFault = z.infer<typeof FieldFault>

/** The first field that cannot be taken as it is. */
export interface FieldProblem {
  readonly field: string
  readonly fault: FieldFault
}

/** Tells a problem from an answer. */
export const isFieldProblem = (read: object): read is FieldProblem => 'fault' in read

/** What reading a form depends on besides the form. */
export interface Reading {
  readonly currency: Currency
  /** Today where the borrower lives. */
  readonly today: Day
}

const text = z.string({ error: 'missing' })

const amountOf = (currency: Currency) =>
  text.transform((typed, context) => {
    const read = amountTyped(typed, currency)
    if (typeof read === 'number') return read
    context.addIssue(read)
    return z.NEVER
  })

const amountAboveZero = (currency: Currency) => amountOf(currency).refine((minor) => minor > 0, 'above-zero')

const wholeNumber = (least: number, most: number) =>
  text
    .regex(/^\d{1,4}$/, 'whole-number')
    .transform(Number)
    .refine((number) => number >= least && number <= most, 'whole-number')

const oneOf = <const Choice extends string>(choices: readonly Choice[]) =>
  text.pipe(z.enum(choices, { error: 'choice' }))

const yesOrNo = oneOf(['yes', 'no']).transform((word) => word === 'yes')

const dayFrom = (today: Day) =>
  text
    .pipe(z.iso.date({ error: 'day' }))
    .transform((day) => Day.parse(day))
    .refine((day) => day >= today, 'day-passed')

const hardship = oneOf(Hardship.options)

const places = text.regex(/^\d(,\d){0,9}$/, 'choice').transform((typed) => typed.split(',').map(Number))

type FormOf<Answer> = z.ZodType<Answer>

/** One form for each answer of a borrower; a new answer without a form does not compile. */
const borrowerForms = ({ currency, today }: Reading) =>
  ({
    statement: statementForm(currency),
    accept: z.object({ answer: z.literal('accept'), option: oneOf(OptionKey.options) }),
    counter: z.object({
      answer: z.literal('counter'),
      monthlyAmount: amountAboveZero(currency),
      months: wholeNumber(1, 600).optional(),
      dueDay: wholeNumber(1, 31).optional(),
    }),
    decline: z.object({ answer: z.literal('decline') }),
    mediate: z.object({ answer: z.literal('mediate') }),
    understanding: z.object({ answer: z.literal('understanding'), choices: places }),
    sign: z.object({ answer: z.literal('sign'), documentHash: text }),
    withdraw: z.object({ answer: z.literal('withdraw') }),
    'will-pay': z.object({ answer: z.literal('will-pay'), payBy: dayFrom(today) }),
    difficulty: z.object({ answer: z.literal('difficulty'), hardship }),
    'support-group': z.object({ answer: z.literal('support-group') }),
    'all-well': z.object({ answer: z.literal('all-well') }),
    complaint: z.object({ answer: z.literal('complaint') }),
    'opt-out': z.object({ answer: z.literal('opt-out') }),
  }) satisfies { readonly [Kind in BorrowerAnswer['answer']]: FormOf<Extract<BorrowerAnswer, { answer: Kind }>> }

/** Contact data have no place in words that a dossier keeps (R73). */
const words = text
  .max(600, 'too-much')
  .refine((typed) => !/@|\d[\d\s-]{6,}/.test(typed), 'private-words')
  .refine((typed) => refusalOfText(typed, 'en') === undefined, 'words')

const staffForms = ({ currency }: Reading) =>
  ({
    approval: z.object({ answer: z.literal('approval'), granted: yesOrNo }),
    evidence: z.object({
      answer: z.literal('evidence'),
      item: oneOf(EvidenceItem.options),
      finding: oneOf(EvidenceFinding.options),
    }),
    proposal: z.object({
      answer: z.literal('proposal'),
      monthlyAmount: amountAboveZero(currency),
      months: wholeNumber(1, 600),
      words: words.optional(),
    }),
  }) satisfies { readonly [Kind in StaffAnswer['answer']]: FormOf<Extract<StaffAnswer, { answer: Kind }>> }

/** Radio buttons of the understanding form come one by one; they are read as the one list that JSON gives. */
const gathered = (fields: Fields): Fields => {
  if (fields['choices'] !== undefined) return fields
  const chosen = Object.keys(fields)
    .filter((name) => /^choice[1-9]$/.test(name))
    .sort()
  return chosen.length === 0 ? fields : { ...fields, choices: chosen.map((name) => fields[name]).join(',') }
}

/** Fields without the empty ones, in the digits that keyboards of every width type; sentences keep their own signs. */
const tidied = (fields: Fields): Fields =>
  Object.fromEntries(
    Object.entries(fields)
      .map(([name, typed]) => [name, typed.normalize(name === 'words' ? 'NFC' : 'NFKC').trim()] as const)
      .filter(([, typed]) => typed !== ''),
  )

const read = <Answer>(form: FormOf<Answer> | undefined, fields: Fields): Answer | FieldProblem => {
  if (form === undefined) return { field: 'answer', fault: fields['answer'] === undefined ? 'missing' : 'not-here' }
  const parsed = form.safeParse(fields)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const fault = FieldFault.safeParse(issue?.message)
  return { field: String(issue?.path[0] ?? 'answer'), fault: fault.success ? fault.data : 'choice' }
}

const has = <Forms extends object>(forms: Forms, name: string): name is keyof Forms & string =>
  Object.hasOwn(forms, name)

/** Reads a borrower's answer; amounts are decimal strings of the account's currency. The first bad field comes back as a value. */
export const readBorrowerAnswer = (fields: Fields, reading: Reading): BorrowerAnswer | FieldProblem => {
  const tidy = gathered(tidied(fields))
  const forms = borrowerForms(reading)
  const kind = tidy['answer'] ?? ''
  return read<BorrowerAnswer>(has(forms, kind) ? forms[kind] : undefined, tidy)
}

/** Reads the answer of the lender's staff or of the mediator. */
export const readStaffAnswer = (
  expected: StaffAnswer['answer'],
  fields: Fields,
  reading: Reading,
): StaffAnswer | FieldProblem => {
  const tidy = tidied(fields)
  return read<StaffAnswer>(tidy['answer'] === expected ? staffForms(reading)[expected] : undefined, tidy)
}

import * as z from 'zod'
import { Hardship } from '../assessment/assessment.ts'
import type { BorrowerAnswer, StaffAnswer } from '../case/answer.ts'
import { type Currency, minorFromDecimal } from '../money.ts'
import { OptionKey } from '../notice/content.ts'
import { Day } from '../time.ts'

/** A form as it comes in: a flat map of what was typed and chosen. */
export type Fields = Readonly<Record<string, string>>

/** What can be wrong with a field; pages and JSON put it into words. */
export const FieldFault = z.enum([
  'missing',
  'amount',
  'above-zero',
  'whole-number',
  'choice',
  'day',
  'day-passed',
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

/** Thousands may be set off by commas, as people write them; nothing else is guessed at. */
const ungrouped = (typed: string): string =>
  /^\d{1,3}(,\d{3})+(\.\d+)?$/.test(typed) ? typed.replaceAll(',', '') : typed

const amountOf = (currency: Currency) =>
  text.transform((typed, context) => {
    const minor = minorFromDecimal(ungrouped(typed), currency)
    if (minor !== undefined && minor >= 0) return minor
    context.addIssue('amount')
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
    statement: z
      .object({
        monthlyIncome: amountOf(currency),
        essentialSpending: amountOf(currency),
        otherSpending: amountOf(currency),
        otherDebtPayments: amountOf(currency),
        dependants: wholeNumber(0, 30),
        hardship,
        hardshipMonths: wholeNumber(0, 60).optional(),
        // That evidence was verified is the lender's to say.
        evidence: oneOf(['none', 'offered']),
        disputesDebt: yesOrNo,
      })
      .transform((statement) => ({ answer: 'statement' as const, statement })),
    accept: z.object({ answer: z.literal('accept'), option: oneOf(OptionKey.options) }),
    counter: z.object({
      answer: z.literal('counter'),
      monthlyAmount: amountAboveZero(currency),
      months: wholeNumber(1, 600).optional(),
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

const staffForms = ({ currency }: Reading) =>
  ({
    approval: z.object({ answer: z.literal('approval'), granted: yesOrNo }),
    proposal: z.object({
      answer: z.literal('proposal'),
      monthlyAmount: amountAboveZero(currency),
      months: wholeNumber(1, 600),
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

/** Fields without the empty ones, in the digits that keyboards of every width type. */
const tidied = (fields: Fields): Fields =>
  Object.fromEntries(
    Object.entries(fields)
      .map(([name, typed]) => [name, typed.normalize('NFKC').trim()] as const)
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

/** Reads the answer of the lender's approver or of the mediator. */
export const readStaffAnswer = (
  expected: StaffAnswer['answer'],
  fields: Fields,
  reading: Reading,
): StaffAnswer | FieldProblem => {
  const tidy = tidied(fields)
  return read<StaffAnswer>(tidy['answer'] === expected ? staffForms(reading)[expected] : undefined, tidy)
}

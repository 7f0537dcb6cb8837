import Big from 'big.js'
import * as z from 'zod'
import { Day } from '../../domain/time.ts'

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/** The day of an English date, `01 January 2024` or `1 Jan 2024`; undefined when it is none. */
export const dayFromEnglish = (text: string): Day | undefined => {
  const [, day = '', name = '', year = ''] = /^(\d{1,2}) ([A-Za-z]{3,9}) (\d{4})$/.exec(text.trim()) ?? []
  const month = months.indexOf(name.slice(0, 3).toLowerCase()) + 1
  const read = Day.safeParse(`${year}-${String(month).padStart(2, '0')}-${day.padStart(2, '0')}`)
  return read.success ? read.data : undefined
}

/** The cents of a decimal number; undefined when it is none or has parts of a cent. */
export const centsFromDecimal = (text: string): number | undefined => {
  if (!/^-?\d+(\.\d+)?$/.test(text)) return undefined
  const cents = new Big(text).times(100)
  return cents.eq(cents.round()) ? cents.toNumber() : undefined
}

const read =
  <Value>(what: string, parse: (text: string) => Value | undefined) =>
  (text: string, context: z.RefinementCtx): Value => {
    const value = parse(text)
    if (value !== undefined) return value
    context.addIssue({ code: 'custom', message: `${text} is not ${what}` })
    return z.NEVER
  }

/** An English date. */
export const EnglishDay = z.string().transform(read('a date such as 01 January 2024', dayFromEnglish))

/** An amount as text or number, in cents. */
export const Cents = z.coerce.string().transform(read('an amount with two decimals', centsFromDecimal))

/** A whole number as text; blank is undefined. */
export const WholeNumber = z
  .string()
  .regex(/^\d*$/, 'not a whole number')
  .transform((text) => (text === '' ? undefined : Number(text)))

/** A cell of a table: blank is undefined. */
export const cell = <Value>(filled: z.ZodType<Value, string>) =>
  z.union([z.literal('').transform(() => undefined), filled])

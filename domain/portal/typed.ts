import { largestFigure } from '../assessment/statement.ts'
import { Currency, minorFromDecimal } from '../money.ts'
import type { FieldFault } from './answer-form.ts'

/** How people write a currency beside an amount; a sign of several currencies is taken for the account's own. */
const signs: Readonly<Record<Currency, readonly string[]>> = {
  CNY: ['CNY', 'RMB', '¥', '元', '人民币', '人民幣'],
  USD: ['USD', 'US$', '$', '美元'],
  EUR: ['EUR', '€', '欧元', '歐元'],
  GBP: ['GBP', '£', '英镑', '英鎊'],
  HKD: ['HKD', 'HK$', '$', '港币', '港幣', '港元', '元'],
  TWD: ['TWD', 'NT$', 'NTD', '$', '元', '新台币', '新台幣', '台币', '台幣'],
  SGD: ['SGD', 'S$', '$', '新元'],
  JPY: ['JPY', '¥', '円', '日元', '日圆', '日圓'],
}

const stripped = (typed: string, of: readonly string[]): string | undefined => {
  const written = typed.toUpperCase()
  const sign = of
    .toSorted((a, b) => b.length - a.length)
    .find((one) => written.startsWith(one) || written.endsWith(one))
  if (sign === undefined) return undefined
  return (written.startsWith(sign) ? typed.slice(sign.length) : typed.slice(0, -sign.length)).trim()
}

/** Thousands may be set off by commas, as people write them; nothing else is guessed at. */
const ungrouped = (typed: string): string =>
  /^\d{1,3}(,\d{3})+(\.\d+)?$/.test(typed) ? typed.replaceAll(',', '') : typed

/** Reads an amount as people type it, in minor units of the account's currency; another currency's amount is not taken for one of it. */
export const amountTyped = (typed: string, currency: Currency): number | FieldFault => {
  const own = stripped(typed, signs[currency])
  const isForeign = own === undefined && Currency.options.some((other) => stripped(typed, signs[other]) !== undefined)
  if (isForeign) return 'other-currency'
  const minor = minorFromDecimal(ungrouped(own ?? typed), currency)
  if (minor === undefined) return /^\d{12,}(\.\d+)?$/.test(own ?? typed) ? 'too-much' : 'amount'
  if (minor < 0) return 'amount'
  return minor > largestFigure ? 'too-much' : minor
}

/** Reads a whole number of zero or more as people type it. */
export const numberTyped = (typed: string, most: number): number | FieldFault => {
  if (!/^\d{1,9}$/.test(typed)) return 'whole-number'
  const number = Number(typed)
  return number > most ? 'too-much' : number
}

import Big from 'big.js'
import * as z from 'zod'

const minorDigits = { CNY: 2, USD: 2, EUR: 2, GBP: 2, HKD: 2, TWD: 2, SGD: 2, JPY: 0 } as const

/** An ISO 4217 currency that lenders here may use. */
export const Currency = z.enum(['CNY', 'USD', 'EUR', 'GBP', 'HKD', 'TWD', 'SGD', 'JPY'])
export type Currency = z.infer<typeof Currency>

/** A whole number of minor units (cents, fen). Which currency is said once, by the account that it belongs to. */
export const Minor = z.int().min(-1e13).max(1e13)

/** An amount with its currency; `minor` is in whole minor units. */
export const Money = z.object({ minor: Minor, currency: Currency })
export type Money = z.infer<typeof Money>

/** How a fraction of a minor unit is settled; real lenders differ, so it is a product parameter. */
export const RoundingMode = z.enum(['up', 'down', 'half-up', 'half-even'])
export type RoundingMode = z.infer<typeof RoundingMode>

const bigRounding = { up: 3, down: 0, 'half-up': 1, 'half-even': 2 } as const satisfies Record<RoundingMode, number>

/** Rounds an exact decimal to whole minor units. */
export const roundMinor = (exact: Big, mode: RoundingMode): number => exact.round(0, bigRounding[mode]).toNumber()

/**
 * Reads a decimal string as a lender writes it (`1234.5`) into minor units; undefined when it is not such a number, has more
 * digits after the point than the currency, or is beyond any loan.
 */
export const minorFromDecimal = (text: string, currency: Currency): number | undefined => {
  if (!/^-?\d{1,11}(\.\d+)?$/.test(text)) return undefined
  const minor = new Big(text).times(new Big(10).pow(minorDigits[currency]))
  return minor.eq(minor.round()) ? minor.toNumber() : undefined
}

/** The decimal string of an amount: `1234.50`. */
export const decimalOf = (money: Money): string =>
  new Big(money.minor).div(new Big(10).pow(minorDigits[money.currency])).toFixed(minorDigits[money.currency])

const formats = new Map<string, Intl.NumberFormat>()

const formatOf = (language: string, currency: Currency): Intl.NumberFormat => {
  const key = `${language}/${currency}`
  const format =
    formats.get(key) ??
    new Intl.NumberFormat(language, { style: 'currency', currency, currencyDisplay: 'narrowSymbol' })
  formats.set(key, format)
  return format
}

/** The amount as people write it in a language: `$1,234.50`, `¥1,234.50`. */
export const formatMoney = (money: Money, language: string): string =>
  formatOf(language, money.currency).format(Number(decimalOf(money)))

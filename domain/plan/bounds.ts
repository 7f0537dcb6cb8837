import type { Debt } from '../intake/account.ts'
import { RatePercent } from '../intake/account.ts'
import { badInput, highestPercent, type InputRefusal, isWhole, largestAmount, longestMonths } from '../loan/input.ts'

/** Refuses what is not a whole number of minor units from `from` up to 10^13. */
export const checkAmount = (field: string, amount: number, from = 0): InputRefusal | undefined =>
  isWhole(amount, from, largestAmount)
    ? undefined
    : badInput(field, `${amount} is not a whole number of minor units from ${from} to 10^13`)

/** Refuses what is not a whole number of months from `from` to 600 (50 years). */
export const checkMonths = (field: string, months: number, from = 1): InputRefusal | undefined =>
  isWhole(months, from, longestMonths)
    ? undefined
    : badInput(field, `${months} is not a whole number of months from ${from} to ${longestMonths}`)

/** Refuses a rate that is not a decimal number of percent up to 1000 a year. */
export const checkRate = (field: string, percent: string): InputRefusal | undefined =>
  RatePercent.safeParse(percent).success && Number(percent) <= highestPercent
    ? undefined
    : badInput(field, `${percent} is not a rate from 0 to ${highestPercent} percent a year, written such as 18.25`)

/** Refuses a day of the month that is not 1 to 31. */
export const checkDueDay = (field: string, day: number): InputRefusal | undefined =>
  isWhole(day, 1, 31) ? undefined : badInput(field, `${day} is not a day of the month from 1 to 31`)

/** Refuses a debt with a part below zero or beyond any loan. */
export const checkDebt = (field: string, debt: Debt): InputRefusal | undefined =>
  checkAmount(`${field}.principal`, debt.principal) ??
  checkAmount(`${field}.interest`, debt.interest) ??
  checkAmount(`${field}.fees`, debt.fees)

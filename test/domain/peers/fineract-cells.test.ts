import { describe, expect, it } from 'vitest'
import { centsFromDecimal, dayFromEnglish } from '../../../peers/fineract/cells.ts'

describe('a date of the cases', () => {
  it.each([
    ['01 January 2024', '2024-01-01'],
    ['1 January 2024', '2024-01-01'],
    ['29 Feb 2024', '2024-02-29'],
    ['16 October 2023', '2023-10-16'],
    ['30 February 2024', undefined],
    ['1 Brumaire 2024', undefined],
    ['2024-01-01', undefined],
    ['', undefined],
  ])('%s is %s', (text, day) => {
    expect(dayFromEnglish(text)).toBe(day)
  })
})

describe('an amount of the cases', () => {
  it.each([
    ['17.01', 1701],
    ['100', 10_000],
    ['242.460', 24_246],
    ['-0.5', -50],
    ['0.005', undefined],
    ['', undefined],
    ['1,000', undefined],
  ])('%s is %s cents', (text, cents) => {
    expect(centsFromDecimal(text)).toBe(cents)
  })
})

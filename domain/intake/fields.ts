import Big from 'big.js'
import { Temporal } from 'temporal-polyfill'
import { Language } from '../language.ts'
import { Currency, minorFromDecimal } from '../money.ts'
import { Day, dayIn, type Instant, instantAt, TimeZone } from '../time.ts'
import type { ProblemCode } from './problem.ts'
import type { Reader, Reading } from './row.ts'

const value = <Value>(of: Value): Reading<Value> => ({ value: of })
const wrongly = (code: ProblemCode, wrong: string, fix: string): Reading<never> => ({ code, wrong, fix })

const controlCharacter = /\p{Cc}/u

/** A name or a reference: one line, at most `longest` characters. */
export const words =
  (longest: number): Reader<string> =>
  (text) => {
    if (text.length > longest)
      return wrongly('oversized-field', `The field is longer than ${longest} characters.`, 'Shorten it.')
    if (controlCharacter.test(text) || text.includes('\ufffd')) {
      const wrong = 'The field holds control characters, or characters that were lost in a conversion.'
      return wrongly('bad-text', wrong, 'Write it again from its source, in UTF-8.')
    }
    return value(text)
  }

const mistakesInNumbers: readonly (readonly [RegExp, string, string])[] = [
  [
    /[\uff0d\uff0e\uff0c\uff10-\uff19]/,
    'The number is written with full-width characters.',
    'Write it with ASCII digits, as 1234.50.',
  ],
  [/^[+-]?\d+(\.\d+)?e[+-]?\d+$/i, 'The number is in scientific notation.', 'Write it out, as 1234.50.'],
  [/^-?\d{1,3}([,' \u00a0]\d{3})+(\.\d+)?$/, 'The number has thousands separators.', 'Leave them out, as 1234.50.'],
  [/^-?\d+,\d+$/, 'The number has a decimal comma.', 'Write a decimal point, as 1234.50.'],
  [/%$/, 'The number has a percent sign.', 'Leave it out, as 18.25.'],
  [/^\p{Sc}|\p{Sc}$|^[A-Z]{3}\b|[元圓圆]$/u, 'The number has a currency sign.', 'Leave it out, as 1234.50.'],
]

const plainDecimal = /^-?\d+(\.\d+)?$/

const badNumber = (text: string): Reading<never> => {
  const mistake = mistakesInNumbers.find(([pattern]) => pattern.test(text))
  const [, wrong, fix] = mistake ?? [undefined, 'The field is not a number.', 'Write a plain decimal, as 1234.50.']
  return wrongly('bad-number', wrong, fix)
}

/** An amount that is not negative, in minor units. */
export const amount =
  (currency: Currency): Reader<number> =>
  (text) => {
    if (!plainDecimal.test(text)) return badNumber(text)
    if (text.startsWith('-') && Number(text) !== 0) {
      const fix = 'Write what is owed as a positive amount; leave the account out when nothing is.'
      return wrongly('negative-amount', 'The amount is negative.', fix)
    }
    const minor = minorFromDecimal(text.replace('-', ''), currency)
    if (minor !== undefined) return value(minor)
    if (/^-?\d{12,}/.test(text)) return wrongly('out-of-range', 'The amount is beyond any loan.', 'Correct it.')
    const wrong = `The amount has more digits after the point than ${currency} has.`
    return wrongly('bad-number', wrong, 'Round it to the smallest unit of the currency.')
  }

/** An amount above zero, in minor units. */
export const positiveAmount =
  (currency: Currency): Reader<number> =>
  (text) => {
    const reading = amount(currency)(text)
    return 'value' in reading && reading.value === 0
      ? wrongly('out-of-range', 'The amount is zero.', 'Write what was paid, or leave the row out.')
      : reading
  }

/** A whole number from `least` to `most`. */
export const wholeNumber =
  (least: number, most: number): Reader<number> =>
  (text) => {
    if (!plainDecimal.test(text)) return badNumber(text)
    const number = Number(text)
    const range = `a whole number from ${least} to ${most}`
    if (!Number.isInteger(number)) return wrongly('bad-number', 'The number is not whole.', `Write ${range}.`)
    if (number < least || number > most) return wrongly('out-of-range', `The number is not ${range}.`, 'Correct it.')
    return value(number)
  }

const periodsAYear = { annual: 1, monthly: 12, daily: 365 } as const
type RateBasis = keyof typeof periodsAYear
const rateBases = ['annual', 'monthly', 'daily'] as const satisfies readonly RateBasis[]

/** What a rate is quoted for. */
export const rateBasis: Reader<RateBasis> = (text) => word(rateBases)(text)

const mostPercentAYear = 1_000

/** A rate in percent as nominal percent a year: twelve months or 365 days of the quoted rate, as a decimal string. */
export const annualRate =
  (basis: RateBasis): Reader<string> =>
  (text) => {
    if (!plainDecimal.test(text)) return badNumber(text)
    const annual = new Big(text).times(periodsAYear[basis])
    if (annual.lt(0) || annual.gt(mostPercentAYear)) {
      const wrong = `The rate is not between 0 and ${mostPercentAYear} percent a year.`
      return wrongly('out-of-range', wrong, 'Write it in percent, as 18.25, and check its basis.')
    }
    if (!annual.eq(annual.round(8)))
      return wrongly('bad-number', 'The rate has more than 8 digits after the point.', 'Round it.')
    return value(annual.toFixed())
  }

/** Remembers what was found, up to `most` findings: the same few words stand in a million rows. */
const memory = <Key, Found>(find: (key: Key) => Found, most: number): ((key: Key) => Found) => {
  const found = new Map<Key, Found>()
  return (key) => {
    const before = found.get(key)
    if (before !== undefined) return before
    const fresh = find(key)
    if (found.size < most) found.set(key, fresh)
    return fresh
  }
}

/** Where each day begins first. */
const farthestZone = TimeZone.parse('Pacific/Kiritimati')

/** The latest day that it is anywhere at `now`; what comes after it has not happened. */
export const latestDay = memory((now: Instant): Day => dayIn(farthestZone, now), 1_000)

const onlyIso = 'Write it as year-month-day, as 2026-03-02.'

/** A calendar day, ISO 8601, that exists; not later than `latest`. */
export const day =
  (latest: Day): Reader<Day> =>
  (text) => {
    if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return wrongly('impossible-date', 'The field is not an ISO date.', onlyIso)
    const read = Day.safeParse(text)
    if (!read.success) return wrongly('impossible-date', 'There is no such day.', 'Correct it.')
    if (text < '1970-01-01') return wrongly('impossible-date', 'The day is before 1970.', 'Correct it.')
    if (read.data > latest)
      return wrongly('date-in-future', 'The day is after the day of the drop.', 'Report it once it has happened.')
    return value(read.data)
  }

const readInstant = (text: string, zone: TimeZone | undefined): Instant | 'no-zone' | undefined => {
  const iso = text.replace(/^(\S+) (\d)/, '$1T$2')
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(iso)) return undefined
  try {
    if (/(Z|[+-]\d{2}:?\d{2})$/i.test(iso)) return instantAt(Temporal.Instant.from(iso).epochMilliseconds)
    const local = Temporal.PlainDateTime.from(iso)
    return zone === undefined ? 'no-zone' : instantAt(local.toZonedDateTime(zone).epochMilliseconds)
  } catch {
    return undefined
  }
}

/** A moment: ISO 8601 with its offset, or local time in the row's zone; not later than `latest`. */
export const moment =
  (zone: TimeZone | undefined, latest: Instant): Reader<Instant> =>
  (text) => {
    const read = readInstant(text, zone)
    const fix = 'Write it with its offset, as 2026-03-02T10:15:00+08:00.'
    if (read === undefined) return wrongly('bad-instant', 'The field is not a date with a time that exists.', fix)
    if (read === 'no-zone') return wrongly('bad-instant', 'The time has no offset and the row no time_zone.', fix)
    if (read > latest)
      return wrongly('date-in-future', 'The moment is after that of the drop.', 'Report it once it has happened.')
    return value(read)
  }

/** A currency by its ISO 4217 code. */
export const currencyCode: Reader<Currency> = (text) => {
  const read = Currency.safeParse(text.toUpperCase())
  if (read.success) return value(read.data)
  return wrongly('unknown-currency', 'The currency is not known.', `Write one of ${Currency.options.join(', ')}.`)
}

const languageOf = (tag: string): Language | undefined => {
  try {
    const { language, script } = new Intl.Locale(tag.replace('_', '-')).maximize()
    if (language === 'en') return 'en'
    if (language === 'zh') return script === 'Hant' ? 'zh-TW' : 'zh-CN'
    return undefined
  } catch {
    return undefined
  }
}

const knownLanguage = memory(languageOf, 100)

/** A language by its BCP 47 tag; regions count by the script they write: `zh-HK` is traditional Chinese. */
export const languageTag: Reader<Language> = (text) => {
  const read = knownLanguage(text)
  if (read !== undefined) return value(read)
  return wrongly('unknown-language', 'The language is not known.', `Write one of ${Language.options.join(', ')}.`)
}

const knownZone = memory((name: string) => TimeZone.safeParse(name).data, 1_000)

/** A time zone by its IANA name. */
export const timeZone: Reader<TimeZone> = (text) => {
  const read = knownZone(text)
  if (read !== undefined) return value(read)
  const fix = 'Write a name of the IANA list, as Asia/Shanghai or America/New_York.'
  return wrongly('unknown-time-zone', 'The time zone is not known.', fix)
}

/** One of a few words. */
export const word =
  <Word extends string>(known: readonly Word[]): Reader<Word> =>
  (text) => {
    const read = known.find((one) => one === text.toLowerCase())
    if (read !== undefined) return value(read)
    return wrongly('unknown-word', 'The word is not known.', `Write one of ${known.join(', ')}.`)
  }

import { createHash } from 'node:crypto'
import { zonesOfRegion } from '../contact/zone.ts'
import { type BorrowerId, borrowerIdOf, type CaseId, caseIdOf, type LenderId } from '../ids.ts'
import type { Language } from '../language.ts'
import { Personal } from '../personal.ts'
import type { Policy } from '../policy/policy.ts'
import type { Instant, TimeZone } from '../time.ts'
import { AccountFacts } from './account.ts'
import { emailAddress } from './email-address.ts'
import {
  amount,
  annualRate,
  currencyCode,
  day,
  languageTag,
  latestDay,
  rateBasis,
  timeZone,
  wholeNumber,
  words,
} from './fields.ts'
import type { Problem } from './problem.ts'
import { proper, type Row } from './row.ts'

/** One row of an accounts file: the account, and apart from it the person. */
export interface AccountRow {
  readonly caseId: CaseId
  readonly borrowerId: BorrowerId
  readonly language: Language
  /** The borrower's likeliest zone; `place` knows how likely. */
  readonly zone: TimeZone
  readonly facts: AccountFacts
  /** A hash of everything the row says; the same again means that nothing changed. */
  readonly fingerprint: string
  readonly person: Person
}

/** What a row says about who the borrower is. */
export interface Person {
  readonly name: Personal
  readonly email: Personal
  readonly borrowerReference: Personal
  readonly accountReference: Personal
  /** As declared, for the windows of contact; a region may have several zones. */
  readonly place: { readonly timeZone?: TimeZone; readonly region?: string }
  /** Columns that Forbear does not read, for the lender's own use. */
  readonly kept: Readonly<Record<string, Personal>>
}

/** What a row is read against. */
export interface AccountContext {
  readonly lenderId: LenderId
  readonly jurisdiction: Policy['jurisdiction']
  readonly now: Instant
}

/** Reads one row of an accounts file, or says everything that is wrong with it (R01). */
export const readAccount = (row: Row, context: AccountContext): AccountRow | readonly Problem[] => {
  const { lenderId } = context
  const reference = row.required('account_reference', words(100))
  const borrowerReference = row.required('borrower_reference', words(100))
  const name = row.required('name', words(200))
  const email = row.required('email', emailAddress)
  const language = row.required('language', languageTag)
  const place = readPlace(row, context)
  const facts = readFacts(row, context)
  if (row.problems.length > 0) return row.problems
  const read = proper({ reference, borrowerReference, name, email, language, place, facts })
  return {
    caseId: caseIdOf(lenderId, read.reference),
    borrowerId: borrowerIdOf(lenderId, read.borrowerReference),
    language: read.language,
    zone: read.place.zone,
    facts: read.facts,
    fingerprint: createHash('sha256').update(row.canonical()).digest('hex').slice(0, 32),
    person: {
      name: new Personal(read.name),
      email: new Personal(read.email),
      borrowerReference: new Personal(read.borrowerReference),
      accountReference: new Personal(read.reference),
      place: read.place.declared,
      kept: Object.fromEntries(row.unknown().map(([key, text]) => [key, new Personal(text)])),
    },
  }
}

const readPlace = (
  row: Row,
  { jurisdiction }: AccountContext,
): { zone: TimeZone; declared: Person['place'] } | undefined => {
  const declaredZone = row.optional('time_zone', timeZone)
  const region = row.optional('region', words(80))
  const regionZone = region === undefined ? undefined : zonesOfRegion(jurisdiction, region)?.[0]
  if (region !== undefined && regionZone === undefined) {
    const example = jurisdiction === 'us' ? 'a state as CA' : 'a province as 广东 or CN-GD'
    row.refuse('region', 'unknown-region', 'The region is not known.', `Write ${example}, or give a time_zone alone.`)
  } else if (row.text('time_zone') === '' && region === undefined) {
    const fix = 'Fill in time_zone, as Asia/Shanghai, or region.'
    row.refuse('time_zone', 'missing-value', 'The row has neither time zone nor region.', fix)
  }
  const zone = declaredZone ?? regionZone
  if (zone === undefined) return undefined
  return {
    zone,
    declared: {
      ...(declaredZone === undefined ? {} : { timeZone: declaredZone }),
      ...(region === undefined ? {} : { region }),
    },
  }
}

const readFacts = (row: Row, { now }: AccountContext): AccountFacts | undefined => {
  const currency = row.required('currency', currencyCode)
  // Amounts of a row without a currency are still read, so that the lender hears of every mistake at once.
  const money = amount(currency ?? 'USD')
  const basis = row.required('rate_basis', rateBasis)
  const facts = {
    product: row.required('product', words(80)),
    currency,
    annualRatePercent: row.required('contract_rate', annualRate(basis ?? 'annual')),
    debt: {
      principal: row.required('outstanding_principal', money),
      interest: row.required('accrued_interest', money),
      fees: row.required('fees', money),
    },
    remainingTermMonths: row.required('remaining_term_months', wholeNumber(0, 600)),
    dueDay: row.required('due_day', wholeNumber(1, 31)),
    daysPastDue: row.required('days_past_due', wholeNumber(0, 20_000)),
    contractInstalment: row.optional('instalment', money),
    lastPayment: readLastPayment(row, money, now),
    declared: known({
      monthlyIncome: row.optional('monthly_income', money),
      monthlyExpenses: row.optional('monthly_expenses', money),
      otherDebtPayments: row.optional('other_debt_payments', money),
      dependants: row.optional('dependants', wholeNumber(0, 30)),
    }),
  }
  return row.problems.length > 0 ? undefined : AccountFacts.parse(known(facts))
}

const readLastPayment = (row: Row, money: ReturnType<typeof amount>, now: Instant) => {
  const on = row.optional('last_payment_date', day(latestDay(now)))
  const paid = row.optional('last_payment_amount', money)
  const [hasDate, hasAmount] = [row.text('last_payment_date') !== '', row.text('last_payment_amount') !== '']
  if (hasDate !== hasAmount) {
    const [there, missing] = hasDate
      ? ['last_payment_date', 'last_payment_amount']
      : ['last_payment_amount', 'last_payment_date']
    row.refuse(missing, 'missing-value', `${there} is given without ${missing}.`, 'Give both, or neither.')
  }
  return on === undefined || paid === undefined ? undefined : { on, amount: paid }
}

const known = <Fields extends object>(fields: Fields): object =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))

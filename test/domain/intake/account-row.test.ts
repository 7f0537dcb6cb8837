import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import { LenderId } from '../../../domain/ids.ts'
import { type AccountContext, readAccount } from '../../../domain/intake/account-row.ts'
import { accountColumns, isKnownColumn } from '../../../domain/intake/columns.ts'
import { isProblems } from '../../../domain/intake/problem.ts'
import { Layout, Row } from '../../../domain/intake/row.ts'
import { instantOf } from '../../../domain/time.ts'

const usual = {
  account_reference: 'ACC-1',
  borrower_reference: 'BOR-1',
  name: '张伟',
  email: 'zhang.wei@example.com',
  language: 'zh-CN',
  time_zone: 'Asia/Shanghai',
  region: '广东',
  product: 'consumer-loan',
  currency: 'CNY',
  contract_rate: '18.25',
  rate_basis: 'annual',
  outstanding_principal: '12000.50',
  accrued_interest: '120',
  fees: '0',
  remaining_term_months: '18',
  due_day: '15',
  days_past_due: '45',
  instalment: '850.00',
  last_payment_date: '2026-01-15',
  last_payment_amount: '850.00',
  monthly_income: '6000',
  monthly_expenses: '',
  other_debt_payments: '',
  dependants: '2',
}

const china: AccountContext = {
  lenderId: LenderId.parse('platform-a'),
  jurisdiction: 'cn',
  now: instantOf('2026-03-02T01:00:00Z'),
}
const america: AccountContext = { ...china, lenderId: LenderId.parse('union-c'), jurisdiction: 'us' }

const rowOf = (fields: Record<string, string>) =>
  new Row(new Layout('accounts', Object.keys(fields)), Object.values(fields))

const accept = (changes: Record<string, string> = {}, context = china) => {
  const read = readAccount(rowOf({ ...usual, ...changes }), context)
  if (isProblems(read)) throw new Error(JSON.stringify(read))
  return read
}

const refuse = (changes: Record<string, string>, context = china) => {
  const read = readAccount(rowOf({ ...usual, ...changes }), context)
  if (!isProblems(read)) throw new Error('the row was not refused')
  return read
}

describe('a proper row', () => {
  test('becomes facts in minor units, and a person apart from them', () => {
    const { facts, language, zone, person } = accept()
    expect(facts).toEqual({
      product: 'consumer-loan',
      currency: 'CNY',
      annualRatePercent: '18.25',
      debt: { principal: 1_200_050, interest: 12_000, fees: 0 },
      remainingTermMonths: 18,
      dueDay: 15,
      daysPastDue: 45,
      contractInstalment: 85_000,
      lastPayment: { on: '2026-01-15', amount: 85_000 },
      declared: { monthlyIncome: 600_000, dependants: 2 },
    })
    expect([language, zone]).toEqual(['zh-CN', 'Asia/Shanghai'])
    expect(person.name.reveal()).toBe('张伟')
    expect(person.email.reveal()).toBe('zhang.wei@example.com')
    expect(person.accountReference.reveal()).toBe('ACC-1')
    expect(person.borrowerReference.reveal()).toBe('BOR-1')
  })

  test('may leave everything empty that a lender often does not know', () => {
    const nothing = {
      instalment: '',
      last_payment_date: '',
      last_payment_amount: '',
      monthly_income: '',
      dependants: '',
    }
    const { facts } = accept(nothing)
    expect(facts.declared).toEqual({})
    expect(facts).not.toHaveProperty('contractInstalment')
    expect(facts).not.toHaveProperty('lastPayment')
  })

  test('keeps the columns that Forbear does not read with the person', () => {
    const { person, facts } = accept({ branch: '朝阳', empty: '' })
    expect(Object.entries(person.kept).map(([column, text]) => [column, text.reveal()])).toEqual([['branch', '朝阳']])
    expect(JSON.stringify(facts)).not.toContain('朝阳')
  })

  test('never prints the person by accident', () => {
    const account = accept({ branch: 'Zhaoyang' })
    const printed = [
      JSON.stringify(account),
      inspect(account, { depth: 9 }),
      `${account.person.name}`,
      String(account.person.email),
    ]
    for (const text of printed) expect(text).not.toMatch(/张伟|zhang|ACC-1|BOR-1|Zhaoyang/)
  })

  test('has the same fingerprint in any order of columns, and another when anything changes', () => {
    const { fingerprint } = accept()
    const turned = readAccount(rowOf(Object.fromEntries(Object.entries(usual).reverse())), china)
    expect(isProblems(turned) ? turned : turned.fingerprint).toBe(fingerprint)
    for (const column of Object.keys(accountColumns).filter((name) => name !== 'rate_basis')) {
      const other: Record<string, string> = {
        email: 'other@example.com',
        language: 'en',
        time_zone: 'Asia/Urumqi',
        region: '北京',
        currency: 'USD',
        last_payment_date: '2026-01-16',
      }
      expect(accept({ [column]: other[column] ?? '1' }).fingerprint, column).not.toBe(fingerprint)
    }
  })

  test.each([
    ['annual', '18.25', '18.25'],
    ['monthly', '1.5', '18'],
    ['daily', '0.05', '18.25'],
    ['Monthly', '0', '0'],
  ])('takes a rate for a %s period as percent a year', (rate_basis, contract_rate, annual) => {
    expect(accept({ rate_basis, contract_rate }).facts.annualRatePercent).toBe(annual)
  })

  test.each([
    ['zh', 'zh-CN'],
    ['zh-Hans', 'zh-CN'],
    ['zh-SG', 'zh-CN'],
    ['zh-HK', 'zh-TW'],
    ['zh_TW', 'zh-TW'],
    ['zh-Hant', 'zh-TW'],
    ['en-US', 'en'],
  ])('reads the language %s as %s', (written, language) => {
    expect(accept({ language: written }).language).toBe(language)
  })

  test.each([
    [china, '广东省', 'Asia/Shanghai'],
    [america, 'US-CA', 'America/Los_Angeles'],
    [america, 'TN', 'America/Chicago'],
  ])('finds the zone of a region', (context, region, zone) => {
    const account = accept({ time_zone: '', region }, context)
    expect(account.zone).toBe(zone)
    expect(account.person.place).toEqual({ region })
  })

  test.each([
    ['JPY', '1200', 1200],
    ['USD', '1200.5', 120_050],
    ['cny', '0.01', 1],
  ])('reads %s by its own digits', (currency, outstanding_principal, minor) => {
    expect(
      accept({ currency, outstanding_principal, instalment: '', last_payment_date: '', last_payment_amount: '' }).facts
        .debt.principal,
    ).toBe(minor)
  })

  test.each([
    ['ann@bücher.example', 'ann@xn--bcher-kva.example'],
    ['ann@例子.测试', 'ann@xn--fsqu00a.xn--0zwm56d'],
    ["o'neil+loans@mail.example.org", "o'neil+loans@mail.example.org"],
    ['ANN@Example.COM', 'ANN@example.com'],
  ])('takes the address %s', (email, sent) => {
    expect(accept({ email }).person.email.reveal()).toBe(sent)
  })
})

describe('a row with a mistake is refused with its field and a reason', () => {
  const mistakes: [string, Record<string, string>, string, string, RegExp][] = [
    ['no account reference', { account_reference: ' ' }, 'account_reference', 'missing-value', /empty/],
    ['no e-mail', { email: '' }, 'email', 'missing-value', /empty/],
    ['no fees', { fees: '' }, 'fees', 'missing-value', /write 0/],
    ['two addresses', { email: 'a@example.com,b@example.com' }, 'email', 'bad-email', /one address/],
    ['a display name', { email: 'Ann <ann@example.com>' }, 'email', 'bad-email', /display name/],
    ['an address without a domain', { email: 'ann' }, 'email', 'bad-email', /malformed/],
    ['an address of one label', { email: 'ann@localhost' }, 'email', 'bad-email', /malformed/],
    ['a dot too many', { email: 'ann..b@example.com' }, 'email', 'bad-email', /malformed/],
    ['a header smuggled in', { email: 'ann@example.com\nBcc: x@example.com' }, 'email', 'bad-email', /malformed/],
    ['a bad number', { outstanding_principal: 'abc' }, 'outstanding_principal', 'bad-number', /not a number/],
    [
      'thousands separators',
      { outstanding_principal: '12,000.50' },
      'outstanding_principal',
      'bad-number',
      /thousands/,
    ],
    ['full-width digits', { outstanding_principal: '１２００' }, 'outstanding_principal', 'bad-number', /full-width/],
    ['a decimal comma', { fees: '12,5' }, 'fees', 'bad-number', /decimal comma/],
    ['scientific notation', { fees: '1.2E+05' }, 'fees', 'bad-number', /scientific/],
    ['a currency sign', { fees: '¥12' }, 'fees', 'bad-number', /currency sign/],
    ['a currency word', { fees: '12元' }, 'fees', 'bad-number', /currency sign/],
    ['a percent sign', { contract_rate: '18.25%' }, 'contract_rate', 'bad-number', /percent sign/],
    ['a third decimal', { fees: '1.005' }, 'fees', 'bad-number', /CNY/],
    ['negative debt', { outstanding_principal: '-5.00' }, 'outstanding_principal', 'negative-amount', /positive/],
    ['a debt beyond any', { outstanding_principal: '999999999999' }, 'outstanding_principal', 'out-of-range', /beyond/],
    ['an unknown currency', { currency: 'XYZ' }, 'currency', 'unknown-currency', /CNY/],
    ['an unknown time zone', { time_zone: 'Mars/Olympus' }, 'time_zone', 'unknown-time-zone', /IANA/],
    ['an offset for a zone', { time_zone: '+08:00' }, 'time_zone', 'unknown-time-zone', /IANA/],
    ['an unknown region', { region: 'Atlantis' }, 'region', 'unknown-region', /CN-GD/],
    ['neither zone nor region', { time_zone: '', region: '' }, 'time_zone', 'missing-value', /region/],
    ['an unknown language', { language: 'tlh' }, 'language', 'unknown-language', /zh-TW/],
    ['no language tag', { language: '!!' }, 'language', 'unknown-language', /zh-TW/],
    ['an impossible date', { last_payment_date: '2026-02-30' }, 'last_payment_date', 'impossible-date', /no such day/],
    ['another order of dates', { last_payment_date: '15/01/2026' }, 'last_payment_date', 'impossible-date', /ISO/],
    [
      'a date before all computers',
      { last_payment_date: '1900-01-01' },
      'last_payment_date',
      'impossible-date',
      /1970/,
    ],
    ['a payment in the future', { last_payment_date: '2026-03-05' }, 'last_payment_date', 'date-in-future', /happened/],
    ['a payment without its amount', { last_payment_amount: '' }, 'last_payment_amount', 'missing-value', /both/],
    ['a payment without its date', { last_payment_date: '' }, 'last_payment_date', 'missing-value', /both/],
    ['a basis of another kind', { rate_basis: 'weekly' }, 'rate_basis', 'unknown-word', /monthly/],
    ['a negative rate', { contract_rate: '-1' }, 'contract_rate', 'out-of-range', /between/],
    ['a rate beyond any', { contract_rate: '5', rate_basis: 'daily' }, 'contract_rate', 'out-of-range', /basis/],
    ['a rate of too many digits', { contract_rate: '1.123456789' }, 'contract_rate', 'bad-number', /8 digits/],
    ['a due day of no month', { due_day: '32' }, 'due_day', 'out-of-range', /1 to 31/],
    ['half a month', { remaining_term_months: '1.5' }, 'remaining_term_months', 'bad-number', /whole/],
    ['days past due below zero', { days_past_due: '-1' }, 'days_past_due', 'out-of-range', /20000/],
    ['a long name', { name: 'x'.repeat(201) }, 'name', 'oversized-field', /200/],
    ['characters lost in a conversion', { name: 'Jos\ufffd' }, 'name', 'bad-text', /UTF-8/],
    ['a control character', { product: 'a\u0007b' }, 'product', 'bad-text', /control/],
  ]
  test.each(mistakes)('%s', (_name, changes, field, code, advice) => {
    const problems = refuse(changes)
    expect(problems).toEqual([expect.objectContaining({ field, code })])
    expect(`${problems[0]?.wrong} ${problems[0]?.fix}`).toMatch(advice)
  })

  test('everything that is wrong is said at once', () => {
    const problems = refuse({ email: 'x', currency: 'XYZ', fees: '-1', due_day: '0', last_payment_date: '2026-13-01' })
    expect(problems.map(({ field }) => field).sort()).toEqual([
      'currency',
      'due_day',
      'email',
      'fees',
      'last_payment_date',
    ])
  })

  test('a reason never quotes what the row said', () => {
    const secret = 'Zhang-4711'
    for (const column of Object.keys(usual)) {
      const read = readAccount(rowOf({ ...usual, [column]: `${secret}\u0007` }), china)
      expect(JSON.stringify(read), column).not.toContain(secret)
    }
  })

  test('today on the far side of the earth is not the future', () => {
    const late = { ...china, now: instantOf('2026-03-02T11:00:00Z') }
    expect(accept({ last_payment_date: '2026-03-03' }, late).facts.lastPayment?.on).toBe('2026-03-03')
  })
})

test('every column of the usual row is one that Forbear reads', () => {
  expect(Object.keys(usual).filter((name) => !isKnownColumn('accounts', name))).toEqual([])
  expect(Object.keys(usual)).toEqual(Object.keys(accountColumns))
})

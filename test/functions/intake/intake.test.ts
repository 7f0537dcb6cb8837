import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { borrowerIdOf, LenderId } from '../../../domain/ids.ts'
import { rowsOf } from '../../../domain/intake/chunk.ts'
import type { DropKind } from '../../../domain/intake/drop.ts'
import type { Personal } from '../../../domain/personal.ts'
import { LenderWorld } from './lender-world.ts'

const lenderId = LenderId.parse('union-c')

const accountHeader =
  'account_reference,borrower_reference,name,email,language,region,product,currency,contract_rate,rate_basis,' +
  'outstanding_principal,accrued_interest,fees,remaining_term_months,due_day,days_past_due'
const account = (
  reference: string,
  changes: { borrower?: string; email?: string; principal?: string; late?: string } = {},
) =>
  [
    reference,
    changes.borrower ?? `B-${reference}`,
    'Ann Example',
    changes.email ?? `${reference.toLowerCase()}@example.com`,
    'en,CA,personal-loan,USD,12.5,annual',
    changes.principal ?? '5000.00',
    '40.00,15.00,24,5',
    changes.late ?? '40',
  ].join(',')
const paymentHeader = 'payment_reference,account_reference,paid_on,amount,currency,reverses'
const contactHeader =
  'contact_reference,borrower_reference,account_reference,channel,at,contact_point,quiet_times,agreed_times'
const holdHeader = 'borrower_reference,account_reference,hold,action,from,until,set_by'

class World extends LenderWorld {
  constructor() {
    super(lenderId)
  }

  drop(kind: DropKind, ...lines: string[]) {
    const headers = { accounts: accountHeader, payments: paymentHeader, contacts: contactHeader, holds: holdHeader }
    const header = headers[kind]
    return this.dropFile(`${lenderId}/${kind}/file.csv`, `${[header, ...lines].join('\n')}\n`)
  }
}

const words = (text: Personal | undefined) => text?.reveal()

describe('accounts', () => {
  test('open a case each, the person known before the case', async () => {
    const world = new World()
    expect(await world.drop('accounts', account('A1'), account('A2'))).toMatchObject({ admitted: 2, rows: 2 })
    expect(world.case('A1')).toMatchObject({ stage: 'admitted', language: 'en', zone: 'America/Los_Angeles' })
    expect(world.keptBeforeCase).toHaveLength(2)
    expect(words(world.borrower('B-A1')[0]?.person.email)).toBe('a1@example.com')
  })

  test('put no word about the person into the case', async () => {
    const world = new World()
    await world.drop('accounts', account('A1'))
    expect(JSON.stringify(world.case('A1'))).not.toMatch(/Ann|example\.com|B-A1|"A1"/)
  })

  test('dropped twice change nothing', async () => {
    const world = new World()
    await world.drop('accounts', account('A1'), account('A2'))
    const before = structuredClone([...world.dossiers.cases])
    expect(await world.drop('accounts', account('A1'), account('A2'))).toMatchObject({ admitted: 0, unchanged: 2 })
    expect([...world.dossiers.cases]).toEqual(before)
    expect(world.borrower('B-A1')).toHaveLength(1)
  })

  test('in a later file update the case where something changed, and leave the others', async () => {
    const world = new World()
    await world.drop('accounts', account('A1'), account('A2'))
    const later = await world.drop('accounts', account('A1', { principal: '4000.00' }), account('A2'))
    expect(later).toMatchObject({ admitted: 0, updated: 1, unchanged: 1 })
    expect(world.case('A1').facts.debt.principal).toBe(400_000)
  })

  test('with a new address update the person, though the debt is the same', async () => {
    const world = new World()
    await world.drop('accounts', account('A1'))
    expect(await world.drop('accounts', account('A1', { email: 'new@example.com' }))).toMatchObject({ updated: 1 })
    expect(words(world.borrower('B-A1').at(-1)?.person.email)).toBe('new@example.com')
  })

  test('with a new address can be written to again, after mail had come back from the old one', async () => {
    const world = new World()
    await world.drop('accounts', account('A1'))
    await world.drop('holds', ',A1,bounced,place,2026-03-01,,lender')
    const holds = () => [...(world.ledgers.get(borrowerIdOf(lenderId, 'B-A1'))?.holds ?? []), ...world.case('A1').holds]
    await world.drop('accounts', account('A1', { principal: '4000.00' }))
    expect(holds()).toHaveLength(2)
    await world.drop('accounts', account('A1', { email: 'new@example.com' }))
    expect(holds()).toEqual([])
  })

  test('that stand twice in a file are taken once, and the second line names the first', async () => {
    const world = new World()
    const report = await world.drop('accounts', account('A1'), account('A2'), account('A1', { email: 'x@example.com' }))
    expect(report).toMatchObject({ admitted: 2, rejected: 1, problems: { 'duplicate-account': 1 } })
    expect(world.drops.text('union-c/rejects/accounts/file.csv')).toMatch(
      /4,account_reference,duplicate-account,.*line 2/,
    )
    expect(world.borrower('B-A1').map(({ person }) => words(person.email))).toEqual(['a1@example.com'])
  })

  test('that are not overdue are refused, and nothing is kept of the person', async () => {
    const world = new World()
    const report = await world.drop('accounts', account('A1', { late: '0' }))
    expect(report).toMatchObject({ rejected: 1, problems: { 'not-overdue': 1 } })
    expect(world.people.size).toBe(0)
  })

  test('are all taken in the end when the first attempt crashes half-way', async () => {
    const world = new World()
    const rows = Array.from({ length: 30 }, (_, index) => account(`A${index}`))
    world.crashAfterRows = 13
    await expect(world.drop('accounts', ...rows)).rejects.toThrow('half-way')
    expect(world.dossiers.cases.size).toBe(13)
    world.crashAfterRows = Number.POSITIVE_INFINITY
    const report = await world.drop('accounts', ...rows)
    expect(report).toMatchObject({ rows: 30, rejected: 0, unfinishedChunks: [] })
    expect(world.dossiers.cases.size).toBe(30)
  })

  test('go in as often as they come out: admitted, updated, unchanged or rejected', async () => {
    const line = fc.oneof(
      { weight: 4, arbitrary: fc.integer({ min: 0, max: 12 }).map((n) => account(`A${n}`)) },
      fc.integer({ min: 0, max: 12 }).map((n) => account(`A${n}`, { principal: '77.00' })),
      fc.constantFrom(account('A1', { email: 'none' }), '"broken', 'too,few', account('Z', { late: '0' })),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(line, { minLength: 1, maxLength: 25 }), { maxLength: 3 }), async (files) => {
        const world = new World()
        for (const lines of files) {
          const report = await world.drop('accounts', ...lines)
          expect(rowsOf(report)).toBe(lines.length)
          expect(report.rows).toBe(lines.length)
        }
      }),
      { numRuns: 60 },
    )
  })
})

describe('payments', () => {
  const opened = async () => {
    const world = new World()
    await world.drop('accounts', account('A1'), account('A2'))
    return world
  }

  test('lower the debt once, however often they are dropped', async () => {
    const world = await opened()
    const paid = 'P1,A1,2026-03-01,100.00,USD,'
    expect(await world.drop('payments', paid)).toMatchObject({ admitted: 1 })
    expect(world.case('A1').recovered).toBe(10_000)
    expect(await world.drop('payments', paid, 'P2,A2,2026-03-01,1.00,USD,')).toMatchObject({
      admitted: 1,
      unchanged: 1,
    })
    expect(world.case('A1').recovered).toBe(10_000)
  })

  test('are taken back by a reversal, even where it stands before its payment in the file', async () => {
    const world = await opened()
    const report = await world.drop('payments', 'R1,A1,2026-03-02,,,P1', 'P1,A1,2026-03-01,100.00,USD,')
    expect(report).toMatchObject({ admitted: 2, rejected: 0 })
    expect(world.case('A1').recovered).toBe(0)
  })

  test.each([
    ['an unknown account', ['P1,A9,2026-03-01,1.00,USD,'], 'unknown-account', 'account_reference'],
    ['a reversal of an unknown payment', ['R1,A1,2026-03-01,,,P9'], 'unknown-payment', 'reverses'],
    [
      'a payment reversed twice',
      ['P1,A1,2026-03-01,1.00,USD,', 'R1,A1,2026-03-01,,,P1', 'R2,A1,2026-03-01,,,P1'],
      'already-reversed',
      'reverses',
    ],
    ['another currency', ['P1,A1,2026-03-01,1.00,EUR,'], 'other-currency', 'currency'],
  ])('are refused for %s', async (_name, lines, code, field) => {
    const world = await opened()
    const report = await world.drop('payments', ...lines)
    expect(report).toMatchObject({ rejected: 1, problems: { [code]: 1 } })
    expect(world.drops.text('union-c/rejects/payments/file.csv')).toContain(`${lines.length + 1},${field},${code},`)
  })

  test('dropped twice with their reversals change nothing and are no mistakes', async () => {
    const world = await opened()
    const lines = ['P1,A1,2026-03-01,1.00,USD,', 'R1,A1,2026-03-01,,,P1']
    await world.drop('payments', ...lines)
    expect(await world.drop('payments', ...lines)).toMatchObject({ unchanged: 2, rejected: 0 })
  })
})

describe('contacts', () => {
  test('count once for the borrower, by whichever reference, whether or not there is a case yet', async () => {
    const world = new World()
    await world.drop('accounts', account('A1'))
    const lines = [
      'C1,B-A1,,phone,2026-03-01T10:00:00-08:00,,,',
      'C2,,A1,sms,2026-03-02T01:00:00Z,,,',
      'C3,B-new,,email,2026-03-02T01:00:00Z,,,',
    ]
    expect(await world.drop('contacts', ...lines)).toMatchObject({ admitted: 3 })
    expect(await world.drop('contacts', ...lines, 'C4,,A9,sms,2026-03-02T01:00:00Z,,,')).toMatchObject({
      unchanged: 3,
      problems: { 'unknown-account': 1 },
    })
    const ledger = world.ledgers.get(borrowerIdOf(lenderId, 'B-A1'))
    expect(ledger?.entries.map(({ channel, source }) => `${source} ${channel}`)).toEqual(['lender phone', 'lender sms'])
    expect(world.ledgers.get(borrowerIdOf(lenderId, 'B-new'))?.entries).toHaveLength(1)
  })

  test('older than any cap looks back are not kept', async () => {
    const world = new World()
    expect(await world.drop('contacts', 'C1,B1,,phone,2025-11-01T10:00:00Z,,,')).toMatchObject({ unchanged: 1 })
    expect(world.ledgers.size).toBe(0)
  })

  test('say which address or number it was, without saying it', async () => {
    const world = new World()
    await world.drop('accounts', account('A1'))
    await world.drop('contacts', 'C1,B-A1,,email,2026-03-01T10:00:00-08:00,A1@Example.com,,')
    const [entry] = world.ledgers.get(borrowerIdOf(lenderId, 'B-A1'))?.entries ?? []
    expect(entry?.point).toMatch(/^point-[0-9a-f]{5}$/)
    expect(entry?.point).toBe(world.case('A1').emailPoint)
    expect(JSON.stringify([...world.ledgers.values()])).not.toContain('example.com')
  })

  test('bring what the borrower said of when to reach them, however long ago', async () => {
    const world = new World()
    await world.drop(
      'contacts',
      'C1,B1,,phone,2025-11-01T10:00:00Z,,saturday sunday; 18:00-24:00,MONDAY 20:00-21:00',
      'C2,B2,,phone,2026-03-01T10:00:00Z,,sunday,',
      'C3,B2,,phone,2026-03-02T01:00:00Z,,none,',
    )
    const said = (borrower: string) => world.ledgers.get(borrowerIdOf(lenderId, borrower))?.preferences
    const everyDay = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY']
    expect(said('B1')).toEqual({
      quiet: [
        { days: ['SATURDAY', 'SUNDAY'], hours: { startTime: 'T00:00', endTime: 'T24:00' } },
        { days: everyDay, hours: { startTime: 'T18:00', endTime: 'T24:00' } },
      ],
      agreed: [
        {
          days: ['MONDAY'],
          hours: { startTime: 'T20:00', endTime: 'T21:00' },
          agreedAt: '2025-11-01T10:00:00.000Z',
        },
      ],
      saidAt: '2025-11-01T10:00:00.000Z',
    })
    expect(said('B2')?.quiet).toEqual([])
  })
})

describe('holds', () => {
  const opened = async () => {
    const world = new World()
    await world.drop('accounts', account('A1', { borrower: 'B' }), account('A2', { borrower: 'B' }), account('A3'))
    return world
  }
  const kinds = (holds: readonly { readonly kind: string }[] | undefined) => (holds ?? []).map(({ kind }) => kind)
  const ledgerOf = (world: World, reference: string) => world.ledgers.get(borrowerIdOf(lenderId, reference))

  test('count for the person and stand in the dossier of each of their cases, by whichever reference', async () => {
    for (const named of ['B,,', ',A2,']) {
      const world = await opened()
      const row = `${named}breathing-space,place,2026-03-01,2026-04-30,debt-adviser`
      expect(await world.drop('holds', row)).toMatchObject({ admitted: 1, rejected: 0 })
      const hold = {
        kind: 'breathing-space',
        setBy: 'debt-adviser',
        from: '2026-03-01T05:00:00.000Z',
        until: '2026-04-30T04:00:00.000Z',
      }
      expect(ledgerOf(world, 'B')?.holds).toEqual([hold])
      expect(world.case('A1').holds).toEqual([hold])
      expect(world.case('A2').holds).toEqual([hold])
      expect(world.case('A3').holds).toEqual([])
    }
  })

  test('are lifted by a later row, for the person and for each case', async () => {
    const world = await opened()
    await world.drop('holds', 'B,,dispute,place,2026-03-01,,borrower', ',A3,deceased,place,2026-03-01,,executor')
    expect(await world.drop('holds', ',A1,dispute,lift,2026-03-02T10:00:00Z,,lender')).toMatchObject({ admitted: 1 })
    expect([...kinds(ledgerOf(world, 'B')?.holds), ...kinds(world.case('A1').holds)]).toEqual([])
    expect(kinds(world.case('A2').holds)).toEqual([])
    expect(kinds(world.case('A3').holds)).toEqual(['deceased'])
  })

  test('dropped twice change nothing, even where a later row of the same file lifted them', async () => {
    const world = await opened()
    const rows = ['B,,dispute,place,2026-03-01,,borrower', 'B,,dispute,lift,2026-03-02T10:00:00Z,,lender']
    await world.drop('holds', ...rows)
    const before = structuredClone([...world.dossiers.cases, ...world.ledgers])
    expect(await world.drop('holds', ...rows)).toMatchObject({ unchanged: 2, admitted: 0, rejected: 0 })
    expect([...world.dossiers.cases, ...world.ledgers]).toEqual(before)
  })

  test('are all kept in the end when the first attempt crashes half-way', async () => {
    const world = await opened()
    const rows = [
      'B,,dispute,place,2026-03-01,,borrower',
      'B,,minor,place,2026-03-01,,guardian',
      'B,,dispute,lift,2026-03-02,,lender',
    ]
    world.crashAfterRows = 2
    await expect(world.drop('holds', ...rows)).rejects.toThrow('half-way')
    world.crashAfterRows = Number.POSITIVE_INFINITY
    expect(await world.drop('holds', ...rows)).toMatchObject({ rows: 3, rejected: 0 })
    expect(kinds(ledgerOf(world, 'B')?.holds)).toEqual(['minor'])
    expect(kinds(world.case('A2').holds)).toEqual(['minor'])
  })

  test('that reached the dossiers before a crash and not the person do so the next time, without saying it twice', async () => {
    const world = await opened()
    const { change } = world.contactLedgers
    world.contactLedgers.change = () => Promise.reject(new Error('the process ended'))
    const row = 'B,,represented,place,2026-03-01,,lawyer'
    await expect(world.drop('holds', row)).rejects.toThrow('the process ended')
    const told = world.case('A1')
    world.contactLedgers.change = change
    await world.drop('holds', row)
    expect(world.case('A1')).toEqual(told)
    expect(kinds(ledgerOf(world, 'B')?.holds)).toEqual(['represented'])
  })

  test.each([
    ['a borrower nobody knows', 'B9,,minor,place,2026-03-01,,guardian', 'unknown-borrower', 'borrower_reference'],
    ['an account nobody knows', ',A9,minor,place,2026-03-01,,guardian', 'unknown-account', 'account_reference'],
    ['a hold that is not there', 'B,,opt-out,lift,2026-03-01,,borrower', 'unknown-hold', 'hold'],
  ])('are refused for %s', async (_name, row, code, field) => {
    const world = await opened()
    expect(await world.drop('holds', row)).toMatchObject({ rejected: 1, problems: { [code]: 1 } })
    expect(world.drops.text('union-c/rejects/holds/file.csv')).toContain(`2,${field},${code},`)
    expect(world.ledgers.size).toBe(0)
  })
})

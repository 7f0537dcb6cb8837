import { describe, expect, test } from 'vitest'
import { emptyLedger } from '../../../domain/contact/ledger.ts'
import { borrowerIdOf, caseIdOf, LenderId } from '../../../domain/ids.ts'
import { isTakenIn, readHold, withHoldRow } from '../../../domain/intake/hold-row.ts'
import { isProblems } from '../../../domain/intake/problem.ts'
import { Layout, Row } from '../../../domain/intake/row.ts'
import { instantOf, TimeZone } from '../../../domain/time.ts'

const lenderId = LenderId.parse('platform-a')
const now = instantOf('2026-03-02T15:00:00Z')
const zone = TimeZone.parse('Asia/Shanghai')
const usual = {
  borrower_reference: 'B-1',
  account_reference: '',
  hold: 'breathing-space',
  action: 'place',
  from: '2026-03-02',
  until: '2026-05-01',
  time_zone: '',
  set_by: 'debt-adviser',
}
const read = (changes: Partial<typeof usual> = {}) => {
  const fields = { ...usual, ...changes }
  return readHold(new Row(new Layout('holds', Object.keys(fields)), Object.values(fields)), { lenderId, zone, now })
}
const accept = (changes: Partial<typeof usual> = {}) => {
  const row = read(changes)
  if (isProblems(row)) throw new Error(JSON.stringify(row))
  return row
}

describe('a hold of the lender', () => {
  test('is for a borrower, from the first moment of a day to that of another, where the lender is', () => {
    expect(accept()).toMatchObject({
      of: { borrowerId: borrowerIdOf(lenderId, 'B-1') },
      change: {
        action: 'place',
        hold: {
          kind: 'breathing-space',
          setBy: 'debt-adviser',
          from: '2026-03-01T16:00:00.000Z',
          until: '2026-04-30T16:00:00.000Z',
        },
      },
    })
  })

  test('may name an account, moments, and where days begin', () => {
    const row = accept({
      borrower_reference: '',
      account_reference: 'A-1',
      from: '2026-03-02T09:30:00-05:00',
      until: '2026-05-01',
      time_zone: 'America/New_York',
    })
    expect(row).toMatchObject({
      of: { caseId: caseIdOf(lenderId, 'A-1') },
      change: { hold: { from: '2026-03-02T14:30:00.000Z', until: '2026-05-01T04:00:00.000Z' } },
    })
  })

  test('may begin later: breathing space is granted before its first day', () => {
    expect(accept({ from: '2026-04-01' }).change).toMatchObject({ hold: { from: '2026-03-31T16:00:00.000Z' } })
  })

  test('without an end lasts until it is lifted', () => {
    expect(accept({ until: '' }).change).toEqual({
      action: 'place',
      hold: { kind: 'breathing-space', setBy: 'debt-adviser', from: '2026-03-01T16:00:00.000Z' },
    })
  })

  test('is lifted by whoever may, from when it was over', () => {
    expect(accept({ hold: 'opt-out', action: 'lift', until: '', set_by: 'borrower' }).change).toEqual({
      action: 'lift',
      kind: 'opt-out',
      setBy: 'borrower',
      from: '2026-03-01T16:00:00.000Z',
    })
  })

  test.each([
    [{ borrower_reference: '' }, 'borrower_reference', 'missing-value'],
    [{ hold: '' }, 'hold', 'missing-value'],
    [{ hold: 'signed-plan' }, 'hold', 'unknown-word'],
    [{ hold: 'mediation' }, 'hold', 'unknown-word'],
    [{ action: 'keep' }, 'action', 'unknown-word'],
    [{ from: '' }, 'from', 'missing-value'],
    [{ from: '2.3.2026' }, 'from', 'impossible-date'],
    [{ from: '2027-06-01' }, 'from', 'date-in-future'],
    [{ from: '2026-03-02T09:30' }, 'from', undefined],
    [{ until: '2026-03-02' }, 'until', 'out-of-range'],
    [{ action: 'lift' }, 'until', 'out-of-range'],
    [{ action: 'lift', until: '', from: '2026-03-04' }, 'from', 'date-in-future'],
    [{ set_by: 'Frau Example' }, 'set_by', 'unknown-word'],
    [{ time_zone: 'Mars/Olympus' }, 'time_zone', 'unknown-time-zone'],
  ])('read from %o', (changes, field, code) => {
    if (code === undefined) expect(isProblems(read(changes))).toBe(false)
    else expect(read(changes)).toContainEqual(expect.objectContaining({ field, code }))
  })
})

describe('the ledger after a row', () => {
  const empty = emptyLedger(borrowerIdOf(lenderId, 'B-1'))

  test('has the hold and knows the row, whatever the order of its columns', () => {
    const row = accept()
    const ledger = withHoldRow(empty, row)
    expect(ledger).toMatchObject({ version: 1, holds: [{ kind: 'breathing-space' }] })
    expect(isTakenIn(ledger, row)).toBe(true)
    const turned = Object.fromEntries(Object.entries(usual).reverse())
    const again = readHold(new Row(new Layout('holds', Object.keys(turned)), Object.values(turned)), {
      lenderId,
      zone,
      now,
    })
    expect(isProblems(again) || isTakenIn(ledger, again)).toBe(true)
    expect(isTakenIn(ledger, accept({ until: '2026-06-01' }))).toBe(false)
  })

  test('has one hold of a kind, the latest, and none once it is lifted', () => {
    const longer = withHoldRow(withHoldRow(empty, accept()), accept({ until: '2026-06-01' }))
    expect(longer.holds).toMatchObject([{ until: '2026-05-31T16:00:00.000Z' }])
    expect(withHoldRow(longer, accept({ action: 'lift', until: '' })).holds).toEqual([])
  })

  test('remembers no more rows than anybody needs', () => {
    let ledger = empty
    for (let day = 0; day < 150; day++) {
      const month = String(1 + Math.floor(day / 28)).padStart(2, '0')
      const until = `2028-${month}-${String(1 + (day % 28)).padStart(2, '0')}`
      ledger = withHoldRow(ledger, accept({ until }))
    }
    expect(ledger.holdRows).toHaveLength(100)
    expect(ledger.version).toBe(150)
  })
})

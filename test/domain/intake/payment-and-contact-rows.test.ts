import { describe, expect, test } from 'vitest'
import { borrowerIdOf, caseIdOf, LenderId, paymentIdOf } from '../../../domain/ids.ts'
import { isStillCounted, readContact } from '../../../domain/intake/contact-row.ts'
import { readPayment } from '../../../domain/intake/payment-row.ts'
import { isProblems } from '../../../domain/intake/problem.ts'
import { Layout, Row } from '../../../domain/intake/row.ts'
import { instantOf } from '../../../domain/time.ts'

const lenderId = LenderId.parse('union-c')
const now = instantOf('2026-03-02T15:00:00Z')

describe('a payment', () => {
  const usual = {
    payment_reference: 'P-1',
    account_reference: 'A-1',
    paid_on: '2026-03-01',
    amount: '25.50',
    currency: 'USD',
    reverses: '',
  }
  const read = (changes: Record<string, string> = {}) => {
    const fields = { ...usual, ...changes }
    return readPayment(new Row(new Layout('payments', Object.keys(fields)), Object.values(fields)), { lenderId, now })
  }

  test('is a command in minor units for the case of its account', () => {
    expect(read()).toEqual({
      type: 'receive payment',
      caseId: caseIdOf(lenderId, 'A-1'),
      paymentId: paymentIdOf(lenderId, 'P-1'),
      amount: 2550,
      currency: 'USD',
      on: '2026-03-01',
    })
  })

  test('that reverses another takes that one back, whatever its amount says', () => {
    expect(read({ payment_reference: 'P-2', reverses: 'P-1', amount: 'n/a', currency: '' })).toEqual({
      type: 'reverse payment',
      caseId: caseIdOf(lenderId, 'A-1'),
      paymentId: paymentIdOf(lenderId, 'P-1'),
    })
  })

  test.each([
    [{ payment_reference: '' }, 'payment_reference', 'missing-value'],
    [{ account_reference: '' }, 'account_reference', 'missing-value'],
    [{ amount: '0' }, 'amount', 'out-of-range'],
    [{ amount: '-25.50' }, 'amount', 'negative-amount'],
    [{ amount: '$25' }, 'amount', 'bad-number'],
    [{ currency: 'DOGE' }, 'currency', 'unknown-currency'],
    [{ paid_on: '2026-03-05' }, 'paid_on', 'date-in-future'],
    [{ paid_on: '2026-02-29' }, 'paid_on', 'impossible-date'],
    [{ reverses: 'x'.repeat(101) }, 'reverses', 'oversized-field'],
  ])('is refused for %o', (changes, field, code) => {
    expect(read(changes)).toEqual([expect.objectContaining({ field, code })])
  })
})

describe('a contact of the lender', () => {
  const usual = {
    contact_reference: 'C-1',
    borrower_reference: 'B-1',
    account_reference: '',
    channel: 'phone',
    at: '2026-03-02T09:30:00-05:00',
    time_zone: '',
    outcome: 'left a message',
  }
  const read = (changes: Record<string, string> = {}) => {
    const fields = { ...usual, ...changes }
    return readContact(new Row(new Layout('contacts', Object.keys(fields)), Object.values(fields)), { lenderId, now })
  }
  const accept = (changes: Record<string, string> = {}) => {
    const contact = read(changes)
    if (isProblems(contact)) throw new Error(JSON.stringify(contact))
    return contact
  }

  test('is with a borrower, at an instant, under an opaque key', () => {
    const contact = accept()
    expect(contact).toMatchObject({
      with: { borrowerId: borrowerIdOf(lenderId, 'B-1') },
      at: '2026-03-02T14:30:00.000Z',
      channel: 'phone',
    })
    expect(contact.key).toMatch(/^[0-9a-f]{32}$/)
  })

  test('says whether the borrower was spoken with', () => {
    expect(accept()).not.toHaveProperty('conversation')
    expect(accept({ conversation: 'no' })).not.toHaveProperty('conversation')
    expect(accept({ conversation: 'yes' }).conversation).toBe(true)
  })

  test('may name an account instead', () => {
    expect(accept({ borrower_reference: '', account_reference: 'A-1' }).with).toEqual({
      caseId: caseIdOf(lenderId, 'A-1'),
    })
  })

  test.each([
    ['2026-03-02T09:30', 'America/New_York', '2026-03-02T14:30:00.000Z'],
    ['2026-03-02 09:30:15', 'America/New_York', '2026-03-02T14:30:15.000Z'],
    ['2026-03-02T14:30:00Z', 'Asia/Shanghai', '2026-03-02T14:30:00.000Z'],
  ])('at %s in %s', (at, time_zone, instant) => {
    expect(accept({ at, time_zone }).at).toBe(instant)
  })

  test.each([
    [{ contact_reference: '' }, 'contact_reference', 'missing-value'],
    [{ borrower_reference: '' }, 'borrower_reference', 'missing-value'],
    [{ channel: 'pigeon' }, 'channel', 'unknown-word'],
    [{ at: '2026-03-02T09:30' }, 'at', 'bad-instant'],
    [{ conversation: 'long' }, 'conversation', 'unknown-word'],
    [{ quiet_times: 'mornings' }, 'quiet_times', 'unknown-word'],
    [{ quiet_times: 'monday;' }, 'quiet_times', 'unknown-word'],
    [{ quiet_times: '18:00-09:00' }, 'quiet_times', 'unknown-word'],
    [{ agreed_times: '9-18' }, 'agreed_times', 'unknown-word'],
    [{ at: 'yesterday' }, 'at', 'bad-instant'],
    [{ at: '2026-02-30T09:30:00Z' }, 'at', 'bad-instant'],
    [{ at: '2026-03-02T15:00:01Z' }, 'at', 'date-in-future'],
    [{ at: '2026-03-02T09:30', time_zone: 'Mars/Olympus' }, 'time_zone', 'unknown-time-zone'],
  ])('is refused for %o', (changes, field, code) => {
    expect(read(changes)).toContainEqual(expect.objectContaining({ field, code }))
  })

  test('is counted as long as any cap could look back at it', () => {
    expect(isStillCounted(accept({ at: '2026-01-17T00:00:00Z' }), now)).toBe(true)
    expect(isStillCounted(accept({ at: '2026-01-15T00:00:00Z' }), now)).toBe(false)
  })
})

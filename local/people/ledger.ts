import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { parse } from 'csv-parse'
import { stringify } from 'csv-stringify/sync'
import { type CaseId, caseIdOf, LenderId } from '../../domain/ids.ts'
import { decimalOf, type Money } from '../../domain/money.ts'
import { type Day, dayPlusDays } from '../../domain/time.ts'

interface Booked {
  readonly payment_reference: string
  readonly account_reference: string
  readonly paid_on: Day
  readonly amount: string
  readonly currency: string
  readonly reverses: string
}

interface Account {
  readonly lenderId: LenderId
  readonly reference: string
}

/** The lenders' own books: which account is which case, and the payments to drop next. */
export class Ledger {
  private readonly accounts = new Map<CaseId, Account>()
  private readonly booked = new Map<LenderId, Booked[]>()
  private payments = 0

  /** Learns a lender's account references from the file that it drops. */
  async learn(lender: string, accountsFile: string): Promise<void> {
    const lenderId = LenderId.parse(lender)
    const rows = createReadStream(accountsFile).pipe(
      parse({ bom: true, columns: true, relax_column_count: true, relax_quotes: true, skip_records_with_error: true }),
    )
    for await (const row of rows) {
      const reference: unknown = row.account_reference
      if (typeof reference === 'string' && reference !== '')
        this.accounts.set(caseIdOf(lenderId, reference.trim()), { lenderId, reference: reference.trim() })
    }
  }

  /** Books a payment; one that the bank takes back is reversed the day after. */
  pay(caseId: CaseId, on: Day, money: Money, bounces: boolean): void {
    const account = this.accounts.get(caseId)
    if (account === undefined) throw new Error(`${caseId} is in no accounts file that was dropped`)
    this.payments += 1
    const reference = `P${createHash('sha256').update(`${caseId}${on}${this.payments}`).digest('hex').slice(0, 12)}`
    const row = {
      account_reference: account.reference,
      paid_on: on,
      amount: decimalOf(money),
      currency: money.currency,
    }
    this.book(account.lenderId, { ...row, payment_reference: reference, reverses: '' })
    if (bounces)
      this.book(account.lenderId, {
        ...row,
        payment_reference: `R${reference.slice(1)}`,
        paid_on: dayPlusDays(on, 1),
        reverses: reference,
      })
  }

  private book(lenderId: LenderId, row: Booked): void {
    this.booked.set(lenderId, [...(this.booked.get(lenderId) ?? []), row])
  }

  /** The files of payments up to and including `today`, one a lender; what is dated later stays booked. */
  files(today: Day): { key: string; content: string }[] {
    return [...this.booked].flatMap(([lenderId, rows]) => {
      const due = rows.filter(({ paid_on }) => paid_on <= today)
      this.booked.set(
        lenderId,
        rows.filter(({ paid_on }) => paid_on > today),
      )
      return due.length === 0
        ? []
        : [{ key: `${lenderId}/payments/${today}-bank.csv`, content: stringify(due, { header: true }) }]
    })
  }
}

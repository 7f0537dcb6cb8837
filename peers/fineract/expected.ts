import type { Day } from '../../domain/time.ts'
import { centsFromDecimal, dayFromEnglish } from './cells.ts'

/** Amounts of a row in cents, by their column; a blank cell counts as nothing. */
export interface Amounts {
  readonly principal: number
  readonly interest: number
  readonly fees: number
  readonly penalties: number
  readonly due: number
  readonly paid: number
  readonly inAdvance: number
  readonly late: number
  readonly waived: number
  readonly outstanding: number
}

/** What a table says of one instalment. */
export interface ExpectedInstalment extends Amounts {
  readonly number: number
  readonly days: number
  readonly dueOn: Day
  readonly paidOn: Day | undefined
  readonly balance: number
}

/** What a table says of one payout. */
export interface ExpectedDisbursement {
  readonly on: Day
  readonly amount: number
  readonly charges: number
}

/** A table of instalments and payouts. */
export interface ExpectedSchedule {
  readonly disbursements: readonly ExpectedDisbursement[]
  readonly instalments: readonly ExpectedInstalment[]
}

/** The file's table has a cell or a column that cannot be read. */
export class UnreadableTableError extends Error {
  override readonly name = 'UnreadableTableError'
}

const columns = {
  principal: 'Principal due',
  interest: 'Interest',
  fees: 'Fees',
  penalties: 'Penalties',
  due: 'Due',
  paid: 'Paid',
  inAdvance: 'In advance',
  late: 'Late',
  outstanding: 'Outstanding',
} as const

/** A row by the names of its columns. */
class Row {
  readonly #cells: ReadonlyMap<string, string>

  constructor(header: readonly string[], cells: readonly string[]) {
    this.#cells = new Map(header.map((name, column) => [name, cells[column] ?? '']))
  }

  text(column: string): string {
    const text = this.#cells.get(column)
    if (text === undefined) throw new UnreadableTableError(`The table has no column ${column}.`)
    return text
  }

  cents(column: string): number {
    const text = this.text(column)
    const cents = text === '' ? 0 : centsFromDecimal(text)
    if (cents === undefined) throw new UnreadableTableError(`${column}: ${text} is not an amount with two decimals.`)
    return cents
  }

  day(column: string): Day {
    const text = this.text(column)
    const day = dayFromEnglish(text)
    if (day === undefined) throw new UnreadableTableError(`${column}: ${text} is not a date.`)
    return day
  }

  has(column: string): boolean {
    return this.#cells.has(column)
  }

  amounts(): Amounts {
    return {
      principal: this.cents(columns.principal),
      interest: this.cents(columns.interest),
      fees: this.cents(columns.fees),
      penalties: this.cents(columns.penalties),
      due: this.cents(columns.due),
      paid: this.cents(columns.paid),
      inAdvance: this.cents(columns.inAdvance),
      late: this.cents(columns.late),
      waived: this.has('Waived') ? this.cents('Waived') : 0,
      outstanding: this.cents(columns.outstanding),
    }
  }
}

interface Table {
  readonly header: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

/** Reads a schedule table. @throws UnreadableTableError */
export const expectedSchedule = ({ header, rows }: Table): ExpectedSchedule => {
  const read = rows.map((cells) => new Row(header, cells))
  return {
    disbursements: read
      .filter((row) => row.text('Nr') === '')
      .map((row) => ({ on: row.day('Date'), amount: row.cents('Balance of loan'), charges: row.cents('Fees') })),
    instalments: read
      .filter((row) => row.text('Nr') !== '')
      .map((row) => ({
        number: Number(row.text('Nr')),
        days: Number(row.text('Days')),
        dueOn: row.day('Date'),
        paidOn: row.text('Paid date') === '' ? undefined : row.day('Paid date'),
        balance: row.cents('Balance of loan'),
        ...row.amounts(),
      })),
  }
}

/** Reads a table of totals, which has one row. @throws UnreadableTableError */
export const expectedTotal = ({ header, rows: [row] }: Table): Amounts => {
  if (row === undefined) throw new UnreadableTableError('The table of totals has no row.')
  return new Row(header, row).amounts()
}

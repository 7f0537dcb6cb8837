import { DefectError } from '../outcome.ts'
import { isKnownColumn } from './columns.ts'
import type { DropKind } from './drop.ts'
import { type Problem, type ProblemCode, problem } from './problem.ts'

/** What a field's text means, or why it means nothing. */
export type Reading<Value> =
  | { readonly value: Value }
  | { readonly code: ProblemCode; readonly wrong: string; readonly fix: string }

/** Gives a field's text a meaning; never sees an empty text. */
export type Reader<Value> = (text: string) => Reading<Value>

/** The header of a file, ready for its rows: where each column stands, and which ones Forbear does not read. */
export class Layout {
  readonly #places: ReadonlyMap<string, number>
  readonly unknown: readonly (readonly [string, number])[]
  /** Places in the order of the columns' names, so that a row says the same in any order of its columns. */
  readonly sorted: readonly (readonly [string, number])[]

  constructor(kind: DropKind, columns: readonly string[]) {
    const places = columns.map((name, index) => [name, index] as const)
    this.#places = new Map(places)
    this.unknown = places.filter(([name]) => !isKnownColumn(kind, name))
    this.sorted = places.sort(([a], [b]) => (a < b ? -1 : 1))
  }

  /** Where a column stands in each row; undefined where the file has no such column. */
  placeOf(column: string): number | undefined {
    return this.#places.get(column)
  }
}

/** One row of a drop, read field by field; what is wrong adds up in `problems`, so that a lender hears everything at once. */
export class Row {
  readonly problems: Problem[] = []
  readonly #layout: Layout
  readonly #cells: readonly string[]

  constructor(layout: Layout, cells: readonly string[]) {
    this.#layout = layout
    this.#cells = cells
  }

  /** The text of a column without the space around it; empty where the file has no such column. */
  text(column: string): string {
    const place = this.#layout.placeOf(column)
    return place === undefined ? '' : (this.#cells[place] ?? '').trim()
  }

  /** A value that every row must give; undefined when it could not be read. */
  required<Value>(column: string, read: Reader<Value>): Value | undefined {
    if (this.text(column) !== '') return this.optional(column, read)
    this.refuse(
      column,
      'missing-value',
      'The field is empty.',
      'Fill it in; write 0 where an amount or a number is none.',
    )
    return undefined
  }

  /** A value that a row may leave empty; undefined when it did, or when it could not be read. */
  optional<Value>(column: string, read: Reader<Value>): Value | undefined {
    const text = this.text(column)
    if (text === '') return undefined
    const reading = read(text)
    if ('value' in reading) return reading.value
    this.refuse(column, reading.code, reading.wrong, reading.fix)
    return undefined
  }

  /** Notes one more thing that is wrong. */
  refuse(field: string, code: ProblemCode, wrong: string, fix: string): void {
    this.problems.push(problem(field, code, wrong, fix))
  }

  /** What the columns that Forbear does not read hold, without the empty ones. */
  unknown(): (readonly [string, string])[] {
    return this.#filled(this.#layout.unknown)
  }

  /** Everything the row says, whatever the order of its columns. */
  canonical(): string {
    return JSON.stringify(this.#filled(this.#layout.sorted))
  }

  #filled(places: readonly (readonly [string, number])[]): (readonly [string, string])[] {
    return places.flatMap(([column, place]) => {
      const text = this.#cells[place]?.trim() ?? ''
      return text === '' ? [] : [[column, text] as const]
    })
  }
}

type Proper<Values> = { [Name in keyof Values]: Exclude<Values[Name], undefined> }

const isComplete = <Values extends object>(values: Values): values is Values & Proper<Values> =>
  Object.values(values).every((value) => value !== undefined)

/** The values of a row without problems. @throws DefectError when one is missing all the same, for then a reader noted no problem */
export const proper = <Values extends object>(values: Values): Proper<Values> => {
  if (isComplete(values)) return values
  throw new DefectError(`a row without problems lacks one of ${Object.keys(values).join(', ')}; its reader is faulty`)
}

import * as z from 'zod'

const mask = '[personal]'

/**
 * A string that says who somebody is: a name, an address, a lender's reference. Wherever it is printed by accident (JSON, template
 * strings, the console, an error) it shows a mask; only `reveal()` gives the words (R73).
 */
export class Personal<Text extends string = string> {
  readonly #text: Text

  constructor(text: Text) {
    this.#text = text
  }

  /** The words themselves: for the borrower's own table, and for messages to the borrower. */
  reveal(): Text {
    return this.#text
  }

  toString(): string {
    return mask
  }

  toJSON(): string {
    return mask
  }

  [Symbol.toPrimitive](): string {
    return mask
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return mask
  }
}

/** Reads a stored string as personal. */
export const PersonalText = z.string().transform((text) => new Personal(text))

import { escaped } from '../html.ts'
import type { Figure } from '../notice/notice.ts'

/** Attributes of an element; `true` stands alone, `false` and nothing are left out. */
export type Attributes = Readonly<Record<string, string | boolean | undefined>>

/** Attributes as they stand in a tag, escaped, with a space before each. */
export const attributesOf = (attributes: Attributes): string =>
  Object.entries(attributes)
    .filter(([, value]) => value !== undefined && value !== false)
    .map(([name, value]) => (value === true ? ` ${name}` : ` ${name}="${escaped(String(value))}"`))
    .join('')

/** A paragraph a text. */
export const paragraphs = (texts: readonly string[] = []): string =>
  texts.map((text) => `<p>${escaped(text)}</p>`).join('')

/** Points as a list; nothing for none. */
export const list = (points: readonly string[] = []): string =>
  points.length === 0 ? '' : `<ul>${points.map((point) => `<li>${escaped(point)}</li>`).join('')}</ul>`

/** Rows of label and value; nothing for none. */
export const figureList = (figures: readonly Figure[] = []): string =>
  figures.length === 0
    ? ''
    : `<dl>${figures.map(({ label, value }) => `<div><dt>${escaped(label)}</dt><dd>${escaped(value)}</dd></div>`).join('')}</dl>`

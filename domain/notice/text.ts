import type { Figure, Message, Section } from './notice.ts'

const lineColumns = 72
const wideRanges =
  '\\u1100-\\u115f\\u2e80-\\u303e\\u3041-\\ua4cf\\uac00-\\ud7a3\\uf900-\\ufaff\\ufe30-\\ufe6f\\uff00-\\uff60\\uffe0-\\uffe6\\u{1f300}-\\u{1faff}\\u{20000}-\\u{3fffd}'
const opening = '（「『《【〈'
const closing = '，。、；：？！）」』》】〉'
const wide = new RegExp(`[${wideRanges}]`, 'u')

/** Chinese may break between any two characters, save before closing and after opening punctuation; Latin only at spaces. */
const unit = new RegExp(
  `\\s+|[${opening}]*(?:(?![${opening}${closing}])[${wideRanges}]|[^\\s${wideRanges}]+)?[${closing}]*`,
  'gu',
)

/** Columns that `text` takes on a screen with fixed-width letters; Chinese characters take two. */
export const columnsOf = (text: string): number =>
  Array.from(text).reduce((columns, character) => columns + (wide.test(character) ? 2 : 1), 0)

/** `text` in lines of at most 72 columns; an address longer than that stays whole. Later lines begin with `indent`. */
export const wrapped = (text: string, lead = '', indent = ' '.repeat(columnsOf(lead))): string => {
  const lines: string[] = []
  let line = lead
  let columns = columnsOf(lead)
  let empty = true
  for (const [piece] of text.matchAll(unit)) {
    if (piece === '') continue
    const blank = piece.trim() === ''
    const width = columnsOf(piece)
    if (!(blank || empty) && columns + width > lineColumns) {
      lines.push(line.trimEnd())
      line = indent
      columns = indent.length
      empty = true
    }
    if (blank && empty) continue
    line += piece
    columns += width
    empty = false
  }
  lines.push(line.trimEnd())
  return lines.join('\n')
}

const figureLines = (figures: readonly Figure[], colon: string): string =>
  figures.map(({ label, value }) => wrapped(`${label}${colon}${value}`, '  ')).join('\n')

const sectionBlocks = (section: Section, colon: string): readonly string[] => [
  `${section.heading}\n${'-'.repeat(Math.min(columnsOf(section.heading), lineColumns))}`,
  ...(section.paragraphs ?? []).map((paragraph) => wrapped(paragraph)),
  (section.points ?? []).map((point) => wrapped(point, '- ')).join('\n'),
  (section.choices ?? []).map((choice, place) => wrapped(choice, `${choiceLetter(place)}. `)).join('\n'),
  figureLines(section.figures ?? [], colon),
]

/** A, B, C before the answers to choose from. */
export const choiceLetter = (place: number): string => String.fromCharCode(65 + place)

/** The message as plain text, no less complete than its HTML. */
export const textOf = (message: Message, links: { readonly action: string; readonly optOut: string }): string => {
  const colon = message.language === 'en' ? ': ' : '：'
  const blocks = [
    wrapped(message.greeting),
    ...message.paragraphs.map((paragraph) => wrapped(paragraph)),
    figureLines(message.figures, colon),
    ...message.sections.flatMap((section) => sectionBlocks(section, colon)),
    message.action === undefined ? '' : `${wrapped(`${message.action.label}${colon}`)}\n${links.action}`,
    ...message.closing.map((paragraph) => wrapped(paragraph)),
    ...(message.help === undefined ? [] : sectionBlocks(message.help, colon)),
    message.signature.map((line) => wrapped(line)).join('\n'),
    message.optOut === undefined ? '' : '-'.repeat(24),
    ...message.clauses.map((clause) => wrapped(clause)),
    message.optOut === undefined ? '' : `${wrapped(`${message.optOut.label}${colon}`)}\n${links.optOut}`,
  ]
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`
}

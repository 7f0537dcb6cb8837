import { escaped } from '../html.ts'
import type { Language } from '../language.ts'
import letterParts from './letter-parts.json' with { type: 'json' }
import type { Figure, Message, Section } from './notice.ts'
import { choiceLetter, textOf } from './text.ts'

/** Where the button and the opt-out line of a message lead; https addresses. */
export interface MessageLinks {
  readonly action: string
  readonly optOut: string
}

/** The two equally complete forms of a message. */
export interface RenderedMessage {
  readonly html: string
  readonly text: string
}

const fonts: Record<Language, string> = {
  en: '-apple-system,Segoe UI,Roboto,Helvetica,Arial,sans-serif',
  'zh-CN': '-apple-system,PingFang SC,Microsoft YaHei,Noto Sans CJK SC,Noto Sans SC,sans-serif',
  'zh-TW': '-apple-system,PingFang TC,Microsoft JhengHei,Noto Sans CJK TC,Noto Sans TC,sans-serif',
}

type Part = keyof typeof letterParts

/** HTML made of parts; plain text is escaped wherever it goes into one. */
interface Html {
  readonly html: string
}
type Slots = Readonly<Record<string, string | Html>>

/** Parts as they are filled: HTML at even places, the name of a slot at odd ones. */
const pieces = new Map(Object.entries(letterParts).map(([name, part]) => [name, part.split(/\{\{(\w+)\}\}/)]))

/** Telephone numbers and ids: hard to dial, or to find again, when a line breaks within them. */
const whole = /(?<![\w-])(?:(?:\+\d{1,3} )?\d[\d -]{5,16}\d|(?:case|drop)-[0-9a-f]{16})(?![\w-])/g

const worded = (text: string): string =>
  escaped(text).replace(whole, (found) => letterParts.unbroken.replace('{{text}}', found))

const filled = (part: Part, slots: Slots): Html => {
  const inSlot = (name: string): string => {
    const value = slots[name]
    if (value === undefined)
      throw new Error(`The part ${part} of letters has a slot ${name}; fill it where it is used.`)
    return typeof value === 'string' ? (name === 'text' ? worded(value) : escaped(value)) : value.html
  }
  return { html: (pieces.get(part) ?? []).map((piece, place) => (place % 2 === 0 ? piece : inSlot(piece))).join('') }
}

const joined = (parts: readonly Html[], between = ''): Html => ({ html: parts.map(({ html }) => html).join(between) })

/** The blocks of mail/letter.mjml, in the type of one language. */
const blocksIn = (language: Language) => {
  const set = (part: Part, slots: Slots = {}): Html => filled(part, { font: fonts[language], ...slots })
  const around = (part: Part, inside: readonly Html[]): readonly Html[] =>
    inside.length === 0 ? [] : [set(part, { inside: joined(inside) })]
  const paragraph = (text: string): Html => set('paragraph', { text })
  const figures = (rows: readonly Figure[] = []): readonly Html[] =>
    around(
      'figures',
      rows.map(({ label, value }) => set('figure', { label, value })),
    )
  const section = ({
    heading,
    paragraphs = [],
    points = [],
    choices = [],
    figures: rows,
  }: Section): readonly Html[] => [
    set('heading', { text: heading }),
    ...paragraphs.map(paragraph),
    ...around(
      'points',
      points.map((text) => set('point', { text })),
    ),
    ...choices.map((text, place) => set('choice', { letter: choiceLetter(place), text })),
    ...figures(rows),
  ]
  return { set, around, paragraph, figures, section }
}

const isCard = ({ figures, choices }: Section): boolean => figures !== undefined || choices !== undefined

/** Rows that stand on the page itself, in a card, or in the box of free help. */
interface Panel {
  readonly part: 'flow' | 'card' | 'help'
  readonly rows: readonly Html[]
}

/** The same panels with rows that follow each other on the page itself put together, as each panel costs a kilobyte. */
const merged = (panels: readonly Panel[]): readonly Panel[] => {
  const together: Panel[] = []
  for (const { part, rows } of panels) {
    const last = part === 'flow' && together.at(-1)?.part === 'flow' ? together.pop() : undefined
    together.push({ part, rows: [...(last?.rows ?? []), ...rows] })
  }
  return together
}

const htmlOf = (message: Message, links: MessageLinks): string => {
  const { set, around, paragraph, figures, section } = blocksIn(message.language)
  const { action, help, optOut } = message
  const flow = (rows: readonly Html[]): Panel => ({ part: 'flow', rows })
  const signed = message.signature.map((line) => ({ html: escaped(line) }))
  const panels = merged([
    flow([message.greeting, ...message.paragraphs].map(paragraph)),
    flow(figures(message.figures)),
    ...message.sections.map((each): Panel => ({ part: isCard(each) ? 'card' : 'flow', rows: section(each) })),
    flow(action === undefined ? [] : [set('button', { link: links.action, label: action.label })]),
    flow(message.closing.map(paragraph)),
    ...(help === undefined ? [] : [{ part: 'help', rows: section(help) } as const]),
    flow([set('signature', { inside: joined(signed, '<br>') })]),
    flow(optOut === undefined ? [] : [set('rule')]),
    flow(message.clauses.map((text) => set('clause', { text }))),
    flow(optOut === undefined ? [] : [set('optOut', { link: links.optOut, label: optOut.label })]),
  ])
  const inside = joined(panels.flatMap(({ part, rows }) => around(part, rows)))
  return set('frame', { language: message.language, subject: message.subject, inside }).html
}

/** A message as HTML (one column, at home on a phone and in the dark) and as plain text. */
export const render = (message: Message, links: MessageLinks): RenderedMessage => ({
  html: htmlOf(message, links),
  text: textOf(message, links),
})

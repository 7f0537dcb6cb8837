import { createHash } from 'node:crypto'
import jsonata from 'jsonata'
import * as z from 'zod'
import { queryEvaluationError } from './errors.ts'
import { checkExpression, type Place } from './expression-rules.ts'
import { isJsonArray, type Json, parseJson, plainJson } from './json.ts'

/** What expressions draw from outside themselves. */
export interface Surroundings {
  /** The virtual instant, in milliseconds since the epoch. */
  readonly now: () => number
  /** A number from 0 up to, but not including, 1. */
  readonly random: () => number
}

/** The variables an expression sees, by name and without the dollar sign; `states` is one of them. */
export type Bindings = Readonly<Record<string, unknown>>

/** A field of a definition whose strings in `{% %}` are evaluated. */
export type Template =
  | { readonly kind: 'constant'; readonly value: Json }
  | {
      readonly kind: 'expression'
      readonly source: string
      readonly field: string
      readonly parsed: jsonata.Expression
    }
  | { readonly kind: 'array'; readonly items: readonly Template[] }
  | { readonly kind: 'object'; readonly members: readonly (readonly [string, Template])[] }

const rangeLimit = 1000
const hashes: Readonly<Record<string, string>> = {
  MD5: 'md5',
  'SHA-1': 'sha1',
  'SHA-256': 'sha256',
  'SHA-384': 'sha384',
  'SHA-512': 'sha512',
}

/** The version 4 UUID with the first 16 of `bytes`. */
export const uuidOf = (bytes: Uint8Array): string => {
  const own = Uint8Array.from(bytes.subarray(0, 16))
  own[6] = ((own[6] ?? 0) & 0x0f) | 0x40
  own[8] = ((own[8] ?? 0) & 0x3f) | 0x80
  const hex = Buffer.from(own).toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/** A version 4 UUID made of `random`. */
export const uuidFrom = (random: () => number): string =>
  uuidOf(Uint8Array.from({ length: 16 }, () => Math.floor(random() * 256)))

/** The number in [0, 1) that belongs to `seed`, always the same: the first 32 bits of its SHA-256. */
const seeded = (seed: number): number =>
  createHash('sha256')
    .update(String(Math.floor(seed)))
    .digest()
    .readUInt32BE(0) /
  2 ** 32

const range = (first: number, last: number, step: number): number[] => {
  if (step === 0) throw new Error('$range needs a step other than 0')
  const count = Math.max(0, Math.floor((last - first) / step) + 1)
  if (count > rangeLimit) throw new Error(`$range would give ${count} numbers; the most is ${rangeLimit}`)
  return Array.from({ length: count }, (_, index) => first + index * step)
}

const partition = (items: readonly unknown[] | undefined, size: number): unknown[][] | undefined => {
  if (items === undefined) return undefined
  const length = Math.floor(size)
  if (length < 1) throw new Error('$partition needs chunks of at least one item')
  return Array.from({ length: Math.ceil(items.length / length) }, (_, index) =>
    items.slice(index * length, (index + 1) * length),
  )
}

const hash = (text: string | undefined, algorithm: string): string | undefined => {
  const name = hashes[algorithm]
  if (name === undefined) throw new Error(`$hash knows ${Object.keys(hashes).join(', ')}, not ${algorithm}`)
  return text === undefined ? undefined : createHash(name).update(text).digest('hex')
}

// JSONata throws plain objects as well as Errors.
const jsonataError = z
  .object({ code: z.string().optional(), message: z.string() })
  .catch({ message: 'no reason given' })

const messageOf = (error: unknown): string => {
  const { code, message } = jsonataError.parse(error)
  return code === undefined ? message : `${code}: ${message}`
}

/** Parses templates, every distinct expression once, with the functions Step Functions adds to JSONata. */
export class Expressions {
  private readonly cache = new Map<string, jsonata.Expression>()
  private readonly surroundings: Surroundings

  constructor(surroundings: Surroundings) {
    this.surroundings = surroundings
  }

  /** The template for `value`; throws an Error that says what is wrong with an expression in it. */
  template(value: Json, place: Place): Template {
    if (typeof value === 'string') return this.ofText(value, place)
    if (isJsonArray(value)) {
      const items = value.map((item) => this.template(item, place))
      return items.every((item) => item.kind === 'constant') ? { kind: 'constant', value } : { kind: 'array', items }
    }
    if (typeof value === 'object' && value !== null) {
      const members = Object.entries(value).map(([name, member]) => [name, this.template(member, place)] as const)
      return members.every(([, member]) => member.kind === 'constant')
        ? { kind: 'constant', value }
        : { kind: 'object', members }
    }
    return { kind: 'constant', value }
  }

  private ofText(text: string, place: Place): Template {
    const opens = text.startsWith('{%')
    const closes = text.endsWith('%}')
    if (!opens && !closes) return { kind: 'constant', value: text }
    if (!opens || !closes || text.length < 4) {
      throw new Error(`'${text}' has to start with {% and end with %}, without spaces around, to be an expression`)
    }
    const source = text.slice(2, -2).trim()
    const parsed = this.cache.get(source) ?? this.parse(source)
    this.cache.set(source, parsed)
    checkExpression(parsed, place)
    return { kind: 'expression', source, field: place.field, parsed }
  }

  private parse(source: string): jsonata.Expression {
    let parsed: jsonata.Expression
    try {
      parsed = jsonata(source)
    } catch (error) {
      throw new Error(`'${source}' is no JSONata: ${messageOf(error)}`)
    }
    const { now, random } = this.surroundings
    parsed.registerFunction('now', (picture, zone) => formatted(now(), picture, zone), '<s?s?:s>')
    parsed.registerFunction('millis', () => now(), '<:n>')
    parsed.registerFunction('random', (seed) => (seed === undefined ? random() : seeded(seed)), '<n?:n>')
    parsed.registerFunction('uuid', () => uuidFrom(random), '<:s>')
    parsed.registerFunction('parse', (text) => (text === undefined ? undefined : parseJson(text)), '<s:x>')
    parsed.registerFunction('hash', hash, '<ss:s>')
    parsed.registerFunction('range', range, '<nnn:a>')
    parsed.registerFunction('partition', partition, '<an:a>')
    parsed.registerFunction('toMillis', (text, picture) => millisOf(now(), text, picture), '<ss?:n>')
    return parsed
  }
}

const format = jsonata('$fromMillis($at, $picture, $zone)')

const formatted = (at: number, picture: string | undefined, zone: string | undefined): unknown =>
  picture === undefined && zone === undefined
    ? new Date(at).toISOString()
    : format.evaluate(undefined, { at, picture, zone })

const isoToMillis = jsonata('$toMillis($text)')
const pictureToMillis = jsonata('$toMillis($text, $picture)')
const yearMarkers = /\[[YX]/
const dateMarkers = /\[[MDdFWwx]/

/** `$toMillis`; JSONata would complete a picture without a date from the real clock, so the virtual day is put in front. */
const millisOf = (now: number, text: string | undefined, picture: string | undefined): unknown => {
  if (text === undefined) return undefined
  if (picture === undefined) return isoToMillis.evaluate(undefined, { text })
  if (yearMarkers.test(picture)) return pictureToMillis.evaluate(undefined, { text, picture })
  if (dateMarkers.test(picture)) throw new Error(`$toMillis needs the year in '${picture}'; put [Y0001] into it`)
  const today = new Date(now).toISOString().slice(0, 10)
  return pictureToMillis.evaluate(undefined, { text: `${today} ${text}`, picture: `[Y0001]-[M01]-[D01] ${picture}` })
}

const valueOfExpression = async (template: Template & { kind: 'expression' }, bindings: Bindings): Promise<Json> => {
  const { source, field, parsed } = template
  let value: Json | undefined
  try {
    value = plainJson(await parsed.evaluate(undefined, bindings))
  } catch (error) {
    throw queryEvaluationError(
      `The JSONata expression '${source}' specified for ${field} threw an error during evaluation. ${messageOf(error)}`,
    )
  }
  if (value === undefined) {
    throw queryEvaluationError(
      `The JSONata expression '${source}' specified for ${field} returned nothing (undefined).`,
    )
  }
  return value
}

/** What `template` comes to; throws States.QueryEvaluationError. */
export const evaluate = async (template: Template, bindings: Bindings): Promise<Json> => {
  switch (template.kind) {
    case 'constant':
      return template.value
    case 'expression':
      return valueOfExpression(template, bindings)
    case 'array': {
      const items: Json[] = []
      for (const item of template.items) items.push(await evaluate(item, bindings))
      return items
    }
    case 'object': {
      const members: Record<string, Json> = {}
      for (const [name, member] of template.members) members[name] = await evaluate(member, bindings)
      return members
    }
  }
}

/** The whole number `template` comes to; throws States.QueryEvaluationError for anything that is none or out of range. */
export const evaluateWhole = async (
  template: Template,
  bindings: Bindings,
  field: string,
  [least, most]: readonly [number, number],
): Promise<number> => {
  const value = await evaluate(template, bindings)
  if (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most) return value
  throw queryEvaluationError(
    `The field '${field}' takes a whole number from ${least} to ${most}, not ${JSON.stringify(value).slice(0, 100)}.`,
  )
}

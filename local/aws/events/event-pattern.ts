import { BlockList, isIP } from 'node:net'
import { type Fields, isFields } from '../aws-json.ts'

/** Whether an event, or a part of one, is what a pattern asks for. */
export type Matcher = (event: unknown) => boolean

type Test = (value: unknown) => boolean

/** A pattern no rule could have; the message names the place. */
export class InvalidEventPattern extends Error {
  constructor(where: string, problem: string) {
    super(`Event pattern is not valid at ${where === '' ? 'its top' : where}: ${problem}`)
    this.name = 'InvalidEventPatternException'
  }
}

const anyOf =
  (tests: readonly Test[]): Test =>
  (value) =>
    tests.some((test) => test(value))

const text = (operand: unknown, where: string): string => {
  if (typeof operand === 'string') return operand
  throw new InvalidEventPattern(where, 'the operator needs a string.')
}

const onText =
  (test: (value: string) => boolean): Test =>
  (value) =>
    typeof value === 'string' && test(value)

const ignoringCase = (operand: unknown, where: string): Test => {
  const wanted = text(operand, where).toLowerCase()
  return onText((value) => value.toLowerCase() === wanted)
}

const edge = (operand: unknown, where: string, holds: (value: string, part: string) => boolean): Test => {
  if (!isFields(operand)) {
    const part = text(operand, where)
    return onText((value) => holds(value, part))
  }
  const part = text(onlyEntry(operand, where, ['equals-ignore-case'])[1], where).toLowerCase()
  return onText((value) => holds(value.toLowerCase(), part))
}

const prefix = (operand: unknown, where: string): Test => edge(operand, where, (value, part) => value.startsWith(part))
const suffix = (operand: unknown, where: string): Test => edge(operand, where, (value, part) => value.endsWith(part))

const wildcard = (operand: unknown, where: string): Test => {
  const pattern = text(operand, where)
  if (pattern.includes('**')) throw new InvalidEventPattern(where, 'consecutive wildcards are not allowed.')
  const source = pattern
    .split(/(\\\*|\\\\|\*)/)
    .map((part) =>
      part === '*' ? '[\\s\\S]*' : part.replace(/^\\([*\\])$/, '$1').replace(/[.*+?^${}()|[\]\\]/g, '\\$&'),
    )
    .join('')
  const expression = new RegExp(`^${source}$`)
  return onText((value) => expression.test(value))
}

const comparisons: Readonly<Record<string, (value: number, bound: number) => boolean>> = {
  '=': (value, bound) => value === bound,
  '<': (value, bound) => value < bound,
  '<=': (value, bound) => value <= bound,
  '>': (value, bound) => value > bound,
  '>=': (value, bound) => value >= bound,
}

const numeric = (operand: unknown, where: string): Test => {
  if (!Array.isArray(operand) || operand.length === 0 || operand.length % 2 === 1 || operand.length > 4) {
    throw new InvalidEventPattern(where, 'numeric needs one or two pairs of a comparison and a number.')
  }
  const tests: ((value: number) => boolean)[] = []
  for (let index = 0; index < operand.length; index += 2) {
    const [name, bound]: unknown[] = operand.slice(index, index + 2)
    const compare = comparisons[String(name)]
    if (compare === undefined || typeof bound !== 'number') {
      throw new InvalidEventPattern(where, `numeric does not know ${JSON.stringify(name)} ${JSON.stringify(bound)}.`)
    }
    tests.push((value) => compare(value, bound))
  }
  return (value) => typeof value === 'number' && tests.every((test) => test(value))
}

const cidr = (operand: unknown, where: string): Test => {
  const [address = '', bits] = text(operand, where).split('/')
  const version = isIP(address)
  if (version === 0 || bits === undefined) throw new InvalidEventPattern(where, `${String(operand)} is no CIDR block.`)
  const list = new BlockList()
  list.addSubnet(address, Number(bits), version === 4 ? 'ipv4' : 'ipv6')
  return onText((value) => isIP(value) === version && list.check(value, version === 4 ? 'ipv4' : 'ipv6'))
}

const literal = (wanted: unknown, where: string): Test => {
  if (wanted === null || ['string', 'number', 'boolean'].includes(typeof wanted)) return (value) => value === wanted
  throw new InvalidEventPattern(where, `${JSON.stringify(wanted)} is no value to compare with.`)
}

const listed = (operand: unknown): readonly unknown[] => (Array.isArray(operand) ? operand : [operand])

const anythingBut = (operand: unknown, where: string): Test => {
  const isOperator = isFields(operand)
  const [name, inner] = isOperator
    ? onlyEntry(operand, where, ['prefix', 'suffix', 'equals-ignore-case', 'wildcard'])
    : [undefined, operand]
  const operator = name === undefined ? literal : (leafOperators[name] ?? literal)
  if (!isOperator && listed(inner).some((value) => typeof value !== 'string' && typeof value !== 'number')) {
    throw new InvalidEventPattern(where, 'anything-but takes strings, numbers, or one operator.')
  }
  const excluded = anyOf(listed(inner).map((value) => operator(value, where)))
  return (value) => !excluded(value)
}

const leafOperators: Readonly<Record<string, (operand: unknown, where: string) => Test>> = {
  prefix,
  suffix,
  'equals-ignore-case': ignoringCase,
  wildcard,
  numeric,
  cidr,
  'anything-but': anythingBut,
}

const onlyEntry = (operand: Fields, where: string, known: readonly string[]): readonly [string, unknown] => {
  const [entry, ...others] = Object.entries(operand)
  if (entry === undefined || others.length > 0) {
    throw new InvalidEventPattern(where, `an operator stands alone in its object, not as ${JSON.stringify(operand)}.`)
  }
  if (!known.includes(entry[0]))
    throw new InvalidEventPattern(where, `there is no operator ${JSON.stringify(entry[0])}.`)
  return entry
}

/** The values at a place: the members of a list each for itself; a place that holds an object holds no value. */
const valuesAt = (value: unknown): readonly unknown[] => {
  if (Array.isArray(value)) return value.flatMap(valuesAt)
  return value === undefined || isFields(value) ? [] : [value]
}

const leaf = (alternatives: readonly unknown[], where: string): Matcher => {
  if (alternatives.length === 0) throw new InvalidEventPattern(where, 'an empty list matches nothing.')
  const matchers = alternatives.map((alternative): Matcher => {
    if (!isFields(alternative)) {
      const test = literal(alternative, where)
      return (value) => valuesAt(value).some(test)
    }
    const [name, operand] = onlyEntry(alternative, where, [...Object.keys(leafOperators), 'exists'])
    if (name === 'exists') {
      if (typeof operand !== 'boolean') throw new InvalidEventPattern(where, 'exists takes true or false.')
      return (value) => valuesAt(value).length > 0 === operand
    }
    const test = leafOperators[name]?.(operand, where)
    return (value) => test !== undefined && valuesAt(value).some(test)
  })
  return (value) => matchers.some((matches) => matches(value))
}

const memberMatcher = (name: string, pattern: unknown, where: string): Matcher => {
  const place = where === '' ? name : `${where}.${name}`
  if (name === '$or') {
    if (!Array.isArray(pattern) || pattern.length < 2) {
      throw new InvalidEventPattern(place, '$or needs a list of at least two patterns.')
    }
    const choices = pattern.map((choice, index) => matcher(choice, `${place}[${index}]`))
    return (event) => choices.some((matches) => matches(event))
  }
  const matches = Array.isArray(pattern) ? leaf(pattern, place) : matcher(pattern, place)
  return (event) => isFields(event) && matches(event[name])
}

const matcher = (pattern: unknown, where: string): Matcher => {
  if (!isFields(pattern)) throw new InvalidEventPattern(where, 'a pattern is an object, and its leaves are lists.')
  const members = Object.entries(pattern).map(([name, member]) => memberMatcher(name, member, where))
  if (members.length === 0) throw new InvalidEventPattern(where, 'an empty pattern matches nothing.')
  const matchesOne = (event: unknown): boolean => members.every((matches) => matches(event))
  // Members of a list are looked at one by one, so that what is asked for together is found together.
  return (event) => (Array.isArray(event) ? event.some(matchesOne) : matchesOne(event ?? {}))
}

/** Makes an EventBridge event pattern into a test; refuses, by name and place, whatever EventBridge does not know. */
export const compileEventPattern = (pattern: unknown): Matcher => matcher(pattern, '')

import Big from 'big.js'
import { ServiceError } from '../service-endpoint.ts'

/** A value as the DynamoDB protocol writes it: exactly one member, numbers as strings, binaries in base64. */
export interface AttributeValue {
  S?: string
  N?: string
  B?: string
  BOOL?: boolean
  NULL?: true
  SS?: string[]
  NS?: string[]
  BS?: string[]
  L?: AttributeValue[]
  M?: Item
}

/** An item, or a map inside one. */
export interface Item {
  [name: string]: AttributeValue
}

/** A DynamoDB type's name. */
export type AttributeType = keyof AttributeValue

/** The largest item DynamoDB stores, in bytes. */
export const maximumItemSize = 400 * 1024
const maximumDepth = 32

/** The `ValidationException` every malformed request ends in. */
export const invalid = (message: string): ServiceError => new ServiceError('ValidationException', message)

const typeNames: ReadonlySet<string> = new Set(['S', 'N', 'B', 'BOOL', 'NULL', 'SS', 'NS', 'BS', 'L', 'M'])
const isTypeName = (name: string): name is AttributeType => typeNames.has(name)

/** The one type a checked value has. */
export const typeOf = (value: AttributeValue): AttributeType => {
  for (const name in value) if (isTypeName(name)) return name
  throw invalid('Supplied AttributeValue is empty, must contain exactly one of the supported datatypes')
}

const plainInteger = /^(?:0|-?[1-9]\d{0,14})$/

/** A number's one spelling (`1.50` and `15E-1` are both `1.5`); refuses what exceeds 38 digits or the range. */
const canonicalNumber = (text: string): string => {
  if (plainInteger.test(text)) return text
  let number: Big
  try {
    number = new Big(text)
  } catch {
    throw invalid(`The parameter cannot be converted to a numeric value${text === '' ? '' : `: ${text}`}`)
  }
  if (number.e > 125) {
    throw invalid('Number overflow. Attempting to store a number with magnitude larger than supported range')
  }
  if (number.e < -130) {
    throw invalid('Number underflow. Attempting to store a number with magnitude smaller than supported range')
  }
  if (number.c.length > 38) throw invalid('Attempting to store more than 38 significant digits in a Number')
  return number.eq(0) ? '0' : number.toFixed()
}

/** The sum, or with `sign` -1 the difference, of two canonical numbers, exact to 38 digits. */
export const addNumbers = (left: string, right: string, sign: 1 | -1): string => {
  if (plainInteger.test(left) && plainInteger.test(right)) return String(Number(left) + sign * Number(right))
  const a = new Big(left)
  return canonicalNumber((sign === 1 ? a.plus(right) : a.minus(right)).toFixed())
}

const compareNumbers = (left: string, right: string): number =>
  left.length < 16 && right.length < 16 ? Number(left) - Number(right) : new Big(left).cmp(right)

const inUtf8Order = (unit: number): number => (unit < 0xd800 ? unit : unit < 0xe000 ? unit + 0x2000 : unit - 0x800)

/** Orders two strings by their UTF-8 bytes, as DynamoDB does. */
export const compareText = (left: string, right: string): number => {
  const length = Math.min(left.length, right.length)
  for (let index = 0; index < length; index++) {
    const a = left.charCodeAt(index)
    const b = right.charCodeAt(index)
    if (a !== b) return inUtf8Order(a) - inUtf8Order(b)
  }
  return left.length - right.length
}

/** Orders two scalars of the same type; undefined when their types differ or have no order. */
export const compareValues = (left: AttributeValue, right: AttributeValue): number | undefined => {
  if (left.S !== undefined && right.S !== undefined) return compareText(left.S, right.S)
  if (left.N !== undefined && right.N !== undefined) return compareNumbers(left.N, right.N)
  if (left.B !== undefined && right.B !== undefined) {
    return Buffer.compare(Buffer.from(left.B, 'base64'), Buffer.from(right.B, 'base64'))
  }
  return undefined
}

const sameSet = (left: readonly string[], right: readonly string[]): boolean =>
  left.length === right.length && left.every((member) => right.includes(member))

/** Whether two items have the same attributes. */
export const sameItems = (left: Item, right: Item): boolean => {
  const names = Object.keys(left)
  return (
    names.length === Object.keys(right).length &&
    names.every((name) => {
      const a = left[name]
      const b = right[name]
      return a !== undefined && b !== undefined && sameValues(a, b)
    })
  )
}

/** Whether two values are equal as DynamoDB's `=` has it: type and content, sets in any order. */
export const sameValues = (left: AttributeValue, right: AttributeValue): boolean => {
  if (left === right) return true
  const type = typeOf(left)
  if (type !== typeOf(right)) return false
  if (left.L !== undefined && right.L !== undefined) {
    const others = right.L
    return left.L.length === others.length && left.L.every((value, index) => sameValues(value, others[index] ?? {}))
  }
  if (left.M !== undefined && right.M !== undefined) return sameItems(left.M, right.M)
  const [a, b] = [left[type], right[type]]
  return Array.isArray(a) && Array.isArray(b)
    ? sameSet(left.SS ?? left.NS ?? left.BS ?? [], right.SS ?? right.NS ?? right.BS ?? [])
    : a === b
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const malformed = (type: string): ServiceError =>
  new ServiceError('SerializationException', `The member ${type} of an AttributeValue has the wrong JSON type.`)

const checkSet = (type: 'SS' | 'NS' | 'BS', members: unknown): void => {
  if (!Array.isArray(members)) throw malformed(type)
  const names = { SS: 'string', NS: 'number', BS: 'binary' }
  if (members.length === 0) {
    throw invalid(`One or more parameter values were invalid: An ${names[type]} set  may not be empty`)
  }
  members.forEach((member: unknown, index) => {
    if (typeof member !== 'string') throw malformed(type)
    if (type === 'NS') members[index] = canonicalNumber(member)
  })
  if (new Set(members).size < members.length) {
    throw invalid(
      `One or more parameter values were invalid: Input collection [${members.join(', ')}] contains duplicates.`,
    )
  }
}

const checkContent = (holder: Record<string, unknown>, kind: AttributeType, depth: number): void => {
  const content = holder[kind]
  switch (kind) {
    case 'S':
      if (typeof content !== 'string') throw malformed(kind)
      return
    case 'N':
      if (typeof content !== 'string') throw malformed(kind)
      holder[kind] = canonicalNumber(content)
      return
    case 'B':
      if (typeof content !== 'string') throw malformed(kind)
      return
    case 'BOOL':
      if (typeof content !== 'boolean') throw malformed(kind)
      return
    case 'NULL':
      if (content !== true) {
        throw invalid(
          'One or more parameter values were invalid: Null attribute value types must have the value of true',
        )
      }
      return
    case 'SS':
    case 'NS':
    case 'BS':
      checkSet(kind, content)
      return
    case 'L':
      if (!Array.isArray(content)) throw malformed(kind)
      for (const member of content) checkValue(member, depth + 1)
      return
    case 'M':
      if (!isObject(content)) throw malformed(kind)
      for (const name in content) checkValue(content[name], depth + 1)
      return
    default:
      kind satisfies never
  }
}

/** Refuses what is no attribute value, and writes the numbers in it canonically, in place. */
export function checkValue(value: unknown, depth = 0): asserts value is AttributeValue {
  if (!isObject(value)) throw new ServiceError('SerializationException', 'An AttributeValue must be a JSON object.')
  if (depth > maximumDepth) throw invalid('Nesting Levels have exceeded supported limits')
  let found = 0
  for (const type in value) {
    if (!isTypeName(type)) {
      throw invalid('Supplied AttributeValue is empty, must contain exactly one of the supported datatypes')
    }
    if (++found > 1) {
      throw invalid(
        'Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes',
      )
    }
    checkContent(value, type, depth)
  }
  if (found === 0)
    throw invalid('Supplied AttributeValue is empty, must contain exactly one of the supported datatypes')
}

/** Refuses what is no item, and writes the numbers in it canonically, in place. */
export function checkItem(item: unknown): asserts item is Item {
  if (!isObject(item)) throw new ServiceError('SerializationException', 'An item must be a JSON object.')
  for (const name in item) checkValue(item[name])
}

const numberSize = (text: string): number => {
  const digits = text.replace(/^-|\.|^-?0\.0*|0+$/g, '').length
  return Math.ceil(digits / 2) + 1 + (text.startsWith('-') ? 1 : 0)
}

const binarySize = (base64: string): number => Buffer.byteLength(base64, 'base64')

const sum = <T>(members: readonly T[], size: (member: T) => number): number =>
  members.reduce((total, member) => total + size(member), 0)

/** The bytes DynamoDB counts for a value. */
export const valueSize = (value: AttributeValue): number => {
  if (value.S !== undefined) return Buffer.byteLength(value.S)
  if (value.N !== undefined) return numberSize(value.N)
  if (value.M !== undefined) return 3 + itemSize(value.M) + Object.keys(value.M).length
  if (value.L !== undefined) return 3 + sum(value.L, (member) => 1 + valueSize(member))
  if (value.B !== undefined) return binarySize(value.B)
  if (value.SS !== undefined) return sum(value.SS, Buffer.byteLength)
  if (value.NS !== undefined) return sum(value.NS, numberSize)
  if (value.BS !== undefined) return sum(value.BS, binarySize)
  return 1
}

/** The bytes DynamoDB counts for an item: its attribute names and values. */
export const itemSize = (item: Item): number => {
  let size = 0
  for (const name in item) {
    const value = item[name]
    if (value !== undefined) size += Buffer.byteLength(name) + valueSize(value)
  }
  return size
}

/** A value as JavaScript writes it; a set is a list, a binary its base64, a number too exact for a double its text. */
export type PlainValue =
  | string
  | number
  | boolean
  | null
  | readonly PlainValue[]
  | { readonly [name: string]: PlainValue }

const plainNumber = (text: string): number | string =>
  canonicalNumber(String(Number(text))) === text ? Number(text) : text

/** A value without its types. */
const plainValue = (value: AttributeValue): PlainValue => {
  if (value.M !== undefined) return plainItem(value.M)
  if (value.L !== undefined) return value.L.map(plainValue)
  if (value.N !== undefined) return plainNumber(value.N)
  if (value.NS !== undefined) return value.NS.map(plainNumber)
  return value.S ?? value.BOOL ?? value.B ?? value.SS ?? value.BS ?? null
}

/** An item without its types. */
export const plainItem = (item: Item): Record<string, PlainValue> =>
  Object.fromEntries(Object.entries(item).map(([name, value]) => [name, plainValue(value)]))

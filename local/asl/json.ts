/** A JSON value. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject

/** A JSON object. */
export interface JsonObject {
  readonly [member: string]: Json
}

/** Step Functions' quota on every input, output, argument and variable, in bytes of UTF-8. */
export const payloadLimit = 262_144

/** Step Functions' quota on all variables of an execution together, in bytes. */
export const variablesLimit = 10 * 1024 * 1024

/** Whether `value` is a JSON object, neither null nor an array. */
export const isJsonObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Whether `value` is a JSON array. */
export const isJsonArray = (value: Json | undefined): value is readonly Json[] => Array.isArray(value)

/** Reads JSON text; throws SyntaxError. */
export const parseJson = (text: string): Json => JSON.parse(text)

const isFunctionOfJsonata = (value: object): boolean => '_jsonata_function' in value || '_jsonata_lambda' in value

/**
 * `value` as JSON and nothing else: JSONata's sequences become arrays, members without a value and functions go.
 * Undefined when nothing is left; throws RangeError for a number JSON has no notation for.
 */
export const plainJson = (value: unknown): Json | undefined => {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value
    case 'number':
      if (!Number.isFinite(value)) throw new RangeError(`${value} is no JSON number`)
      return value
    case 'object': {
      if (value === null) return null
      if (Array.isArray(value)) return Array.from(value, (item) => plainJson(item) ?? null)
      if (isFunctionOfJsonata(value)) return undefined
      const members: Record<string, Json> = {}
      for (const [name, member] of Object.entries(value)) {
        const json = plainJson(member)
        if (json !== undefined) members[name] = json
      }
      return members
    }
    default:
      return undefined
  }
}

/** A copy of `value` by way of JSON text, as crossing a network would make it; undefined becomes null. */
export const copyOfJson = (value: unknown): Json => {
  const text = JSON.stringify(value)
  return text === undefined ? null : parseJson(text)
}

// Cheaper than writing the text out: most payloads are far below the limit even when every character takes six bytes.
const atMost = (value: Json): number => {
  if (typeof value === 'string') return 6 * value.length + 2
  if (typeof value !== 'object' || value === null) return 25
  if (isJsonArray(value)) {
    let bytes = 2
    for (const item of value) bytes += atMost(item) + 1
    return bytes
  }
  let bytes = 2
  for (const name in value) bytes += 6 * name.length + 4 + atMost(value[name] ?? null)
  return bytes
}

/** The length of `value` written as JSON, in bytes of UTF-8. */
export const bytesOfJson = (value: Json): number => Buffer.byteLength(JSON.stringify(value))

/** Whether `value` written as JSON is longer than `limit` bytes of UTF-8. */
export const isLongerThan = (value: Json, limit: number): boolean => atMost(value) > limit && bytesOfJson(value) > limit

import type { Json } from './json.ts'

const rfc3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/

/** The instant of an RFC 3339 text as Wait takes it, in milliseconds since the epoch; null for anything else. */
export const instantOf = (value: Json): number | null => {
  if (typeof value !== 'string' || !rfc3339.test(value)) return null
  const instant = Date.parse(value)
  return Number.isNaN(instant) ? null : instant
}

/** An instant as Step Functions writes it: ISO 8601 in UTC without trailing zeros of the second. */
export const isoInstant = (at: number): string => new Date(at).toISOString().replace(/\.?0+Z$/, 'Z')

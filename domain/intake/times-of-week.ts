import { PartOfWeek } from '../contact/preferences.ts'
import { DayOfWeek } from '../policy/policy.ts'
import type { Reader } from './row.ts'

const hoursPattern = /^([01]\d|2[0-3]):([0-5]\d)-(([01]\d|2[0-3]):([0-5]\d)|24:00)$/

const partOf = (text: string): PartOfWeek | undefined => {
  const words = text.split(/\s+/)
  const hours = words.filter((word) => hoursPattern.test(word))
  const days = words.filter((word) => !hoursPattern.test(word)).map((word) => DayOfWeek.safeParse(word.toUpperCase()))
  const [startTime, endTime] = hours[0]?.split('-') ?? []
  const read = PartOfWeek.safeParse({
    ...(days.length > 0 && { days: days.map(({ data }) => data) }),
    ...(startTime !== undefined && { hours: { startTime: `T${startTime}`, endTime: `T${endTime}` } }),
  })
  return hours.length > 1 ? undefined : read.data
}

/**
 * Parts of a week by the borrower's clock, set apart by semicolons: days, hours or both, as `saturday sunday; 18:00-24:00`. `none` is no
 * part, and takes back what was said before.
 */
export const timesOfWeek: Reader<PartOfWeek[]> = (text) => {
  if (text.toLowerCase() === 'none') return { value: [] }
  const parts = text.split(';').map((part) => partOf(part.trim()))
  const read = parts.filter((part) => part !== undefined)
  if (read.length === parts.length) return { value: read }
  const fix = 'Write days and hours, parts set apart by semicolons, as saturday sunday; 18:00-24:00, or none.'
  return { code: 'unknown-word', wrong: 'The field is not days of the week with hours.', fix }
}

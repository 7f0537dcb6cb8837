import { nextPermittedInstant } from '../../../domain/contact/windows.ts'
import { isRefusal } from '../../../domain/outcome.ts'
import { CommunicationTimeConfig, DayOfWeek } from '../../../domain/policy/policy.ts'
import { instantOf, TimeZone } from '../../../domain/time.ts'
import { loadPolicies, policiesDirectory } from '../../../policies/load-policies.ts'

/** The calendar of China as it ships. */
export const cn = loadPolicies(policiesDirectory).calendars.cn
/** Without daylight-saving time. */
export const shanghai = TimeZone.parse('Asia/Shanghai')
/** With it. */
export const newYork = TimeZone.parse('America/New_York')
/** Monday to Friday. */
export const weekdays = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY'] as const

/** A policy that opens these hours for e-mail on these days. */
export const configOf = (
  hours: { startTime: string; endTime: string }[],
  days: readonly DayOfWeek[],
  rest: Partial<{ days: 'working-days'; calendar: 'cn'; restrictedPeriods: object[] }> = {},
): CommunicationTimeConfig =>
  CommunicationTimeConfig.parse({
    localTimeZoneConfig: { defaultTimeZone: 'Asia/Shanghai' },
    email: {
      openHours: { dailyHours: Object.fromEntries(days.map((day) => [day, hours])) },
      restrictedPeriods: rest.restrictedPeriods ?? [],
    },
    days: rest.days ?? 'every-open-day',
    calendar: rest.calendar ?? 'none',
  })

/** Nine to six. */
export const office = [{ startTime: 'T09:00', endTime: 'T18:00' }]
/** Working days in China from nine to six. */
export const platformA = configOf(office, weekdays, { days: 'working-days', calendar: 'cn' })
/** The same hours each day of the year. */
export const daily = (startTime: string, endTime: string) => configOf([{ startTime, endTime }], DayOfWeek.options)

/** The next permitted instant, or the code of the refusal. */
export const next = (config: CommunicationTimeConfig, zone: TimeZone | TimeZone[], from: string) => {
  const found = nextPermittedInstant(config, config.calendar === 'none' ? undefined : cn, zone, instantOf(from))
  return isRefusal(found) ? found.code : found.at
}

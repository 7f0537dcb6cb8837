import { describe, expect, it } from 'vitest'
import { parseSchedule } from '../../../local/aws/events/schedule.ts'

const firings = (expression: string, from: string, times: number, timeZone?: string): string[] => {
  const schedule = parseSchedule(expression, Date.parse(from), timeZone)
  const found: string[] = []
  let after: number | undefined = Date.parse(from)
  for (let count = 0; count < times && after !== undefined; count++) {
    after = schedule(after)
    if (after !== undefined) found.push(new Date(after).toISOString().replace(':00.000Z', 'Z'))
  }
  return found
}

describe('a schedule', () => {
  it.each([
    ['rate(5 minutes)', '2026-01-01T00:00:30Z', ['2026-01-01T00:05:30.000Z', '2026-01-01T00:10:30.000Z']],
    ['rate(1 hour)', '2026-01-01T00:00:00Z', ['2026-01-01T01:00Z', '2026-01-01T02:00Z']],
    ['cron(0 9 * * ? *)', '2026-01-01T09:00:00Z', ['2026-01-02T09:00Z', '2026-01-03T09:00Z']],
    ['cron(15 10 ? * MON-FRI *)', '2026-01-02T12:00:00Z', ['2026-01-05T10:15Z', '2026-01-06T10:15Z']],
    ['cron(0/20 8-9 ? * 2 *)', '2026-01-05T08:30:00Z', ['2026-01-05T08:40Z', '2026-01-05T09:00Z', '2026-01-05T09:20Z']],
    ['cron(0 0 L * ? *)', '2026-02-01T00:00:00Z', ['2026-02-28T00:00Z', '2026-03-31T00:00Z']],
    ['cron(0 0 LW * ? *)', '2026-05-01T00:00:00Z', ['2026-05-29T00:00Z']],
    ['cron(0 0 1W * ? *)', '2026-07-31T00:00:00Z', ['2026-08-03T00:00Z', '2026-09-01T00:00Z']],
    ['cron(0 0 ? * 6L *)', '2026-01-01T00:00:00Z', ['2026-01-30T00:00Z', '2026-02-27T00:00Z']],
    ['cron(0 0 ? * TUE#2 *)', '2026-01-01T00:00:00Z', ['2026-01-13T00:00Z', '2026-02-10T00:00Z']],
    ['cron(0 12 29 FEB ? *)', '2026-01-01T00:00:00Z', ['2028-02-29T12:00Z']],
    [
      'cron(0 12 1,15 JAN,JUL ? 2027)',
      '2026-01-01T00:00:00Z',
      ['2027-01-01T12:00Z', '2027-01-15T12:00Z', '2027-07-01T12:00Z'],
    ],
    ['cron(0 12 1 1 ? 2025)', '2026-01-01T00:00:00Z', []],
    ['at(2026-03-01T09:00:00)', '2026-01-01T00:00:00Z', ['2026-03-01T09:00Z']],
  ])('%s fires from %s on', (expression, from, expected) => {
    expect(firings(expression, from, Math.max(expected.length, 1))).toEqual(expected)
  })

  it('follows the clocks of its time zone over the change to summer time and back', () => {
    expect(firings('cron(0 9 * * ? *)', '2026-03-07T00:00:00Z', 3, 'America/New_York')).toEqual([
      '2026-03-07T14:00Z',
      '2026-03-08T13:00Z',
      '2026-03-09T13:00Z',
    ])
    expect(firings('cron(0 9 * * ? *)', '2026-01-01T00:00:00Z', 1, 'Asia/Shanghai')).toEqual(['2026-01-01T01:00Z'])
  })

  it('skips an hour that the clocks skip', () => {
    expect(firings('cron(30 2 * * ? *)', '2026-03-07T00:00:00Z', 3, 'America/New_York')).toEqual([
      '2026-03-07T07:30Z',
      '2026-03-09T06:30Z',
      '2026-03-10T06:30Z',
    ])
  })

  it('fires once in an hour that the clocks show twice', () => {
    expect(firings('cron(30 1 * * ? *)', '2026-10-31T12:00:00Z', 2, 'America/New_York')).toEqual([
      '2026-11-01T05:30Z',
      '2026-11-02T06:30Z',
    ])
  })

  it('counts days of a rate in hours, whatever the clocks do', () => {
    expect(firings('rate(1 day)', '2026-03-07T14:00:00Z', 2, 'America/New_York')).toEqual([
      '2026-03-08T14:00Z',
      '2026-03-09T14:00Z',
    ])
  })

  it.each([
    ['every day', /none of rate/],
    ['rate(1 hours)', /write rate/],
    ['rate(0 minutes)', /write rate/],
    ['rate(5 weeks)', /write rate/],
    ['cron(0 9 * * *)', /six fields/],
    ['cron(0 9 * * * *)', /must be "\?"/],
    ['cron(0 9 ? * ? *)', /must be "\?"/],
    ['cron(60 9 * * ? *)', /60 is not between 0 and 59/],
    ['cron(0 9 ? * FUN *)', /FUN is not between 1 and 7/],
    ['cron(0/0 9 * * ? *)', /no valid step/],
    ['at(tomorrow)', /write at/],
  ])('is refused as %s', (expression, message) => {
    expect(() => parseSchedule(expression, 0)).toThrow(message)
  })

  it('is refused in a time zone that does not exist', () => {
    expect(() => parseSchedule('cron(0 9 * * ? *)', 0, 'Mars/Olympus')).toThrow(/no time zone Mars\/Olympus/)
  })
})

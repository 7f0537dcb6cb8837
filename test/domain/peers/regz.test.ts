import { describe, expect, it } from 'vitest'
import { Day } from '../../../domain/time.ts'
import { compareExamples, daysOfRun, ExamplesFile } from '../../../peers/regz.ts'

describe('a run of payments', () => {
  it.each([
    [3, '1978-01-31', '1 month', ['1978-01-31', '1978-02-28', '1978-03-31']],
    [3, '1978-10-01', '1 quarter', ['1978-10-01', '1979-01-01', '1979-04-01']],
    [2, '1978-10-01', '3 months', ['1978-10-01', '1979-01-01']],
    [2, '1978-10-01', 'month', ['1978-10-01', '1978-11-01']],
    [2, '1978-04-21', '1 week', ['1978-04-21', '1978-04-28']],
    [2, '1978-04-21', '4 weeks', ['1978-04-21', '1978-05-19']],
    [2, '1978-04-21', '10 days', ['1978-04-21', '1978-05-01']],
    [2, '1980-02-29', '1 year', ['1980-02-29', '1981-02-28']],
    [2, '1978-04-21', 'half year', ['1978-04-21', '1978-10-21']],
    [4, '1978-03-01', 'half month (1st and 16th)', ['1978-03-01', '1978-03-16', '1978-04-01', '1978-04-16']],
    [3, '1978-02-16', 'half month (1st and 16th)', ['1978-02-16', '1978-03-01', '1978-03-16']],
    [3, '1978-02-15', 'half month (15th and last day)', ['1978-02-15', '1978-02-28', '1978-03-15']],
    [3, '1978-02-20', 'half month', ['1978-02-20', '1978-03-05', '1978-03-20']],
  ])('of %s from %s every %s', (count, first, every, days) => {
    expect(daysOfRun(count, Day.parse(first), every)).toEqual(days)
  })

  it('needs no interval where it is one payment, and says so where it needs one', () => {
    const first = Day.parse('1978-01-10')
    expect(daysOfRun(1, first)).toEqual([first])
    expect(() => daysOfRun(2, first)).toThrow('2 payments need an interval')
    expect(() => daysOfRun(2, first, '1 moon')).toThrow('moon is not day, week')
    expect(() => daysOfRun(2, first, 'half week')).toThrow('"half week" is not an interval')
  })
})

describe('an example', () => {
  const example = {
    id: 'one payment',
    apr: 8.8,
    advance: { date: '1978-07-15', amount: 1000 },
    payments: [{ count: 1, amount: 1044, first: '1979-01-15' }],
  }
  const results = (examples: readonly object[]) => compareExamples(ExamplesFile.parse({ examples }))

  it('agrees where the rate is the same to two decimals', () => {
    expect(results([example, { ...example, apr: 8.81 }])).toEqual([
      { id: 'one payment', expected: 8.8, got: 8.8, agrees: true },
      { id: 'one payment', expected: 8.81, got: 8.8, agrees: false },
    ])
  })

  it('may have several advances', () => {
    const { advance, ...rest } = example
    const halves = [1, 2].map(() => ({ ...advance, amount: 500 }))
    expect(results([{ ...rest, advances: halves }])).toMatchObject([{ got: 8.8, agrees: true }])
  })

  it('may have a run of advances', () => {
    const { advance, ...rest } = example
    const advances = [{ count: 2, amount: 500, first: advance.date, every: '1 month' }]
    const apart = ['1978-07-15', '1978-08-15'].map((date) => ({ date, amount: 500 }))
    const [run, single] = results([
      { ...rest, advances },
      { ...rest, advances: apart },
    ])
    expect(run).toEqual(single)
  })

  it('tells why it has no rate', () => {
    const { advance, ...rest } = example
    expect(results([rest])).toMatchObject([{ got: 'advances: at least one must be above zero', agrees: false }])
    const wrong = { ...example, payments: [{ count: 0, amount: 1, first: '1979-01-15' }] }
    expect(results([wrong])).toMatchObject([{ got: expect.stringMatching(/^payments\.0\.count: /) }])
    const unreadable = { ...example, payments: [{ count: 2, amount: 522, first: '1979-01-15', every: '1 moon' }] }
    expect(results([unreadable])).toMatchObject([{ got: expect.stringContaining('moon'), agrees: false }])
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Timer, VirtualClock } from '../../local/clock.ts'

describe('the virtual clock', () => {
  it('runs timers by instant and, within one, in the order they were set, telling their instant as now', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 60 }), async (instants) => {
        const clock = new VirtualClock(0)
        const rung: [number, number, number][] = []
        for (const [index, at] of instants.entries()) clock.schedule(at, () => void rung.push([at, index, clock.now()]))
        await clock.runUntil(20)
        const expected = instants
          .map((at, index) => [at, index, at])
          .sort(([a = 0, i = 0], [b = 0, j = 0]) => a - b || i - j)
        expect(rung).toEqual(expected)
        expect(clock.now()).toBe(20)
      }),
    )
  })

  it('drops exactly the cancelled timers, however many there are', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 1000 }), fc.boolean()), { minLength: 1500, maxLength: 3000 }),
        async (plan) => {
          const clock = new VirtualClock(0)
          const rung: number[] = []
          const timers = plan.map(([at], index) => clock.schedule(at, () => void rung.push(index)))
          for (const [index, [, isCancelled]] of plan.entries()) if (isCancelled) clock.cancel(timers[index] ?? raise())
          await clock.runUntil(1000)
          expect(rung.toSorted((a, b) => a - b)).toEqual(
            plan.flatMap(([, isCancelled], index) => (isCancelled ? [] : [index])),
          )
          const instants = rung.map((index) => plan[index]?.[0] ?? -1)
          expect(instants).toEqual(instants.toSorted((a, b) => a - b))
        },
      ),
      { numRuns: 20 },
    )
  })

  it('keeps no more than twice the timers that live, a year of cancelled time-outs notwithstanding', () => {
    const clock = new VirtualClock(0)
    const kept: Timer[] = []
    for (let index = 0; index < 50_000; index += 1) {
      const timer = clock.schedule(31_536_000_000 + index, () => {})
      if (index % 100 === 0) kept.push(timer)
      else clock.cancel(timer)
    }
    expect(clock.size).toBeLessThan(2 * kept.length + 2048)
  })

  it('runs what is set for the past as soon as possible, without going back', async () => {
    const clock = new VirtualClock(1000)
    const seen: number[] = []
    clock.schedule(5, () => void seen.push(clock.now()))
    await clock.settle()
    expect(seen).toEqual([1000])
  })

  it('waits for one action to end before the next begins, and takes in those that it sets', async () => {
    const clock = new VirtualClock(0)
    const seen: string[] = []
    clock.schedule(1, async () => {
      seen.push('a begins')
      clock.schedule(1, () => void seen.push('c'))
      await Promise.resolve()
      seen.push('a ends')
    })
    clock.schedule(1, () => void seen.push('b'))
    await clock.runUntil(1)
    expect(seen).toEqual(['a begins', 'a ends', 'b', 'c'])
  })

  it('tells the next instant without the cancelled ones', () => {
    const clock = new VirtualClock(0)
    expect(clock.nextAt()).toBeUndefined()
    const first = clock.schedule(1, () => {})
    clock.schedule(2, () => {})
    clock.cancel(first)
    expect(clock.nextAt()).toBe(2)
  })
})

const raise = (): never => {
  throw new Error('no such timer')
}

import { seededRandom } from '../random.ts'

/** How a simulated borrower is, unknown to the lender; drawn once from the run's seed and the address. */
export interface Character {
  /** How likely they answer a message at all, 0 to 1. */
  readonly answers: number
  /** How likely they pay an instalment in time. */
  readonly pays: number
  readonly temper: 'agreeable' | 'haggler' | 'sceptic' | 'disputing' | 'complaining' | 'leaving'
  /** What they have a month, as a multiple of what the old contract asked for. */
  readonly means: number
  readonly hardship: 'unemployment' | 'reduced-income' | 'illness' | 'family' | 'business-downturn' | 'none'
  /** Days until they answer. */
  readonly delayDays: number
}

const pick = <Choice>(random: () => number, weighted: readonly (readonly [Choice, number])[]): Choice | undefined => {
  let left = random() * weighted.reduce((sum, [, weight]) => sum + weight, 0)
  return weighted.find(([, weight]) => {
    left -= weight
    return left < 0
  })?.[0]
}

/** Draws a character; the same seed and address always give the same person. */
export const characterOf = (seed: string, address: string): Character => {
  const random = seededRandom(`${seed}/${address}`)
  const silent = random() < 0.14
  return {
    answers: silent ? 0.05 : 0.75 + random() * 0.24,
    pays: random() < 0.2 ? 0.55 + random() * 0.2 : 0.9 + random() * 0.09,
    temper:
      pick(random, [
        ['agreeable', 62],
        ['haggler', 18],
        ['sceptic', 10],
        ['disputing', 4],
        ['complaining', 3],
        ['leaving', 3],
      ] as const) ?? 'agreeable',
    means: 0.3 + random() * 1.1,
    hardship:
      pick(random, [
        ['unemployment', 25],
        ['reduced-income', 30],
        ['illness', 12],
        ['family', 8],
        ['business-downturn', 10],
        ['none', 15],
      ] as const) ?? 'none',
    delayDays: 0.2 + random() * 6,
  }
}

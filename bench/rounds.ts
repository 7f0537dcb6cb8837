import { type Figure, figureOf } from './figure.ts'

/** Something measured in rounds; each call of `measure` gives one sample. */
export interface Contender {
  readonly name: string
  measure(): Promise<number>
}

/** What is compared with what, and how often. */
export interface Comparison {
  readonly unit: string
  readonly rounds: number
  readonly baseline: Contender
  readonly contenders: readonly Contender[]
}

/**
 * Measures everybody once a round, beginning each round with another one, so that whatever else the machine does falls on all alike. One
 * round before the first warms up and is not counted.
 */
export const compare = async ({ unit, rounds, baseline, contenders }: Comparison): Promise<Figure[]> => {
  const everybody = [baseline, ...contenders].map((contender) => ({ contender, samples: [] as number[] }))
  for (let round = 0; round <= rounds; round++) {
    const first = round % everybody.length
    for (const { contender, samples } of [...everybody.slice(first), ...everybody.slice(0, first)]) {
      const sample = await contender.measure()
      if (round > 0) samples.push(sample)
    }
  }
  const standard = everybody[0]?.samples ?? []
  return everybody.map(({ contender: { name }, samples }) =>
    figureOf(unit, { name, samples }, name === baseline.name ? undefined : { name: baseline.name, samples: standard }),
  )
}

/** How many a second, where `work` deals with `count` of them. */
export const perSecond = async (count: number, work: () => unknown): Promise<number> => {
  const began = performance.now()
  await work()
  return (1000 * count) / (performance.now() - began)
}

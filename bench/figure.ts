/** Several samples of one thing: the one in the middle, and the ends. */
export interface Spread {
  readonly median: number
  readonly low: number
  readonly high: number
}

/** One line of a bench's table. */
export interface Figure extends Spread {
  readonly name: string
  readonly unit: string
  readonly samples: number
  /** The same divided by the baseline's, round by round. */
  readonly ratio?: Spread & { readonly to: string }
}

/** Samples under a name, in the order of their rounds. */
export interface Samples {
  readonly name: string
  readonly samples: readonly number[]
}

/** The middle and the ends of samples. @throws Error without any */
export const spreadOf = (samples: readonly number[]): Spread => {
  const sorted = [...samples].sort((a, b) => a - b)
  const [low, high] = [sorted[0], sorted.at(-1)]
  const [left, right] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]]
  if (low === undefined || high === undefined || left === undefined || right === undefined)
    throw new Error('no samples were taken; a bench needs one round at least')
  return { median: (left + right) / 2, low, high }
}

/** Samples as a figure, with its ratio to a baseline that was measured in the same rounds. */
export const figureOf = (unit: string, { name, samples }: Samples, baseline?: Samples): Figure => {
  const figure = { name, unit, samples: samples.length, ...spreadOf(samples) }
  if (baseline === undefined) return figure
  const ratios = samples.map((sample, round) => sample / (baseline.samples[round] ?? Number.NaN))
  return { ...figure, ratio: { to: baseline.name, ...spreadOf(ratios) } }
}

import { seededRandom } from '../../local/random.ts'

/** Chance that falls the same way for the same seed, so that the sample never changes by itself. */
export class Dice {
  readonly #roll: () => number

  constructor(seed: string) {
    this.#roll = seededRandom(seed)
  }

  /** A whole number, both ends included. */
  between(least: number, most: number): number {
    return least + Math.floor(this.#roll() * (most - least + 1))
  }

  /** A number between two, small ones as often as large ones by their orders of magnitude. */
  scale(least: number, most: number): number {
    return least * (most / least) ** this.#roll()
  }

  chance(probability: number): boolean {
    return this.#roll() < probability
  }

  /** One of several; those with more weight more often. */
  weighted<Choice>(choices: readonly (readonly [weight: number, choice: Choice])[]): Choice {
    let left = this.#roll() * choices.reduce((sum, [weight]) => sum + weight, 0)
    for (const [weight, choice] of choices) {
      left -= weight
      if (left < 0) return choice
    }
    return this.pick(choices)[1]
  }

  pick<Choice>(choices: readonly Choice[]): Choice {
    const picked = choices[this.between(0, choices.length - 1)]
    if (picked === undefined) throw new Error('there is nothing to pick from')
    return picked
  }
}

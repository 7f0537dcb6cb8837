import { describe, expect, test } from 'vitest'
import { seededRandom } from '../../local/random.ts'
import { beginning } from '../workflows/town.ts'
import { LocalScene } from './scene.ts'
import { play } from './story.ts'

const told = async (slowness?: { readonly seed: number; readonly delayMs: number }) => {
  const scene = await LocalScene.open(
    beginning,
    slowness && { random: seededRandom(`slow/${slowness.seed}`), repeat: 0, delayMs: slowness.delayMs, reorder: false },
  )
  try {
    return await play(scene, async () => undefined)
  } finally {
    await scene.close()
  }
}

describe('the story', () => {
  test('is the same however long each step of a deployment takes, up to a minute', async () => {
    const atOnce = await told()
    for (const seed of [1, 2, 3]) expect(await told({ seed, delayMs: 60_000 })).toEqual(atOnce)
  })
})

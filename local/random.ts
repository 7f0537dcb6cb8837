import { createHash } from 'node:crypto'

/** Numbers from 0 up to, but not including, 1: the same ones for the same seed (mulberry32). */
export const seededRandom = (seed: string): (() => number) => {
  let state = createHash('sha256').update(seed).digest().readUInt32LE(0)
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** Secrets of a local run: unguessable to nobody, the same for the same seed. */
export const seededEntropy = (seed: string): (() => string) => {
  let drawn = 0
  return () => {
    drawn += 1
    return createHash('sha256').update(`${seed}#${drawn}`).digest('base64url')
  }
}

import type { Breach, Phrase } from '../rules.ts'

/** Phrases of one breach, from the sources of their regular expressions. Each is searched for by itself: one that is denied hides no other. */
export const says = (
  breach: Breach,
  ways: readonly string[],
  unless: Pick<Phrase, 'notAfter' | 'notBefore'> = {},
): readonly Phrase[] => ways.map((way) => ({ breach, find: new RegExp(way, 'gu'), ...unless }))

/** One way out of a list of plain words. */
export const anyOf = (words: string): string => words.replaceAll(' ', '|')

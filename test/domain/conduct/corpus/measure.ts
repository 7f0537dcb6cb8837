import { conductFindings } from '../../../../domain/conduct/conduct.ts'
import type { ConductRule } from '../../../../domain/conduct/rules.ts'
import type { Language } from '../../../../domain/language.ts'
import type { Sentences } from './corpus.ts'

/** How often a finding was right, and how often there was one where there should be. */
export interface Measured {
  /** Sentences found and rightly so. */
  readonly right: number
  readonly found: number
  readonly wanted: number
}

/** The part of what was found that is right. */
export const precisionOf = ({ right, found }: Measured): number => (found === 0 ? 1 : right / found)

/** The part of what should be found that is found. */
export const recallOf = ({ right, wanted }: Measured): number => (wanted === 0 ? 1 : right / wanted)

interface Judged {
  readonly wanted: ReadonlySet<ConductRule>
  readonly found: ReadonlySet<ConductRule>
}

const judge = ({ bad, good }: Sentences, language: Language): readonly Judged[] =>
  [...bad, ...good.map((says) => [says] as const)].map(([says, ...wanted]) => ({
    wanted: new Set(wanted),
    found: new Set(conductFindings(says, language).map(({ rule }) => rule)),
  }))

const alreadyJudged = new Map<Sentences, readonly Judged[]>()

const judged = (sentences: Sentences, language: Language): readonly Judged[] => {
  const all = alreadyJudged.get(sentences) ?? judge(sentences, language)
  alreadyJudged.set(sentences, all)
  return all
}

const counted = (all: readonly Judged[], isWanted: (each: Judged) => boolean, isFound: (each: Judged) => boolean) => ({
  right: all.filter((each) => isWanted(each) && isFound(each)).length,
  found: all.filter(isFound).length,
  wanted: all.filter(isWanted).length,
})

/** Whether a sentence is refused, whatever the rule: what staff see. */
export const measured = (sentences: Sentences, language: Language): Measured =>
  counted(
    judged(sentences, language),
    ({ wanted }) => wanted.size > 0,
    ({ found }) => found.size > 0,
  )

/** Whether the rule that is named is the one that was broken. */
export const measuredFor = (rule: ConductRule, sentences: Sentences, language: Language): Measured =>
  counted(
    judged(sentences, language),
    ({ wanted }) => wanted.has(rule),
    ({ found }) => found.has(rule),
  )

/** Of the bad sentences that are refused, those in which a rule is named that they were marked with. */
export const rightlyNamed = (sentences: Sentences, language: Language): Measured => {
  const refused = judged(sentences, language).filter(({ wanted, found }) => wanted.size > 0 && found.size > 0)
  const right = refused.filter(({ wanted, found }) => [...wanted].some((rule) => found.has(rule))).length
  return { right, found: refused.length, wanted: refused.length }
}

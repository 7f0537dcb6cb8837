import type { Language } from '../language.ts'
import { type Folded, readingsOf } from './fold.ts'
import { chinese } from './phrases/chinese.ts'
import { english } from './phrases/english.ts'
import { type Breach, breaches, type ConductRule, type Phrase, type PhraseBook } from './rules.ts'
import { enConduct } from './wording/en.ts'
import type { ConductWording } from './wording/wording.ts'
import { zhCnConduct } from './wording/zh-cn.ts'
import { zhTwConduct } from './wording/zh-tw.ts'

/** A phrase that breaks a rule: where it stands, which rule and why, and what to write instead. */
export interface ConductFinding {
  readonly rule: ConductRule
  readonly breach: Breach
  /** As it was written. */
  readonly phrase: string
  /** Where in the text the phrase begins and ends, in UTF-16 units. */
  readonly at: number
  readonly end: number
  readonly why: string
  readonly source: string
  readonly suggestion: string
}

/** The words in which findings are told, by language. */
export const conductWordings: Readonly<Record<Language, ConductWording>> = {
  en: enConduct,
  'zh-CN': zhCnConduct,
  'zh-TW': zhTwConduct,
}

/** A text may mix languages, so that each is read with every book. */
const books: readonly PhraseBook[] = [english, chinese]

const contextLength = 90
const sentenceEnd = /[.!?。;\n](?=[^.!?。;\n]*$)/u

/** What stands before a phrase in its own sentence. */
const before = (text: string, at: number): string => {
  const context = text.slice(Math.max(0, at - contextLength), at)
  const end = sentenceEnd.exec(context)
  return end === null ? context : context.slice(end.index + 1)
}

const isHarmless = (text: string, at: number, end: number, phrase: Phrase, book: PhraseBook): boolean => {
  const lead = before(text, at)
  const rest = text.slice(end, end + contextLength)
  const [ifSo, tellUs] = book.askedAfter
  return (
    (phrase.notAfter?.test(lead) ?? false) ||
    (phrase.notBefore?.test(rest) ?? false) ||
    book.attributed.test(lead) ||
    (ifSo.test(lead) && tellUs.test(rest)) ||
    (book.denied.test(lead) && !book.rhetorical.test(rest))
  )
}

/** A name and no more: `court`, `法院`. */
const bareName = /^(?:[a-z]+|\p{Script=Han}{1,3})$/u

interface Found {
  readonly breach: Breach
  /** Whether it is one word, however that is written. */
  readonly bare: boolean
  readonly at: number
  readonly end: number
}

const foundIn = ({ text, at }: Folded, book: PhraseBook): readonly Found[] =>
  (book.script.test(text) ? book.phrases : []).flatMap((phrase) =>
    Array.from(text.matchAll(phrase.find)).flatMap((match) => {
      const end = match.index + match[0].length
      const from = at[match.index]
      const last = at[end - 1]
      return from === undefined || last === undefined || isHarmless(text, match.index, end, phrase, book)
        ? []
        : [{ breach: phrase.breach, bare: bareName.test(match[0]), at: from, end: last + 1 }]
    }),
  )

/** Of those that overlap under one rule, the longer says it all. */
const withoutOverlap = (found: readonly Found[]): readonly Found[] => {
  const latest = new Map<ConductRule, Found>()
  const covered = new Set<Found>()
  const inOrder = found.toSorted((a, b) => a.at - b.at || b.end - a.end)
  for (const next of inOrder) {
    const last = latest.get(ruleOf(next))
    const overlaps = last !== undefined && next.at < last.end
    if (overlaps && next.end - next.at <= last.end - last.at) covered.add(next)
    else {
      if (overlaps) covered.add(last)
      latest.set(ruleOf(next), next)
    }
  }
  return inOrder.filter((each) => !covered.has(each))
}

const namesInstitution = (breach: Breach): boolean => breach === 'legal-action' || breach === 'arrest'

/** Whether nothing ends between two phrases, the second not before the first; those that lie far apart are not looked at. */
const inOneSentence = (text: string, first: Found, second: Found): boolean =>
  second.at - first.end < contextLength && !/[。！？]|[.!?](?:\s|$)/u.test(text.slice(first.end, second.at))

/** Who borrows the name of a court or of the police names them; that alone, or the same words, is no threat besides. */
const withoutBorrowedNames = (text: string, inOrder: readonly Found[]): readonly Found[] => {
  const borrowed = inOrder.filter(({ breach }) => breach === 'borrowed-authority')
  let next = 0
  return inOrder.filter((each) => {
    while (next < borrowed.length && (borrowed[next]?.at ?? 0) < each.at) next += 1
    const [before, after] = [borrowed[next - 1], borrowed[next]]
    const isSaid = (other: Found | undefined): boolean =>
      other !== undefined && each.at < other.end && other.at < each.end
    const isNear =
      each.bare &&
      ((before !== undefined && inOneSentence(text, before, each)) ||
        (after !== undefined && inOneSentence(text, each, after)))
    return !namesInstitution(each.breach) || !(isSaid(before) || isSaid(after) || isNear)
  })
}

const ruleOf = ({ breach }: Found): ConductRule => breaches[breach].rule

/**
 * Every phrase of `text` that no message to a borrower may hold (R72), in the order they stand; empty means that none was found. The text
 * may be in any of the languages, whichever the findings are told in.
 */
export const conductFindings = (text: string, language: Language): readonly ConductFinding[] => {
  const words = conductWordings[language]
  const found = readingsOf(text).flatMap((reading) => books.flatMap((book) => foundIn(reading, book)))
  return withoutBorrowedNames(text, withoutOverlap(found)).map(({ breach, at, end }) => {
    const { rule, source } = breaches[breach]
    const phrase = text.slice(at, end)
    return { rule, breach, phrase, at, end, why: words.why[rule], source, suggestion: words.suggestions[breach] }
  })
}

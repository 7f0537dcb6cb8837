import { simplified } from './simplified.ts'

/** A text as the phrases read it; `at[i]` is where in the original the character at `i` stands. */
export interface Folded {
  readonly text: string
  readonly at: readonly number[]
}

const foreignLetters = 'аеорсухіѕαοερ’‘`´ʼ'
const inLatin = "aeopcyxisaoep'''''"

/** Letters of other alphabets that look like Latin ones, and the marks that people type for an apostrophe. */
const lookAlikes: ReadonlyMap<string, string> = new Map(
  Array.from(foreignLetters, (letter, place) => [letter, inLatin.charAt(place)]),
)

const invisible = /[\p{Cf}\p{Mn}]/u

const foldedCharacter = (character: string): string => {
  const known = lookAlikes.get(character)
  if (known !== undefined) return known
  if (character < '\u0080') return character.toLowerCase()
  return Array.from(character.normalize('NFKD').toLowerCase())
    .filter((part) => !invisible.test(part))
    .map((part) => lookAlikes.get(part) ?? simplified.get(part) ?? part)
    .join('')
}

const foldedCharacters = (original: string): Folded => {
  const at: number[] = []
  let text = ''
  let place = 0
  for (const character of original) {
    const folded = foldedCharacter(character)
    text += folded
    for (let unit = 0; unit < folded.length; unit += 1) at.push(place)
    place += character.length
  }
  return { text, at }
}

/** Every match becomes what `instead` makes of it: nothing, or one character that stands where the match began. */
const replaced = ({ text, at }: Folded, find: RegExp, instead: (match: string) => string): Folded => {
  const places: number[] = []
  const keep = (from: number, to: number) => {
    for (let place = from; place < to; place += 1) places.push(at[place] ?? 0)
  }
  const parts: string[] = []
  let end = 0
  for (const { 0: match, index } of text.matchAll(find)) {
    const replacement = instead(match)
    parts.push(text.slice(end, index), replacement)
    keep(end, index + replacement.length)
    end = index + match.length
  }
  keep(end, text.length)
  return { text: parts.join('') + text.slice(end), at: places }
}

const drop = () => ''
const han = '\\p{Script=Han}'
const blanks = /\s+/gu
const blankInHan = new RegExp(`(?<=${han}) (?=${han})`, 'gu')
const hyphen = /(?<=[a-z])-(?=[a-z])/gu
const markInHan = new RegExp(`(?<=${han})[ *·.…~_/|+^#@&=\\-]{1,5}(?=${han})`, 'gu')
const markInWord = /(?<=[a-z])[*·.~_|-](?=[a-z])/gu
const blankInSpelling = /(?<=(?<![a-z])[a-z]) (?=[a-z] [a-z](?![a-z]))|(?<=(?<![a-z])[a-z] [a-z]) (?=[a-z](?![a-z]))/gu
const digitInWord = /(?<=[a-z])[01345@$](?=[a-z])/gu
const letters: Readonly<Record<string, string>> = { 0: 'o', 1: 'i', 3: 'e', 4: 'a', 5: 's', '@': 'a', $: 's' }

/** An empty line ends a sentence; any other break or run of blanks is one blank. A double blank still parts spelled-out words. */
const blank = (run: string): string => (/\n[^\S\n]*\n/.test(run) ? '\n' : ' ')

/**
 * The ways to read a text. The first takes it as it stands: lower case, one width, one script of Chinese, breaks mended. The second, only
 * where it differs, also takes away what may have been put into words to hide them: marks, blanks between letters, digits for letters.
 */
export const readingsOf = (original: string): readonly Folded[] => {
  const characters = foldedCharacters(original)
  const spaced = replaced(characters, blanks, blank)
  const plain = replaced(replaced(spaced, blankInHan, drop), hyphen, () => ' ')
  const unmarked = replaced(replaced(characters, markInWord, drop), digitInWord, (digit) => letters[digit] ?? digit)
  const joined = replaced(unmarked, blankInSpelling, drop)
  const bare = replaced(replaced(joined, blanks, blank), markInHan, drop)
  return bare.text === plain.text ? [plain] : [plain, bare]
}

import { isUtf8 } from 'node:buffer'
import { type Problem, problem } from './problem.ts'

/** Two Chinese characters side by side; a stray Western letter read as GB18030 gives one at most. */
const chineseWords = /\p{Script=Han}{2}/u

const gb18030 = new TextDecoder('gb18030', { fatal: true })
const windows1252 = new TextDecoder('windows-1252')

const chineseIn = (bytes: Uint8Array): string | undefined => {
  try {
    const text = gb18030.decode(bytes)
    return chineseWords.test(text) ? text : undefined
  } catch {
    return undefined
  }
}

const saveAsUtf8 = 'Save the file as UTF-8 (in Excel: "CSV UTF-8") and drop it again.'
const saveAsCsv = 'Save the sheet as CSV in UTF-8 (in Excel: "CSV UTF-8") and drop that file.'

const startsWith = (bytes: Uint8Array, ...magic: number[]): boolean => magic.every((byte, at) => bytes[at] === byte)

/** Splits bytes at line feeds, which no character of UTF-8 or GB18030 holds inside; each line keeps its line feed. */
export function* linesOf(bytes: Buffer): Generator<Buffer> {
  for (let start = 0; start < bytes.length; ) {
    const feed = bytes.indexOf(0x0a, start)
    const end = feed < 0 ? bytes.length : feed + 1
    yield bytes.subarray(start, end)
    start = end
  }
}

const isAscii = (bytes: Uint8Array): boolean => bytes.every((byte) => byte < 0x80)

const isMostlyForeign = (head: Buffer): boolean => {
  let foreign = 0
  let proper = 0
  for (const line of linesOf(head)) {
    if (isAscii(line)) continue
    if (isUtf8(line)) proper += 1
    else if (chineseIn(line) !== undefined) foreign += 1
  }
  return foreign > 0 && foreign > 4 * proper
}

/**
 * Why the beginning of a file shows that none of it can be read, if so. A single row in another encoding is no such reason: it is set
 * aside alone. Where Chinese text throughout is not UTF-8, the few rows that happen to pass for UTF-8 would be wrong.
 */
export const encodingProblem = (head: Buffer): Problem | undefined => {
  const of = (wrong: string) => problem('file', 'wrong-encoding', wrong, saveAsUtf8)
  if (startsWith(head, 0xff, 0xfe) || startsWith(head, 0xfe, 0xff)) return of('The file is UTF-16, not UTF-8.')
  if (startsWith(head, 0x50, 0x4b, 0x03, 0x04) || startsWith(head, 0xd0, 0xcf, 0x11, 0xe0))
    return problem('file', 'not-csv', 'The file is an Excel workbook or an archive, not CSV.', saveAsCsv)
  if (head.reduce((zeros, byte) => zeros + (byte === 0 ? 1 : 0), 0) > head.length / 8)
    return of('The file looks like UTF-16 without a byte order mark, not UTF-8.')
  if (isMostlyForeign(head)) return of('The file is not UTF-8; it looks like GB18030 (GBK).')
  return undefined
}

/** A line that is not UTF-8: its text in the encoding it most likely has, from which the bytes can be had back, and the reason. */
export const foreignLine = (line: Uint8Array): { text: string; problem: Problem } => {
  const chinese = chineseIn(line)
  const wrong = `The row is not UTF-8${chinese === undefined ? '' : '; it looks like GB18030 (GBK)'}.`
  const fix = 'Write this row in UTF-8 like the rest of the file, and drop it again.'
  return { text: chinese ?? windows1252.decode(line), problem: problem('row', 'wrong-encoding', wrong, fix) }
}

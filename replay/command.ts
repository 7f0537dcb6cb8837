import { writeFile } from 'node:fs/promises'
import { loadPolicies } from '../policies/load-policies.ts'
import { linesOfDay } from './day.ts'
import { readOptions, usage } from './options.ts'
import { readDossiers } from './read.ts'
import { replay } from './replay.ts'
import { countsInWords, findingsInWords } from './report.ts'

/**
 * Replays dossiers as a command line asks, and writes what it finds. @returns how the process is to end: 0 where nothing is wrong, 1 where
 * something is. @throws Error for options, dossiers or policies that cannot be read
 */
export const command = async (args: readonly string[], write: (text: string) => void): Promise<number> => {
  const options = readOptions(args)
  if (options.help) {
    write(usage)
    return 0
  }
  const book = loadPolicies(options.policy)
  const { people, lenders, findings } = replay(book, await readDossiers(options.dossiers))
  const { day, json } = options
  const lines = day === undefined ? [] : linesOfDay(book, people, day)
  if (json !== undefined) {
    const told = day === undefined ? {} : { day: { on: day, lines } }
    await writeFile(json, `${JSON.stringify({ lenders, findings, ...told }, null, 2)}\n`)
  }
  if (day !== undefined) write(`${lines.join('\n') || `Nothing on ${day}.`}\n\n`)
  write(findings.length > 0 ? findingsInWords(findings) : countsInWords(lenders))
  return findings.length > 0 ? 1 : 0
}

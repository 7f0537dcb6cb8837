import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Dossier, readDossier } from './dossier.ts'

/** Reads every dossier of a folder. @throws Error when there is no such folder, or no dossier in it */
export const readDossiers = async (folder: string): Promise<Dossier[]> => {
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.jsonl')).sort()
  if (names.length === 0) throw new Error(`${folder} holds no dossier (<case>.jsonl); --dossiers names one that does`)
  const dossiers: Dossier[] = []
  for (const name of names) {
    const file = join(folder, name)
    dossiers.push(readDossier(file, await readFile(file, 'utf8')))
  }
  return dossiers
}

import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { LenderId } from '../domain/ids.ts'
import { DropKind } from '../domain/intake/drop.ts'

/** A file of a drop on disk and the key it gets in the drop bucket. */
export interface DroppedFile {
  readonly lenderId: LenderId
  readonly kind: DropKind
  readonly file: string
  readonly key: string
}

const foldersIn = async (directory: string): Promise<string[]> =>
  (await readdir(directory, { withFileTypes: true })).filter((entry) => entry.isDirectory()).map(({ name }) => name)

/**
 * Finds the files of a drop: all accounts first, since payments, contacts and holds are of accounts that are known.
 * @throws Error when there is no such folder, lender or file
 */
export const droppedFiles = async (directory: string, only?: LenderId): Promise<DroppedFile[]> => {
  const folders = await foldersIn(directory).catch(() => {
    throw new Error(`${directory} is no folder; --drop names one that holds <lender>/accounts/<name>.csv`)
  })
  const lenders = folders.map((name) => LenderId.parse(name)).filter((lender) => only === undefined || lender === only)
  if (only !== undefined && lenders.length === 0)
    throw new Error(`${directory} has no folder ${only}; it has ${folders.sort().join(', ')}`)
  const found: DroppedFile[] = []
  for (const kind of DropKind.options)
    for (const lenderId of lenders.sort()) {
      const names = await readdir(join(directory, lenderId, kind)).catch(() => [])
      for (const name of names.filter((name) => name.endsWith('.csv')).sort())
        found.push({ lenderId, kind, file: join(directory, lenderId, kind, name), key: `${lenderId}/${kind}/${name}` })
    }
  if (found.length === 0) throw new Error(`${directory} holds no drop; put files at <lender>/accounts/<name>.csv`)
  return found
}

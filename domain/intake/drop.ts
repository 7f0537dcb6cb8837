import * as z from 'zod'
import { type DropId, dropIdOf, LenderId } from '../ids.ts'
import { type Refusal, refusal } from '../outcome.ts'

/** The kinds of file that a lender drops, by the folder they lie in. */
export const DropKind = z.enum(['accounts', 'payments', 'contacts', 'holds'])
export type DropKind = z.infer<typeof DropKind>

/** A dropped file, by where it lies and what it holds. */
export interface Drop {
  readonly lenderId: LenderId
  readonly kind: DropKind
  readonly dropId: DropId
  /** The file's own name, without folder and `.csv`. */
  readonly name: string
}

/** Reads `<lender>/<kind>/<name>.csv`; a file that lies elsewhere is refused, and no drop. `contentTag` is the object's ETag. */
export const dropOf = (key: string, contentTag: string): Drop | Refusal => {
  const [lender, folder, file, ...deeper] = key.split('/')
  const lenderId = LenderId.safeParse(lender)
  const kind = DropKind.safeParse(folder)
  if (!lenderId.success || !kind.success || deeper.length > 0 || !file?.endsWith('.csv') || file === '.csv')
    return refusal(
      'not-a-drop',
      'A drop lies at <lender>/accounts|payments|contacts|holds/<name>.csv; put the file there.',
    )
  return {
    lenderId: lenderId.data,
    kind: kind.data,
    dropId: dropIdOf(lenderId.data, kind.data, contentTag),
    name: file.slice(0, -'.csv'.length),
  }
}

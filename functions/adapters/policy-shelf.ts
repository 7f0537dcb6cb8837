import { readFileSync } from 'node:fs'
import * as z from 'zod'
import { PolicyBook } from '../../domain/policy/policy-book.ts'

/** Where the compiled policies lie: a file of the policy layer. */
export const PolicyEnvironment = z.object({ POLICIES: z.string() })

const shelf = new Map<string, PolicyBook>()

/** Reads the policy book once for the life of the container; versions are never edited, so it cannot go stale within one deployment. */
export const openPolicies = ({ POLICIES }: z.infer<typeof PolicyEnvironment>): PolicyBook => {
  const book = shelf.get(POLICIES) ?? PolicyBook.parse(JSON.parse(readFileSync(POLICIES, 'utf8')))
  shelf.set(POLICIES, book)
  return book
}

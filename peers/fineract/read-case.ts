import type * as z from 'zod'
import { type CasesFile, PeerCase } from './cases.ts'
import { CaseFacts, PeerProduct, type ProductsFile } from './products.ts'
import { productFor } from './terms.ts'

/** A case with what belongs to it; the product has the case's own changes. */
export interface ReadCase {
  readonly peerCase: PeerCase
  readonly product: PeerProduct
  readonly facts: CaseFacts
}

/** Why a case cannot be read. */
export interface Unreadable {
  readonly unreadable: string
}

const issueOf = (what: string, { issues: [issue] }: z.ZodError): Unreadable => ({
  unreadable: `${what} cannot be read: ${issue?.path.join('.')}: ${issue?.message}`,
})

/** Puts a case together from the two files. @param caseAt its position, by which the products file knows it */
export const readCase = (file: ProductsFile, raw: CasesFile[number], caseAt: number): ReadCase | Unreadable => {
  const peerCase = PeerCase.safeParse(raw)
  if (!peerCase.success) return issueOf('the case', peerCase.error)
  const rawFacts = file.cases.find(({ i }) => i === caseAt)
  if (rawFacts === undefined) return { unreadable: 'the products file has no entry for the case' }
  const facts = CaseFacts.safeParse(rawFacts)
  if (!facts.success) return issueOf('its entry in the products file', facts.error)
  const rawProduct = file.products.find(({ name }) => name === peerCase.data.loan.LoanProduct)
  if (rawProduct === undefined) return { unreadable: 'the products file does not have its product' }
  const product = PeerProduct.safeParse(rawProduct)
  if (!product.success) return issueOf('its product', product.error)
  return { peerCase: peerCase.data, facts: facts.data, product: productFor(product.data, facts.data) }
}

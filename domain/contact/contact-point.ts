import { createHmac } from 'node:crypto'
import * as z from 'zod'
import type { BorrowerId } from '../ids.ts'
import type { Personal } from '../personal.ts'

/** One address or number of a borrower, made opaque: `point-3fa07`. */
export const ContactPoint = z
  .string()
  .regex(/^point-[0-9a-f]{5}$/)
  .brand('ContactPoint')
export type ContactPoint = z.infer<typeof ContactPoint>

/**
 * The contact point of an address or a number. It is keyed by the borrower, so that nobody sees who shares an address, and so short that
 * millions of addresses have the same: it can tell a borrower's few points apart, and cannot be turned back into one (R73). Two that do
 * meet share their caps, which is the strict side.
 */
export const contactPointOf = (borrowerId: BorrowerId, address: Personal): ContactPoint => {
  const plain = address
    .reveal()
    .replaceAll(/[\s()-]/g, '')
    .toLowerCase()
  return ContactPoint.parse(`point-${createHmac('sha256', borrowerId).update(plain).digest('hex').slice(0, 5)}`)
}

import { createHash } from 'node:crypto'
import * as z from 'zod'

/** A lender's short name, as it stands in drop paths and policies: `platform-a`. */
export const LenderId = z
  .string()
  .regex(/^[a-z][a-z0-9-]{1,30}$/, 'a lender id is lower-case letters, digits and hyphens')
  .brand('LenderId')
export type LenderId = z.infer<typeof LenderId>

/** One overdue account of one borrower; says nothing about either. */
export const CaseId = z
  .string()
  .regex(/^case-[0-9a-f]{16}$/)
  .brand('CaseId')
export type CaseId = z.infer<typeof CaseId>

/** A person (or firm) that owes; the key to personal data, which lives elsewhere. */
export const BorrowerId = z
  .string()
  .regex(/^borrower-[0-9a-f]{16}$/)
  .brand('BorrowerId')
export type BorrowerId = z.infer<typeof BorrowerId>

/** One file as the lender dropped it: same lender, kind and bytes, same id. */
export const DropId = z
  .string()
  .regex(/^drop-[0-9a-f]{16}$/)
  .brand('DropId')
export type DropId = z.infer<typeof DropId>

/** One message to one borrower, whether sent or suppressed. Unique within all cases: `<case id>-n<number>`. */
export const NoticeId = z
  .string()
  .regex(/^case-[0-9a-f]{16}-n\d+$/)
  .brand('NoticeId')
export type NoticeId = z.infer<typeof NoticeId>

/** A payment as the lender names it, made opaque. */
export const PaymentId = z
  .string()
  .regex(/^payment-[0-9a-f]{16}$/)
  .brand('PaymentId')
export type PaymentId = z.infer<typeof PaymentId>

const digest = (...parts: string[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 16)

/** The case of a lender's account reference; the same reference always gives the same case. */
export const caseIdOf = (lender: LenderId, accountReference: string): CaseId =>
  CaseId.parse(`case-${digest('case', lender, accountReference)}`)

/** The borrower of a lender's borrower reference. Lenders never share borrowers' references, so neither are ids shared. */
export const borrowerIdOf = (lender: LenderId, borrowerReference: string): BorrowerId =>
  BorrowerId.parse(`borrower-${digest('borrower', lender, borrowerReference)}`)

/** The drop of one file; `contentTag` is the stored object's ETag, so the name of the file does not matter. */
export const dropIdOf = (lender: LenderId, kind: string, contentTag: string): DropId =>
  DropId.parse(`drop-${digest('drop', lender, kind, contentTag)}`)

/** The payment of a lender's payment reference. */
export const paymentIdOf = (lender: LenderId, paymentReference: string): PaymentId =>
  PaymentId.parse(`payment-${digest('payment', lender, paymentReference)}`)

/** The `number`-th notice of a case. */
export const noticeIdOf = (caseId: CaseId, number: number): NoticeId => NoticeId.parse(`${caseId}-n${number}`)

/** The case that a notice is of. */
export const caseOfNotice = (noticeId: NoticeId): CaseId => CaseId.parse(noticeId.slice(0, noticeId.lastIndexOf('-n')))

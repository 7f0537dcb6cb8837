import type { Behaviour } from '../aws/ses.ts'
import { seededRandom } from '../random.ts'

/** Of the addresses that are in trouble, the parts that are gone and that are full; the rest call our mail unwanted. */
const [gone, full] = [0.5, 0.8]

/**
 * What becomes of mail to a simulated borrower's address: for so many of a hundred addresses it comes back, or is marked as unwanted. The
 * same seed and address always have the same mailbox.
 */
export const mailboxOf = (seed: string, address: string, undeliveredPercent: number): Behaviour => {
  const random = seededRandom(`${seed}/mailbox/${address}`)
  if (random() * 100 >= undeliveredPercent) return { outcome: 'delivered' }
  const trouble = random()
  if (trouble < gone) return { outcome: 'bounced', type: 'Permanent', subtype: 'NoEmail' }
  if (trouble < full) return { outcome: 'bounced', type: 'Transient', subtype: 'MailboxFull', afterMs: 12 * 3_600_000 }
  return { outcome: 'complained', afterMs: 2 * 3_600_000 }
}

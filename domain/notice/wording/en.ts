import { enNegotiation } from './negotiation/en.ts'
import { enPlan } from './plan/en.ts'
import type { Wording } from './wording.ts'

/** Every message in English. */
export const en: Wording = {
  greeting: (name) => (name === '' ? 'Hello,' : `Dear ${name},`),
  reachUs: ({ phone, replyTo }) =>
    `Would you rather talk to a person? Call ${phone}, or simply answer this e-mail (${replyTo}). Someone will read it and reply.`,
  signature: ({ name }) => ['With kind regards,', name],
  optOut: 'Stop these e-mails (one click)',
  bodies: { ...enNegotiation, ...enPlan },
}

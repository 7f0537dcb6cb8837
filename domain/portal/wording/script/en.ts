import type { CallScript } from './script.ts'

/** What staff say in English. */
export const enScript: CallScript = {
  opening: ({ lender }) => `Hello, my name is …, from ${lender}. Is this a good moment for you?`,
  identity: 'Before I say why I call: may I make sure that I speak with the right person?',
  somebodyElse: 'Thank you, then I will try another time. Goodbye.',
  message: {
    unreachable:
      'Our e-mails to you come back to us, so you may not have heard from us. Which address may we use? You can then read everything in your own time.',
    unanswered:
      'We wrote to you some days ago and wanted to hear whether it reached you. You need not decide anything now. Is there anything that is unclear, or that we can explain?',
  },
  closing: ({ phone }) =>
    `You can reach a person any day at ${phone}. You may say no, and you may take your time. Thank you for talking with me.`,
  noMoreCalls: 'Of course. We will not call you again. You can still write to us or call us whenever you like.',
  text: (because, { lender, phone }) =>
    because === 'unreachable'
      ? `${lender}: our e-mails to you come back. If you like, tell us which address we may use: ${phone}.`
      : `${lender}: we sent you an e-mail and would be glad to hear from you. Questions? A person answers at ${phone}.`,
}

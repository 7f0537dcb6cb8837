import type { StaffWording } from './staff.ts'

/** What staff are written in English. */
export const enStaff: StaffWording = {
  greeting: 'Hello,',
  news: {
    approval: {
      subject: 'Approval wanted',
      says: 'These plans go beyond what the policy allows without you. Please look at them and say yes or no; the borrower is told either way.',
    },
    mediation: {
      subject: 'Mediation wanted',
      says: 'Both sides are stuck. Please look at the case and propose a monthly amount and a number of months.',
    },
    papers: {
      subject: 'Papers are offered',
      says: 'The borrower of this case can send papers on what they stated. Please ask for those you need, and record what came.',
    },
    complaint: {
      subject: 'A complaint was made',
      says: 'The borrower of this case complained. Messages to them pause. Please look into it and call them; the answer is due as the letter to them says.',
    },
    'unwanted-mail': {
      subject: 'A complaint was made',
      says: 'The borrower of this case marked a message of ours as unwanted mail. All messages to them pause, and e-mails have ended. Please look into what was sent and why, and answer the complaint as the lender’s rules for complaints say, but not by e-mail.',
    },
    dispute: {
      subject: 'A debt is disputed',
      says: 'The borrower of this case says that the debt is not right. Nothing is asked of them meanwhile. Please check what is owed and why, and call them.',
    },
    'person-needed': {
      subject: 'A person is needed',
      says: 'The borrower did not answer the early warning, or needs more than a message. Please look at the case and call.',
    },
  },
  whose: ({ caseId, dropId, line }) =>
    `To find the account: ${caseId} is line ${line} of the file of accounts whose report names ${dropId}. Who it is stands in your own system alone, so please do not write it into an answer.`,
  answer: 'Open the case and answer',
  signature: ['Forbear'],
  owed: 'Owed in all',
  labels: { eachMonth: 'Most months', months: 'Paid for', total: 'In total', waived: 'Cancelled' },
  option: (number, kind) => `Option ${number}: ${kind}`,
  presentValueLoss: 'Present value lost',
  needsApproval: { label: 'Needs your approval', yes: 'yes', no: 'no' },
}

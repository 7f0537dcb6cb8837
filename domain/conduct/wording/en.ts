import type { ConductWording } from './wording.ts'

/** Findings in English. */
export const enConduct: ConductWording = {
  why: {
    threat: 'A message never threatens. Fear makes people hide, and the law forbids threats made to collect a debt.',
    pressure:
      'A message never presses for payment, nor for raising money in order to pay. A plan holds only if it is free.',
    'impersonated-authority':
      'A message never borrows the authority of police, courts or government. It comes from the lender alone.',
    shaming: 'A message never judges or insults. Being in debt says nothing about what a person is worth.',
    disclosure: 'A message never speaks of telling others. What is owed stays between the borrower and the lender.',
    'false-urgency': 'A message never hurries. A decision about money needs time, and a date in plain words is enough.',
  },
  suggestions: {
    'legal-action':
      'Leave courts out. For example: “If this does not fit, tell us, and we look for another way together.”',
    arrest:
      'Take it out: owing money is not a crime. For example: “Please tell us if there is something we should know.”',
    seizure: 'Take it out. For example: “What you need to live on stays with you in any plan.”',
    'credit-ruin':
      'Say plainly what is recorded, if that was asked. For example: “We can explain what credit agencies are told, and when.”',
    visit: 'Offer a talk instead. For example: “We can talk by phone, at a time that you choose.”',
    harm: 'Take it out; it must not be said in any other way either. For example: “We would like to hear how things are for you.”',
    'unnamed-consequence':
      'Say what happens next, and nothing vaguer. For example: “Without an answer, your contract stays as it is.”',
    demand:
      'Say what is due, and leave the choice. For example: “$120 is due on June 3. If that is too much, tell us.”',
    'raising-money':
      'Never ask for new debts or for sales. For example: “Please do not borrow for this. We can make the payments smaller.”',
    'last-chance':
      'Give the date without the drum. For example: “An answer helps most by June 3. If you need longer, tell us.”',
    hounding:
      'Say when you will write again. For example: “We send one reminder, and you can stop our messages at any time.”',
    'borrowed-authority': 'Say who writes. For example: “This letter is from the lender. We are not an authority.”',
    insult: 'Take it out. For example: “Many people go through a time when money is short.”',
    'moral-judgement':
      'Speak of the figures, not of the person. For example: “The last payment has not arrived. Did something change?”',
    'telling-others': 'Take it out. For example: “This is for you alone. We do not tell anyone else.”',
    publishing: 'Take it out. For example: “Your details are safe with us and are shown to nobody.”',
    hurry: 'Leave time. For example: “Please look at it when you have the quiet for it.”',
    countdown: 'Name a day that is fair. For example: “An answer helps most by June 3. If you need longer, tell us.”',
  },
  refused: 'Please put this in other words. Nothing was sent.',
  finding: (phrase, why, suggestion) => `“${phrase}”: ${why} ${suggestion}`,
}

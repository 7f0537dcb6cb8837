import { enTerms as terms } from '../../notice/wording/terms/en.ts'
import { enMeans as means } from './means/en.ts'
import type { PortalWording } from './wording.ts'

const talkAgain = 'Your contract stays as it was. If you would like to talk again, tell us; one line is enough.'

/** The borrower's pages in English. */
export const enPortal: PortalWording = {
  terms,
  means,
  title: 'Your answer',
  asks: {
    statement: {
      heading: 'How are things for you?',
      says: [
        'Rough figures for a usual month are fine. We use them for one thing only: to suggest something that leaves you enough to live on.',
        'You can stop here and come back later; nothing is sent before you press the button.',
      ],
    },
    offer: {
      heading: 'What we can suggest',
      says: ['Take your time. You can accept, suggest an amount of your own, or say no.'],
    },
    proposal: {
      heading: 'The mediator’s proposal',
      says: [
        'The mediator listened to both sides and suggests the plan below. It counts only if you and we both accept it.',
      ],
    },
    understanding: {
      heading: 'What the plan means',
      says: [
        'Before you sign anything, here is the plan in plain words. Below are a few short questions. They test our explanation, not you: if one goes wrong, we explain again.',
      ],
    },
    signature: {
      heading: 'Your document is ready',
      says: ['It says what we agreed, and nothing else. Please read it first; sign only if you want to.'],
    },
    'cooling-off': {
      heading: 'Time to think it over',
      says: [
        'You have signed, and it binds us as well. If you leave things as they are, you need do nothing, and the plan begins by itself.',
      ],
    },
    progress: {
      heading: 'How is it going?',
      says: ['Here is your plan. If something has become harder, tell us early: the plan can be changed.'],
    },
  },
  standing: {
    preparing: {
      heading: 'It is our turn now',
      says: [
        'Thank you. We are working out what we can suggest, and we will write to you. There is nothing you need to do.',
      ],
    },
    'with-us': {
      heading: 'We have your answer',
      says: ['Thank you. We are looking at it and will write to you. There is nothing you need to do.'],
    },
    'with-mediator': {
      heading: 'The mediator is at work',
      says: [
        'A neutral mediator is looking for a way that you and we can both accept. We will write to you when there is a proposal. Meanwhile we ask nothing of you.',
      ],
    },
    'drawing-up': {
      heading: 'We are writing it down',
      says: ['We are putting the plan into a document, and will explain it to you before you sign anything.'],
    },
    'debt-paid': {
      heading: 'Everything is settled',
      says: ['There is nothing more to pay. Thank you, and all the best.'],
    },
    'plan-completed': {
      heading: 'You have done it',
      says: ['You have made the last payment, and everything is settled. All the best to you.'],
    },
    settled: { heading: 'Everything is settled', says: ['There is nothing more to pay. Thank you, and all the best.'] },
    'no-plan-fits': {
      heading: 'Where things stand',
      says: [
        'With the figures we have, we found no plan that leaves you enough to live on. Your contract stays as it was. If a figure was wrong or something changes, tell us and we look again.',
      ],
    },
    'approval-refused': {
      heading: 'Where things stand',
      says: ['The plan needed a further approval on our side, which was not given. We are sorry.', talkAgain],
    },
    declined: {
      heading: 'You said no, and that is fine',
      says: [talkAgain],
    },
    unanswered: {
      heading: 'This round of talks has ended',
      says: [talkAgain],
    },
    'rounds-used': {
      heading: 'This round of talks has ended',
      says: ['We found no plan that suits both sides.', talkAgain],
    },
    'mediation-failed': {
      heading: 'The mediation has ended',
      says: ['There was no plan that both sides accept.', talkAgain],
    },
    'agreement-lapsed': {
      heading: 'The agreement was not signed',
      says: ['It does not bind you.', talkAgain],
    },
    withdrawn: {
      heading: 'You have changed your mind, and that is fine',
      says: ['The agreement does not bind you, and nothing was charged.', talkAgain],
    },
    'plan-broken': {
      heading: 'Where things stand',
      says: [
        'The plan could not go on. Whatever you have paid stays paid. Please talk to us; we look for a new way with you.',
      ],
    },
    disputed: {
      heading: 'You told us that something is not right',
      says: ['A person is looking into what is owed and why. Meanwhile we ask nothing of you.'],
    },
  },
  movedOn: 'Things have moved on since the message this link came with. Here is how they stand now.',
  replyBy: (day) => `An answer helps most by ${day}. If you need longer, just tell us.`,
  untilDay: (day) => `You may withdraw until ${day}, without a reason and without cost.`,
  nextPayment: { heading: 'Your next payment', amount: 'Amount', dueOn: 'Due on' },
  document: 'Read the document (opens in a new tab)',
  told: 'Thank you for telling us. We are seeing to it, and you will hear from us.',
  forms: {
    statement: { heading: 'Your month in figures', says: [], button: 'Send my figures' },
    accept: { heading: 'Which one suits you?', says: [], button: 'Accept the one I chose' },
    'accept-one': { heading: 'This is what we suggest', says: [], button: 'Accept this' },
    'accept-proposal': { heading: 'This is the proposal', says: [], button: 'Accept the proposal' },
    counter: {
      heading: 'Suggest something else',
      says: ['Tell us what you could manage each month. We answer with a yes, or with the nearest plan that works.'],
      button: 'Send my suggestion',
    },
    decline: { heading: 'Say no', says: [terms.saysNo], button: 'No, thank you' },
    'decline-proposal': { heading: 'Say no', says: [terms.saysNo], button: 'No, thank you' },
    mediate: {
      heading: 'Ask for a mediator',
      says: [
        'A neutral person listens to both sides and makes a proposal. It costs you nothing and binds you to nothing.',
      ],
      button: 'Ask for a mediator',
    },
    understanding: { heading: 'A few short questions', says: [], button: 'Send my answers' },
    sign: {
      heading: 'Sign',
      says: ['With the button you sign the document above. We keep exactly this document for you.'],
      button: 'Sign the document',
    },
    leave: { heading: 'I would rather not', says: [terms.saysNo], button: 'I do not want this plan' },
    withdraw: {
      heading: 'Change your mind',
      says: [
        'You need no reason, and it costs nothing. The plan then does not begin, and your contract stays as it was.',
      ],
      button: 'Withdraw',
    },
    'will-pay': {
      heading: 'I will pay a little later',
      says: ['Tell us which day you expect to pay.'],
      button: 'Send the day',
    },
    difficulty: {
      heading: 'Something has become harder',
      says: ['We look at your situation afresh and suggest a change that fits.'],
      button: 'Tell us',
    },
    'support-group': {
      heading: 'Join the support group',
      says: [
        'People in a similar situation learn to manage a budget and put their questions to experts. It is free, and makes no difference to your plan.',
      ],
      button: 'I would like to come',
    },
    'all-well': { heading: 'If nothing has changed', says: [], button: 'All is well' },
    complaint: {
      heading: 'Something went wrong? Complain',
      says: ['A person looks into it and answers you. Our messages pause meanwhile.'],
      button: 'Make a complaint',
    },
    'opt-out': {
      heading: 'Stop these e-mails',
      says: [
        'We then write to you only what we owe you to know, such as the answer to a complaint. Your contract stays as it is, and you can still reach us at any time.',
      ],
      button: 'Stop these e-mails',
    },
  },
  fields: {
    dependants: {
      label: 'People who depend on you',
      hint: 'Children, parents: whoever lives on your income besides you.',
    },
    hardship: { label: 'What has made it harder?' },
    hardshipMonths: { label: 'Months until it gets better, if you can say' },
    disputesDebt: { label: 'Do you think that what we say you owe is wrong?' },
    option: { label: 'Options' },
    monthlyAmount: { label: 'What you could pay each month' },
    months: { label: 'For how many months' },
    dueDay: { label: 'On which day of the month (1 to 31)' },
    payBy: { label: 'The day you expect to pay' },
    read: { label: 'I have read the document, and I want to sign it.' },
  },
  choices: {
    hardship: {
      unemployment: 'I lost my work',
      'reduced-income': 'I earn less',
      illness: 'Illness',
      family: 'Something in the family',
      'business-downturn': 'My business earns less',
      disaster: 'A disaster or an accident',
      none: 'Nothing in particular',
    },
    yesOrNo: { yes: 'Yes', no: 'No' },
  },
  optional: '(may stay empty)',
  choose: 'Please choose',
  faults: {
    missing: 'Please fill this in.',
    amount: 'Please write an amount in digits, such as 1200 or 1200.50.',
    'other-currency': 'Please write amounts in the currency shown beside the field.',
    'too-much': 'This is more than fits here; please look whether a digit too many slipped in.',
    'no-income': 'Please say what comes in. If nothing does at the moment, write 0.',
    'above-zero': 'Please write an amount above zero.',
    'whole-number': 'Please write a whole number in digits.',
    choice: 'Please choose one of the answers shown.',
    day: 'Please choose a day.',
    words: 'These words cannot go out as they are; see below what to write instead.',
    'private-words': 'Please leave out addresses and numbers by which a person can be found.',
    'day-passed': 'This day has passed; please choose today or a later day.',
    'not-here': 'This answer does not belong to this page.',
  },
  correct: 'One thing needs another look. What you wrote is still here.',
  taken: {
    questioned: means.questions,
    statement: {
      heading: 'Thank you',
      says: [
        'We have your figures. What happens next: we read them and write to you with options. You need do nothing meanwhile.',
      ],
    },
    accept: {
      heading: 'Thank you, we are glad',
      says: [
        'What happens next: we write the plan down and explain it to you. Nothing binds you before you have signed.',
      ],
    },
    counter: {
      heading: 'Thank you for your suggestion',
      says: ['What happens next: we look at it and write to you with a yes, or with the nearest plan that works.'],
    },
    decline: {
      heading: 'We have your answer',
      says: ['You said no, and we respect that.', talkAgain],
    },
    mediate: {
      heading: 'A mediator it is',
      says: ['What happens next: we bring in a neutral mediator and write to you who it is and why.'],
    },
    understood: {
      heading: 'Thank you, all clear',
      says: ['What happens next: you get a message with the document to sign. You can still say no.'],
    },
    misunderstood: {
      heading: 'Let us explain it again',
      says: [
        'At least one answer does not match what the plan says. That shows we did not explain it well enough, and it changes nothing for you.',
        'Please look at the plan again in your own time, then try the questions once more. You can also call us.',
      ],
    },
    sign: {
      heading: 'Thank you, it is signed',
      says: [
        'If there is time to change your mind, we write to you how long it lasts. After that the plan begins by itself.',
      ],
    },
    withdraw: {
      heading: 'You have withdrawn',
      says: [
        'That is quite all right. The plan does not begin, your contract stays as it was, and nothing was charged.',
      ],
    },
    'will-pay': {
      heading: 'Thank you for telling us',
      says: ['We have noted the day. If it does not work out, just tell us again.'],
    },
    difficulty: {
      heading: 'Thank you for telling us',
      says: ['What happens next: we look at your situation afresh and write to you. You need do nothing meanwhile.'],
    },
    'support-group': {
      heading: 'You are welcome',
      says: ['What happens next: we write to you about the group. Whether you come is up to you.'],
    },
    'all-well': { heading: 'We are glad to hear it', says: ['Thank you. There is nothing else you need to do.'] },
    complaint: {
      heading: 'Thank you for telling us',
      says: ['A person looks into it and answers you in writing. Our messages pause meanwhile.'],
    },
    'opt-out': {
      heading: 'We have stopped these e-mails',
      says: [
        'From now on we write to you only what we owe you to know, such as the answer to a complaint. You can still reach us at any time.',
      ],
    },
  },
  declined: {
    'too-late': {
      heading: 'Things have moved on',
      says: ['This answer no longer fits where things stand, so we left everything as it was. Nothing is lost.'],
    },
    'not-understood': {
      heading: 'One step before that',
      says: ['Before you sign, there are a few short questions about the plan. Please answer them first.'],
    },
    'other-document': {
      heading: 'This is another document',
      says: [
        'The document has changed since this page was opened, so we did not take your signature. Please read the new one.',
      ],
    },
    'no-such-option': { heading: 'Please choose again', says: ['This option is not part of the present offer.'] },
    'not-offered': {
      heading: 'There is a mediator’s proposal',
      says: ['At this point you can accept the mediator’s proposal or say no to it.'],
    },
    other: {
      heading: 'We could not take this answer',
      says: ['Everything stays as it was. Please look at how things stand, or call us.'],
    },
  },
  over: {
    heading: 'This link is no longer open',
    says: [
      'Links in our messages close after a while, to protect you. Nothing has happened, and nothing is lost.',
      'Please use the link in our latest message, or simply answer any of our e-mails. A person will read it.',
    ],
  },
  unreadable: {
    heading: 'We could not read this',
    says: [
      'Something went wrong on the way, and nothing was changed. Please go back and try again, or answer our e-mail.',
    ],
  },
  back: 'See how things stand',
  reachUs: ({ phone, replyTo }) => `Would you rather talk to a person? Call ${phone} or write to ${replyTo}.`,
}

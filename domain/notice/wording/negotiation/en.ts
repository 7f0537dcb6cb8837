import { enTerms as terms } from '../terms/en.ts'
import { helpSection, optionSections, planSection } from '../terms/terms.ts'
import type { Bodies } from '../wording.ts'

const { day, money } = terms

/** What is said from the first questions to the end of the talks, in English. */
export const enNegotiation = {
  'statement-request': ({ replyBy }, sender) => ({
    subject: 'Let us find a way that works for you',
    paragraphs: [
      'We would like to find a way forward with you that fits your life as it is now. Many people go through a time when money is short. It can be put in order, and you do not have to do it alone.',
      'To suggest something you can really keep up, we need to know how things stand: what comes in, what you need to live on, and who depends on you. It takes about ten minutes, and rough figures are fine.',
    ],
    figures: [{ label: 'An answer helps most by', value: day(replyBy) }],
    sections: [
      {
        heading: 'What may be possible',
        paragraphs: ['We look at your own situation. Depending on it, we can talk about:'],
        points: [
          'more time, with smaller payments',
          'lower payments at first, or a pause',
          'a lower interest rate, or fees that are cancelled',
          'one payment that settles everything',
        ],
      },
      {
        heading: 'How it goes',
        points: [
          'You tell us how things are.',
          'We send you options. You accept one, suggest another, or say no.',
          ...(sender.offersMediation ? ['If we get stuck, you may ask for a neutral mediator.'] : []),
          'Nothing binds you until you have read it, understood it and signed it.',
        ],
      },
      {
        heading: 'What we hold ourselves to',
        points: [
          'We write by day, within the hours that the law and our own rules set, and not too often.',
          'We speak with you alone. Nobody else hears of this from us.',
          'Asking, answering and talking with us costs you nothing.',
          'We do not threaten and we do not press. If a message of ours does, tell us.',
        ],
      },
      {
        heading: 'Your rights',
        points: [
          'You may say no to anything we suggest.',
          'You may ask what exactly is owed and why, and tell us if you think it is wrong.',
          'You may let an adviser, or someone you trust, speak for you.',
          'You may complain. A person will answer, and our messages pause meanwhile.',
          'You may ask us to stop writing, at any time.',
        ],
      },
    ],
    help: helpSection(sender, terms),
    action: { label: 'Tell us how things are' },
    closing: [
      'What happens next: we read your answer and write to you with options. If we do not hear from you, we send one reminder, and then work with what we already know. You can still correct anything.',
    ],
  }),
  'statement-reminder': ({ replyBy }, sender) => ({
    subject: 'Whenever you are ready: a few questions',
    paragraphs: [
      'We wrote to you a little while ago. If you have not found the time or the quiet for it, that is quite all right. These things are not easy.',
      'A few rough figures already help us to suggest something that you can keep up.',
    ],
    figures: [{ label: 'An answer helps most by', value: day(replyBy) }],
    sections: [],
    help: helpSection(sender, terms),
    action: { label: 'Tell us how things are' },
    closing: [
      'What happens next: with your answer we can fit the options to you. Without it we work with what we already know, and you can still correct anything.',
    ],
  }),
  offer: ({ round, options, replyBy }, sender) => ({
    subject: 'Some options for you to look at',
    paragraphs: [
      round === 1
        ? 'We have looked at how things are for you, and would like to suggest the following.'
        : 'Thank you for thinking this through with us. We have gone over it again, and would like to suggest the following.',
      'We kept every payment within what you can manage, as far as we know. If it is still too much, please tell us.',
    ],
    figures: [],
    sections: [...optionSections(options, terms)],
    help: helpSection(sender, terms),
    action: { label: 'Look and answer' },
    closing: [
      `You can accept, suggest an amount of your own, or say no. Please let us know by ${day(replyBy)}; if you need longer, just tell us.`,
      terms.saysNo,
      'What happens next: if you accept, we write everything down and explain it before you sign anything.',
    ],
  }),
  'offer-reminder': ({ replyBy }) => ({
    subject: 'Your options are still open',
    paragraphs: [
      'Not long ago we sent you some options. They are still there for you.',
      'Perhaps none of them fits quite right. Then tell us what you could manage, and we will see what can be done.',
    ],
    figures: [{ label: 'Open until', value: day(replyBy) }],
    sections: [],
    action: { label: 'Look and answer' },
    closing: [
      terms.saysNo,
      'What happens next: if we hear nothing by then, we close this round. You can come back to us at any time.',
    ],
  }),
  'counter-answer': ({ asked, answer, because, options, replyBy }, sender) => ({
    subject: 'Our answer to your suggestion',
    paragraphs: [
      `Thank you for your suggestion of ${money(asked)} a month. It helps us to know what you can manage.`,
      {
        agreed: 'We can agree to it. The plan below is built on it.',
        'part-way': 'We cannot go quite that far, but we have come towards you as far as we can for now.',
        'not-possible': 'We are sorry that we cannot agree to it. What we suggest instead stands below.',
      }[answer],
      ...(because === undefined
        ? []
        : [
            {
              'too-long-to-repay': 'The reason: with that amount it would take longer to repay than a plan may last.',
              'beyond-this-round': 'The reason: there is a limit to how far we may move in one round.',
              'lender-declined': 'The reason: it needed a further approval on our side, which was not given.',
            }[because],
          ]),
    ],
    figures: [],
    sections: [...optionSections(options, terms)],
    help: helpSection(sender, terms),
    action: { label: 'Look and answer' },
    closing: [
      `You can accept, suggest something else, or say no. Please let us know by ${day(replyBy)}; if you need longer, just tell us.`,
      terms.saysNo,
      'What happens next: if you accept, we write everything down and explain it before you sign anything.',
    ],
  }),
  'no-plan': ({ because }, sender) => ({
    subject: 'Where things stand, and where to find free help',
    paragraphs: [
      {
        'nothing-affordable':
          'We have looked for a plan that leaves you enough to live on, and with the figures we have we found none. We do not want you to sign something that cannot hold.',
        'lender-declined':
          'We had worked out a plan for you, but it needed a further approval on our side, which was not given. We are sorry about that.',
      }[because],
      'This says nothing about you. Your contract stays as it was.',
    ],
    figures: [],
    sections: [],
    help: helpSection(sender, terms),
    closing: ['What happens next: if a figure was wrong, or something changes, tell us and we look again.'],
  }),
  'mediation-opened': ({ mediator, chosenFor, until }) => ({
    subject: 'A neutral mediator is joining us',
    paragraphs: [
      'We have not found common ground so far, and that is no one’s fault. A neutral mediator will now listen to both sides and look for a way that you and we can both accept.',
    ],
    figures: [
      { label: 'Mediator', value: mediator },
      { label: 'Takes until about', value: day(until) },
    ],
    sections: [
      {
        heading: 'Why this mediator',
        points: chosenFor.map((reason) => `The mediator ${terms.mediatorReasons[reason]}.`),
      },
    ],
    closing: [
      'Mediation costs you nothing and binds you to nothing. If you would rather have another mediator, or none, tell us.',
      'What happens next: you say what you need, we say what we need, and the mediator makes a proposal. Meanwhile we ask nothing of you.',
    ],
  }),
  'mediator-proposal': ({ mediator, chosenFor, summary, words, replyBy }, sender) => ({
    subject: 'The mediator has a proposal for you',
    paragraphs: ['The mediator has listened to both sides and proposes the plan below, to you and to us alike.'],
    figures: [{ label: 'Mediator', value: mediator }],
    sections: [
      planSection(terms.kinds[summary.kind], summary, terms),
      ...(words === undefined ? [] : [{ heading: 'In the mediator’s own words', paragraphs: [words] }]),
      {
        heading: 'Why this mediator',
        points: chosenFor.map((reason) => `The mediator ${terms.mediatorReasons[reason]}.`),
      },
    ],
    help: helpSection(sender, terms),
    action: { label: 'Look and answer' },
    closing: [
      `It counts only if both sides accept. Please let us know by ${day(replyBy)}; if you need longer, just tell us.`,
      terms.saysNo,
      'What happens next: if both sides accept, we write everything down and explain it before you sign anything.',
    ],
  }),
  'negotiation-ended': ({ because }, sender) => ({
    subject: 'Our talks have come to a close for now',
    paragraphs: [
      {
        'borrower-declined': 'You have decided against what we suggested, and we respect that.',
        'no-reply': 'We have not heard from you, so we are closing this round of talks. That is all right.',
        'rounds-used':
          'We have talked through several rounds and found no plan that suits both sides. Thank you for your patience.',
        'mediation-without-result':
          'The mediation has ended without a plan that both sides accept. Thank you for taking part.',
        'not-signed': 'The agreement was not signed, so it does not bind you, and we are closing this round of talks.',
      }[because],
      'Your contract stays as it was. What you told us is not held against you.',
    ],
    figures: [],
    sections: [],
    help: helpSection(sender, terms),
    closing: [
      'What happens next: nothing that you need to do now. If you would like to talk again, one line is enough.',
    ],
  }),
} satisfies Partial<Bodies>

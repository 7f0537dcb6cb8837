import { enTerms as terms } from '../terms/en.ts'
import { counsellingSection, helpSection, planSection, questionSections, topicSections } from '../terms/terms.ts'
import type { Bodies } from '../wording.ts'

const { day, money, months } = terms

/** What is said from the agreement to the last payment, and after a complaint, in English. */
export const enPlan = {
  'agreement-explained': (content, sender) => ({
    subject: 'Please read this calmly before you decide',
    paragraphs: [
      'We are glad that we found a plan together. Before you sign anything, here is what it means, in plain words. Take the time you need.',
    ],
    figures: [],
    sections: [
      planSection(terms.kinds[content.plan.kind], content.plan, terms),
      ...topicSections(content, sender, terms),
      {
        heading: 'Time to change your mind',
        paragraphs: [
          content.coolingOffDays === 0
            ? 'The plan begins when it is signed, so please sign only when you are sure.'
            : `After signing you have ${terms.days(content.coolingOffDays)} to withdraw, without a reason and without cost.`,
          terms.saysNo,
        ],
      },
      ...questionSections(content.questions, terms),
    ],
    help: helpSection(sender, terms),
    action: { label: 'Answer the questions' },
    closing: [
      'The questions are there to make sure that we explained it well. If one goes wrong, we explain again; it is not a test of you.',
      `What happens next: after your answers, by ${day(content.replyBy)} if you can, you get the document to sign.`,
    ],
  }),
  'signature-request': ({ plan, coolingOffDays, signBy }) => ({
    subject: 'Your document is ready',
    paragraphs: [
      'Thank you for going through everything with care. The document is ready for you. It says what we agreed, and nothing else.',
    ],
    figures: [{ label: 'Ready to sign until', value: day(signBy) }],
    sections: [planSection(terms.kinds[plan.kind], plan, terms)],
    action: { label: 'Read and sign' },
    closing: [
      terms.saysNo,
      coolingOffDays === 0
        ? 'What happens next: the plan begins when both sides have signed.'
        : `What happens next: after signing you have ${terms.days(coolingOffDays)} to change your mind. Only then does the plan begin.`,
    ],
  }),
  'cooling-off': ({ plan, until }) => ({
    subject: 'Time to think it over',
    paragraphs: [
      'You have signed, and it binds us as well. You can still change your mind, without a reason and without cost.',
    ],
    figures: [{ label: 'You may withdraw until', value: day(until) }],
    sections: [planSection(terms.kinds[plan.kind], plan, terms)],
    action: { label: 'Withdraw, if you wish' },
    closing: [
      terms.saysNo,
      'What happens next: if you leave things as they are, you need do nothing. The plan then begins by itself.',
    ],
  }),
  'plan-active': ({ plan, reviewEveryMonths }, sender) => ({
    subject: 'Everything is in place',
    paragraphs: ['Your plan has begun. While you keep to it, we stop all collection.'],
    figures: [],
    sections: [planSection(terms.kinds[plan.kind], plan, terms)],
    help: counsellingSection(sender, terms),
    action: { label: 'See your plan' },
    closing: [
      'If something changes at home or at work, tell us early. The plan can be changed.',
      `What happens next: we write a few days before each date, and ask every ${months(reviewEveryMonths)} how you are getting on.`,
    ],
  }),
  'instalment-due': ({ amount, dueOn }) => ({
    subject: 'A date that is coming up',
    paragraphs: [
      'A short reminder, so that it does not slip your mind. If you have already paid, thank you; you need do nothing.',
    ],
    figures: [
      { label: 'Next payment', value: money(amount) },
      { label: 'Due on', value: day(dueOn) },
    ],
    sections: [],
    action: { label: 'See your plan' },
    closing: [
      'If it is too much this time, tell us beforehand. We will look for a way together.',
      'What happens next: when it arrives, we confirm it to you.',
    ],
  }),
  'payment-received': ({ amount, receivedOn, next }) => ({
    subject: 'Thank you, it has arrived',
    paragraphs: ['Your payment has arrived. Thank you for keeping it up.'],
    figures: [
      { label: 'Received', value: money(amount) },
      { label: 'On', value: day(receivedOn) },
      ...(next === undefined
        ? []
        : [
            { label: 'Next payment', value: money(next.amount) },
            { label: 'Due on', value: day(next.dueOn) },
          ]),
    ],
    sections: [],
    action: { label: 'See your plan' },
    closing: [
      next === undefined
        ? 'What happens next: this was the last payment on your plan. We will confirm it to you.'
        : 'What happens next: nothing to do until the next date.',
    ],
  }),
  'instalment-missed': ({ amount, dueOn, graceUntil }) => ({
    subject: 'Is everything all right?',
    paragraphs: [
      'We have not seen this month’s payment yet. It may be on its way; if so, please forget this message.',
      'If something has come up, tell us. The earlier we know, the more we can do, and a change of the plan is possible.',
    ],
    figures: [
      { label: 'Payment', value: money(amount) },
      { label: 'Was due on', value: day(dueOn) },
      { label: 'On time if it arrives by', value: day(graceUntil) },
    ],
    sections: [],
    action: { label: 'Tell us what happened' },
    closing: [
      'What happens next: if it arrives by then, your plan simply goes on. If it cannot, we look for a way with you.',
    ],
  }),
  'what-changed': ({ noticed, replyBy }, sender) => ({
    subject: 'How are you getting on?',
    paragraphs: [
      {
        'missed-instalment': 'A payment has not arrived, and we wonder whether something has changed for you.',
        'early-signs': 'We would like to ask how you are getting on, before anything becomes difficult.',
      }[noticed],
      'Perhaps there is less work, an illness, or a cost that no one expected. Tell us in a line or two, and we will see how the plan can follow.',
    ],
    figures: [{ label: 'An answer helps most by', value: day(replyBy) }],
    sections: [],
    help: helpSection(sender, terms),
    action: { label: 'Tell us what changed' },
    closing: [
      'What happens next: we suggest a change that fits, or a person calls you if you wish. If all is well, tell us that too.',
    ],
  }),
  'support-group': () => ({
    subject: 'An invitation for you',
    paragraphs: [
      'You are not the only one for whom money is short at the moment. In our support group, people in a similar situation meet, and nobody has to explain themselves.',
    ],
    figures: [],
    sections: [
      {
        heading: 'What happens there',
        points: [
          'Short sessions on money in daily life: a budget that holds, bills that pile up, what to pay first.',
          'Advisers answer questions, about law and about other debts too.',
          'You hear how others managed, and may tell how you do.',
        ],
      },
      {
        heading: 'Good to know',
        points: [
          'It is free, and up to you. You may stop at any time.',
          'A first name is enough. We tell the group nothing about you; what you say there is your choice.',
          'It makes no difference to your plan whether you come or not.',
        ],
      },
    ],
    closing: [
      'What happens next: if you would like to come, answer this e-mail or call. We then tell you when and where it meets. If not, you need do nothing.',
    ],
  }),
  'review-visit': ({ replyBy, nextInMonths }) => ({
    subject: 'Our regular check-in with you',
    paragraphs: [
      'It is time to ask how you are getting on with the plan. Is it still right for you? Has anything become harder?',
      'If so, we can change the plan together.',
    ],
    figures: [{ label: 'An answer helps most by', value: day(replyBy) }],
    sections: [],
    action: { label: 'Tell us how it goes' },
    closing: [`What happens next: if all is well, we ask again in ${months(nextInMonths)}.`],
  }),
  'reward-earned': ({ kept, amount, dueOn, lowers }) => ({
    subject: 'Good news for you',
    paragraphs: [
      kept === 1
        ? 'You have made your payment as agreed. Thank you.'
        : `You have made ${kept} payments in a row as agreed. That takes effort, and we thank you for it.`,
      lowers === 'all-later'
        ? 'As promised, your interest is lower from now on, and so is what you pay.'
        : 'As promised, the next payment is lower.',
    ],
    figures: [
      { label: lowers === 'all-later' ? 'Lower in all by' : 'Lower by', value: money(amount) },
      { label: lowers === 'all-later' ? 'From the payment due on' : 'For the payment due on', value: day(dueOn) },
    ],
    sections: [],
    action: { label: 'See your plan' },
    closing: ['What happens next: nothing to do. What is due is lower by itself.'],
  }),
  'reward-lost': ({ afterKept }) => ({
    subject: 'About your bonus, and how to get it back',
    paragraphs: [
      'A payment did not arrive in time, so the bonus for keeping to the plan does not apply this time. Nothing is added to what you pay.',
    ],
    figures: [],
    sections: [],
    action: { label: 'See your plan' },
    closing: [
      afterKept === 1
        ? 'What happens next: with the next payment on time you earn it again. If the plan has become too tight, tell us.'
        : `What happens next: after ${afterKept} payments in a row you earn it again. If the plan has become too tight, tell us.`,
    ],
  }),
  'plan-completed': ({ settled, paid, on }) => ({
    subject: 'You have done it. Congratulations',
    paragraphs: [
      settled
        ? 'Your payment has arrived, and everything is settled. That was a big step, and you have made it.'
        : 'You have made the last payment, and everything is settled. You kept at it over a long time, and you can be proud of that.',
      'Nothing of it is left to pay, and that includes whatever we cancelled or set aside for you.',
    ],
    figures: [
      { label: 'Paid in all', value: money(paid) },
      { label: 'Settled on', value: day(on) },
    ],
    sections: [],
    action: { label: 'See your confirmation' },
    closing: [
      'What happens next: our records say that this is settled, and our messages about it end. Please keep this one as your confirmation. All the best to you.',
    ],
  }),
  'plan-broken': ({ missed, last }, sender) => ({
    subject: last ? 'How things stand now' : 'Let us look for a new way together',
    paragraphs: [
      `${missed === 1 ? 'A payment has' : `${missed} payments have`} not arrived, so the plan cannot go on as it was. This happens, and there is usually a reason.`,
      'For now your original contract applies again. Whatever you have paid stays paid.',
    ],
    figures: [],
    sections: [],
    help: helpSection(sender, terms),
    ...(!last && { action: { label: 'Tell us how things are' } }),
    closing: [
      last
        ? 'What happens next: we have tried what we could suggest by letter, so we do not send you a new plan by ourselves. If you would like to look for a way, call or answer this e-mail. A person will listen.'
        : 'What happens next: we look at your situation afresh, and ask you for your figures again, so that we can suggest something that holds.',
    ],
  }),
  'complaint-received': ({ receivedOn, answerBy }, sender) => ({
    subject: 'We are looking into what you told us',
    paragraphs: [
      'Thank you for telling us that something went wrong. A person is now looking into it.',
      'Meanwhile our messages about your account pause, and the days by which we asked you to answer move on by as long. If you have a plan with us, it goes on as agreed.',
    ],
    figures: [
      { label: 'Received on', value: day(receivedOn) },
      { label: 'You have an answer by', value: day(answerBy) },
    ],
    sections: [],
    help: helpSection(sender, terms),
    closing: [
      'What happens next: you hear from us in writing, with what we found and what we will do. If you are not content with it, the places named below can help.',
    ],
  }),
} satisfies Partial<Bodies>

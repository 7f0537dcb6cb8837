import type { NoticeContent, UnderstandingQuestion } from '../../domain/notice/content.ts'

type Explained = Extract<NoticeContent, { kind: 'agreement-explained' }>

/** The choices of somebody who read the letter: what it says of the plan, found again in its questions. */
export const rightChoices = (explained: Explained): number[] =>
  explained.questions.map((question) => rightChoice(question, explained))

const rightChoice = (question: UnderstandingQuestion, { plan, coolingOffDays }: Explained): number => {
  switch (question.question) {
    case 'usual-payment':
      return question.choices.findIndex(({ minor }) => minor === plan.usual.minor)
    case 'total-to-pay':
      return question.choices.findIndex(({ minor }) => minor === plan.total.minor)
    case 'last-payment-day':
      return question.choices.indexOf(plan.last.on)
    case 'days-to-withdraw':
      return question.choices.indexOf(coolingOffDays)
    case 'when-it-gets-hard':
      return question.choices.indexOf('tell-us')
  }
}

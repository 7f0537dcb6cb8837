import type { PlanChoice, PlanKind, PlanStep } from '../../../plan/plan.ts'
import type { Day } from '../../../time.ts'
import type {
  AgreementTopic,
  ContentOf,
  MediatorReason,
  OptionKey,
  PlanSummary,
  UnderstandingQuestion,
  WhenItGetsHard,
} from '../../content.ts'
import type { Figure, Section } from '../../notice.ts'
import type { Formats, Sender } from '../wording.ts'

/** The words one language has for plans, agreements and mediators. */
export interface Terms extends Formats {
  readonly kinds: Record<PlanKind, string>
  optionHeading(key: OptionKey, kind: string): string
  readonly labels: Record<
    | 'onePayment'
    | 'firstPayment'
    | 'eachMonth'
    | 'dueOn'
    | 'firstOn'
    | 'lastOn'
    | 'months'
    | 'total'
    | 'rate'
    | 'waived'
    | 'deferred'
    | 'apr'
    | 'bestFor',
    string
  >
  /** How many months payments are made. */
  months(count: number): string
  rate(percent: string): string
  /** In place of a rate, where nothing is added while a plan runs. */
  readonly noInterest: string
  /** The annual percentage rate of a plan, beside that of the debt as it stands. */
  apr(before: string, after: string): string
  readonly choices: Record<PlanChoice, string>
  listed(parts: readonly string[]): string
  step(step: PlanStep, amount: (minor: number) => string): string
  readonly topics: Record<
    AgreementTopic,
    { readonly heading: string; readonly says: (content: ContentOf<'agreement-explained'>, sender: Sender) => string }
  >
  readonly mediatorReasons: Record<MediatorReason, string>
  questionHeading(number: number): string
  readonly prompts: Record<UnderstandingQuestion['question'], string>
  days(count: number): string
  readonly whenItGetsHard: Record<WhenItGetsHard, string>
  /** That a "no" costs nothing beyond the contract that already stands; every offer and agreement says it. */
  readonly saysNo: string
  readonly help: { readonly heading: string; readonly says: string }
  readonly counselling: { readonly heading: string; readonly says: string }
}

/** Where free, independent help is found (R24). */
export const helpSection = ({ freeHelp }: Sender, { help }: Terms): Section => ({
  heading: help.heading,
  paragraphs: [help.says],
  points: freeHelp,
})

/** The financial counselling that comes with a plan (R24). */
export const counsellingSection = ({ freeHelp }: Sender, { counselling }: Terms): Section => ({
  heading: counselling.heading,
  paragraphs: [counselling.says],
  points: freeHelp,
})

/** What to pay, when, for how long, at which rate, what it comes to and what was given up. */
export const planFigures = (plan: PlanSummary, terms: Terms): readonly Figure[] => {
  const { labels, money, day } = terms
  const lowerFirst = plan.first.minor !== plan.usual.minor
  const rate = plan.annualRatePercent
  const payments =
    plan.instalments === 1
      ? [
          { label: labels.onePayment, value: money(plan.first) },
          { label: labels.dueOn, value: day(plan.firstDueOn) },
        ]
      : [
          ...(lowerFirst ? [{ label: labels.firstPayment, value: money(plan.first) }] : []),
          { label: labels.eachMonth, value: money(plan.usual) },
          { label: labels.months, value: terms.months(plan.instalments) },
          { label: labels.firstOn, value: day(plan.firstDueOn) },
          { label: labels.lastOn, value: day(plan.last.on) },
        ]
  return [
    ...payments,
    // Who pays once, and nothing on top, has no rate to think about.
    ...(rate === undefined && plan.instalments === 1
      ? []
      : [{ label: labels.rate, value: rate === undefined ? terms.noInterest : terms.rate(rate) }]),
    ...(plan.apr ? [{ label: labels.apr, value: terms.apr(plan.apr.before, plan.apr.after) }] : []),
    { label: labels.total, value: money(plan.total) },
    { label: labels.waived, value: money(plan.waived) },
    ...(plan.deferred.minor > 0 ? [{ label: labels.deferred, value: money(plan.deferred) }] : []),
  ]
}

/** How the plan came to be, a line each. */
export const planSteps = (plan: PlanSummary, terms: Terms): readonly string[] =>
  plan.steps.map((step) => terms.step(step, (minor) => terms.amount(minor, plan.total.currency)))

/** A plan under its own heading. */
export const planSection = (heading: string, plan: PlanSummary, terms: Terms): Section => ({
  heading,
  points: planSteps(plan, terms),
  figures: planFigures(plan, terms),
})

/** What a plan is best at among those offered beside it. */
const bestFor = ({ choices }: PlanSummary, { labels, ...terms }: Terms): readonly Figure[] =>
  choices.length === 0
    ? []
    : [{ label: labels.bestFor, value: terms.listed(choices.map((choice) => terms.choices[choice])) }]

/** The options of an offer, each with its letter; a single one needs none. */
export const optionSections = (options: readonly PlanSummary[], terms: Terms): readonly Section[] =>
  options.map((plan) => {
    const kind = terms.kinds[plan.kind]
    if (options.length === 1) return planSection(kind, plan, terms)
    const section = planSection(terms.optionHeading(plan.key, kind), plan, terms)
    return { ...section, figures: [...bestFor(plan, terms), ...(section.figures ?? [])] }
  })

/** What the agreement holds, a section for each topic the law or the lender wants in it. */
export const topicSections = (
  content: ContentOf<'agreement-explained'>,
  sender: Sender,
  terms: Terms,
): readonly Section[] =>
  content.topics.map((topic) => {
    const { heading, says } = terms.topics[topic]
    return { heading, paragraphs: [says(content, sender)] }
  })

const choicesOf = (question: UnderstandingQuestion, terms: Terms): readonly string[] => {
  switch (question.question) {
    case 'usual-payment':
    case 'total-to-pay':
      return question.choices.map((choice) => terms.money(choice))
    case 'last-payment-day':
      return question.choices.map((choice: Day) => terms.day(choice))
    case 'days-to-withdraw':
      return question.choices.map((choice) => terms.days(choice))
    case 'when-it-gets-hard':
      return question.choices.map((choice) => terms.whenItGetsHard[choice])
  }
}

/** The questions of understanding (R41), each with its choices by letter. */
export const questionSections = (questions: readonly UnderstandingQuestion[], terms: Terms): readonly Section[] =>
  questions.map((question, index) => ({
    heading: terms.questionHeading(index + 1),
    paragraphs: [terms.prompts[question.question]],
    choices: choicesOf(question, terms),
  }))

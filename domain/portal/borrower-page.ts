import type { BorrowerAnswer } from '../case/answer.ts'
import type { Case } from '../case/state.ts'
import type { Language } from '../language.ts'
import { lenderNameIn } from '../notice/compose.ts'
import type { PlanSummary } from '../notice/content.ts'
import { freeHelp } from '../notice/free-help.ts'
import type { NoticeKind, Section } from '../notice/notice.ts'
import {
  helpSection,
  planFigures,
  planSection,
  planSteps,
  questionSections,
  topicSections,
} from '../notice/wording/terms/terms.ts'
import type { Sender } from '../notice/wording/wording.ts'
import type { Refusal } from '../outcome.ts'
import type { Policy } from '../policy/policy.ts'
import { understoodSections } from './means-section.ts'
import type { Choice, Field, Form, Page } from './page.ts'
import { sayingPage } from './page.ts'
import { hasMovedOn, type Question, questionId, type Understood } from './question.ts'
import { statementPageFields } from './statement-page.ts'
import { enPortal } from './wording/en.ts'
import type { Declined, FieldName, PortalWording, Says, Taken } from './wording/wording.ts'
import { zhCnPortal } from './wording/zh-cn.ts'
import { zhTwPortal } from './wording/zh-tw.ts'

const wordings: Record<Language, PortalWording> = { en: enPortal, 'zh-CN': zhCnPortal, 'zh-TW': zhTwPortal }

/** The words of the borrower's pages in `language`. */
export const portalWordingIn = (language: Language): PortalWording => wordings[language]

/** Where on the web the agreement's text lies, relative to the page. */
const documentHref = '?document=1'

/** Relative to a page: the same page as it stands now. */
const pageHref = '?'

type FormName = keyof PortalWording['forms']

/** Builds the pages of one case: its language, its lender and what is asked. */
class BorrowerPages {
  readonly words: PortalWording
  readonly language: Language
  readonly sender: Sender
  readonly optedOut: boolean

  constructor({ language, holds }: Pick<Case, 'language' | 'holds'>, policy: Policy) {
    this.language = language
    this.words = wordings[language]
    this.optedOut = holds.some(({ kind }) => kind === 'opt-out')
    this.sender = {
      name: lenderNameIn(policy, language),
      phone: policy.lender.phone,
      replyTo: policy.lender.replyTo,
      freeHelp: freeHelp[policy.jurisdiction][language],
      offersMediation: policy.mediation.offered,
    }
  }

  /** A page of this lender with the ways that are open on each. */
  page({ heading, says }: Says, more: Partial<Page> = {}): Page {
    return sayingPage({
      language: this.language,
      title: this.words.title,
      lender: this.sender.name,
      heading,
      paragraphs: says,
      closing: [this.words.reachUs(this.sender)],
      foot: [this.form('complaint', 'complaint'), ...(this.optedOut ? [] : [this.form('opt-out', 'opt-out')])],
      ...more,
    })
  }

  form(answer: BorrowerAnswer['answer'], name: FormName, more: Partial<Form> = {}): Form {
    const { heading, says, button } = this.words.forms[name]
    return { answer, heading, says, buttons: [{ label: button }], fields: [], hidden: {}, folded: true, ...more }
  }

  private labels(name: FieldName) {
    return { name, ...this.words.fields[name] }
  }

  private select(name: FieldName, choices: Readonly<Record<string, string>>): Field {
    return { kind: 'select', ...this.labels(name), choose: this.words.choose, choices: choicesOf(choices) }
  }

  private planChoice(plan: PlanSummary, several: boolean): Choice {
    const { terms } = this.words
    const kind = terms.kinds[plan.kind]
    return {
      value: plan.key,
      label: several ? terms.optionHeading(plan.key, kind) : kind,
      figures: planFigures(plan, terms),
      points: planSteps(plan, terms),
    }
  }

  private accept(plans: readonly PlanSummary[], name: FormName, question: string): Form {
    const choices = plans.map((plan) => this.planChoice(plan, plans.length > 1))
    const fields: readonly Field[] = [{ kind: 'radios', ...this.labels('option'), choices }]
    return this.form('accept', name, { fields, hidden: { question }, folded: false })
  }

  /** What is asked now, with a form for each answer. */
  asking(question: Question): Page {
    const { words } = this
    const hidden = { question: questionId(question) }
    const withHelp = { help: helpSection(this.sender, words.terms) }
    if (question.asks === 'nothing') {
      const { because, understood } = question
      const sections = understood === undefined ? [] : this.understood(understood)
      return this.page(words.standing[because], { ...withHelp, sections })
    }
    const asked = words.asks[question.asks]
    switch (question.asks) {
      case 'statement':
        return this.statement(question, hidden)
      case 'offer': {
        const { options, replyBy, understood } = question
        const says = replyBy === undefined ? asked.says : [...asked.says, words.replyBy(words.terms.day(replyBy))]
        const forms = [
          this.accept(options, options.length > 1 ? 'accept' : 'accept-one', hidden.question),
          this.counter(options, hidden),
          ...(this.sender.offersMediation ? [this.form('mediate', 'mediate', { hidden })] : []),
          this.form('decline', 'decline', { hidden }),
        ]
        const behind = understood && { heading: words.means.understood.heading, sections: this.understood(understood) }
        return this.page({ ...asked, says }, { ...withHelp, forms, ...(behind && { behind }) })
      }
      case 'proposal':
        return this.page(asked, {
          ...withHelp,
          forms: [
            this.accept([question.plan], 'accept-proposal', hidden.question),
            this.form('decline', 'decline-proposal', { hidden }),
          ],
        })
      case 'understanding':
        return this.understanding(question, hidden)
      case 'signature':
        return this.page(asked, {
          sections: [this.plan(question.plan)],
          links: [this.documentLink()],
          forms: [
            this.form('sign', 'sign', {
              fields: [{ kind: 'tick', ...this.labels('read') }],
              hidden: { ...hidden, documentHash: question.documentHash },
              folded: false,
            }),
            this.form('withdraw', 'leave', { hidden }),
          ],
        })
      case 'cooling-off': {
        const { until } = question
        const says = until === undefined ? asked.says : [...asked.says, words.untilDay(words.terms.day(until))]
        return this.page(
          { ...asked, says },
          {
            sections: [this.plan(question.plan)],
            links: [this.documentLink()],
            forms: [this.form('withdraw', 'withdraw', { hidden })],
          },
        )
      }
      case 'progress':
        return this.progress(question)
    }
  }

  private plan(plan: PlanSummary) {
    return planSection(this.words.terms.kinds[plan.kind], plan, this.words.terms)
  }

  private documentLink() {
    return { href: documentHref, label: this.words.document, apart: true }
  }

  private statement(question: Extract<Question, { asks: 'statement' }>, hidden: Form['hidden']): Page {
    const { asks, means, taken } = this.words
    const { questions, groups } = statementPageFields(this.words, question)
    const again = question.questioned !== undefined
    const form = this.form('statement', 'statement', {
      fields: questions,
      groups,
      hidden: again ? { ...hidden, asked: 'yes' } : hidden,
      folded: false,
      ...(again && { heading: '', buttons: [{ label: means.questions.button }] }),
    })
    return this.page(again ? taken.questioned : asks.statement, {
      forms: [form],
      help: helpSection(this.sender, this.words.terms),
    })
  }

  understood(understood: Understood): readonly Section[] {
    return understoodSections(understood, this.words.means, this.words.terms)
  }

  private counter([plan]: readonly PlanSummary[], hidden: Form['hidden']): Form {
    const unit = plan === undefined ? {} : { unit: plan.total.currency }
    return this.form('counter', 'counter', {
      fields: [
        { kind: 'amount', ...this.labels('monthlyAmount'), ...unit },
        { kind: 'number', ...this.labels('months'), optional: this.words.optional },
        { kind: 'number', ...this.labels('dueDay'), optional: this.words.optional },
      ],
      hidden,
    })
  }

  private understanding({ content }: Extract<Question, { asks: 'understanding' }>, hidden: Form['hidden']): Page {
    const { terms } = this.words
    const fields = questionSections(content.questions, terms).map(
      ({ paragraphs = [], choices = [] }, place): Field => ({
        kind: 'radios',
        name: `choice${place + 1}`,
        label: `${place + 1}. ${paragraphs.join(' ')}`,
        choices: choices.map((label, value) => ({ value: String(value), label })),
      }),
    )
    return this.page(this.words.asks.understanding, {
      sections: [this.plan(content.plan), ...topicSections(content, this.sender, terms)],
      links: [this.documentLink()],
      forms: [
        this.form('understanding', 'understanding', { fields, hidden, folded: false }),
        this.form('withdraw', 'leave', { hidden }),
      ],
      help: helpSection(this.sender, terms),
    })
  }

  private progress({ plan, next, today, told }: Extract<Question, { asks: 'progress' }>): Page {
    const { words } = this
    const { terms } = words
    const due = next && {
      heading: words.nextPayment.heading,
      figures: [
        { label: words.nextPayment.amount, value: terms.money(next.amount) },
        { label: words.nextPayment.dueOn, value: terms.day(next.dueOn) },
      ],
    }
    const { none, ...reasons } = words.choices.hardship
    const hidden = { question: 'progress' }
    const changes = [
      this.form('will-pay', 'will-pay', { fields: [{ kind: 'day', ...this.labels('payBy'), from: today }], hidden }),
      this.form('difficulty', 'difficulty', { fields: [this.select('hardship', { ...reasons, none })], hidden }),
      this.form('support-group', 'support-group', { hidden }),
    ]
    return this.page(words.asks.progress, {
      paragraphs: told ? [words.told] : words.asks.progress.says,
      sections: [...(due === undefined ? [] : [due]), this.plan(plan)],
      links: [this.documentLink()],
      forms: [this.form('all-well', 'all-well', { hidden, folded: false }), ...(told ? [] : changes)],
      help: helpSection(this.sender, terms),
    })
  }

  saying(says: Says): Page {
    return this.page(says, { links: [{ href: pageHref, label: this.words.back, apart: false }] })
  }
}

const choicesOf = (labels: Readonly<Record<string, string>>): readonly Choice[] =>
  Object.entries(labels).map(([value, label]) => ({ value, label }))

type Place = Pick<Case, 'language' | 'holds'>

/** The page behind a borrower's link: what is asked as the case stands, kindly said to have moved on where it has. */
export const questionPage = (state: Place, policy: Policy, question: Question, kind: NoticeKind): Page => {
  const pages = new BorrowerPages(state, policy)
  const page = pages.asking(question)
  return hasMovedOn(kind, question) ? { ...page, paragraphs: [pages.words.movedOn, ...page.paragraphs] } : page
}

/** What came of an answer, as the borrower reads it. */
export const takenAs = (answer: BorrowerAnswer['answer'], question: Question): Taken => {
  if (answer === 'statement') return question.asks === 'statement' ? 'questioned' : answer
  if (answer !== 'understanding') return answer
  return question.asks === 'understanding' ? 'misunderstood' : 'understood'
}

/** The page after an answer was taken: thanks, what happens next, and what was understood; or the questions that it raised. */
export const takenPage = (state: Place, policy: Policy, taken: Taken, next?: Question): Page => {
  const pages = new BorrowerPages(state, policy)
  if (taken === 'questioned' && next !== undefined) return pages.asking(next)
  const page = pages.saying(pages.words.taken[taken])
  return next?.asks === 'nothing' && next.understood !== undefined && taken === 'statement'
    ? { ...page, sections: pages.understood(next.understood) }
    : page
}

const declinedByCode: Readonly<Record<string, Declined>> = {
  'too-late': 'too-late',
  'moved-on': 'too-late',
  'not-understood': 'not-understood',
  'other-document': 'other-document',
  'no-such-option': 'no-such-option',
  'not-offered': 'not-offered',
}

/** The page for an answer that the case could not take. */
export const declinedPage = (state: Place, policy: Policy, { code }: Pick<Refusal, 'code'>): Page => {
  const pages = new BorrowerPages(state, policy)
  return pages.saying(pages.words.declined[declinedByCode[code] ?? 'other'])
}

/** The page that one click of a person, never a mail scanner's visit, turns into an opt-out (RFC 8058). */
export const optOutPage = (state: Place, policy: Policy): Page => {
  const pages = new BorrowerPages(state, policy)
  const form = pages.form('opt-out', 'opt-out', { folded: false, heading: '', says: [] })
  const { heading, says } = pages.words.forms['opt-out']
  return { ...pages.page({ heading, says }), forms: [form], foot: [pages.form('complaint', 'complaint')] }
}

const everywhere = (pick: (words: PortalWording) => Says): Page => {
  const [first, ...others] = (['en', 'zh-CN', 'zh-TW'] as const).map((language) => ({
    language,
    ...pick(wordings[language]),
  }))
  if (first === undefined) throw new Error('There is no language to say this in; add one to the wordings.')
  const { language, heading, says } = first
  return sayingPage({ language, title: wordings[language].title, heading, paragraphs: says, alsoIn: others })
}

/** The page behind a link that never was or is over; nobody knows whose it is, so every language has its say. */
export const overPage = (): Page => everywhere(({ over }) => over)

/** The page for a request that is not a form of ours. */
export const unreadablePage = (): Page => everywhere(({ unreadable }) => unreadable)

import { EvidenceFinding, EvidenceItem, type EvidenceState } from '../assessment/figures.ts'
import type { StaffAnswer } from '../case/answer.ts'
import { evidenceOf } from '../case/evidence.ts'
import type { Case, CaseIn } from '../case/state.ts'
import { totalOf } from '../intake/account.ts'
import { summaryOf } from '../notice/content.ts'
import type { Section } from '../notice/notice.ts'
import { enTerms as terms } from '../notice/wording/terms/en.ts'
import type { Refusal } from '../outcome.ts'
import type { Plan } from '../plan/plan.ts'
import { type Form, type Page, sayingPage } from './page.ts'
import { judgementForStaff, meansForStaff } from './staff-assessment.ts'
import { enMeans } from './wording/means/en.ts'

/** What a link to staff asks, and the answer that belongs to it. */
export const staffAnswers = {
  approval: 'approval',
  mediation: 'proposal',
  evidence: 'evidence',
} as const satisfies Record<string, StaffAnswer['answer']>
export type StaffAsks = keyof typeof staffAnswers

/** Tells what a link asks of staff from what it asks of a borrower. */
export const isStaffAsks = (asks: string): asks is StaffAsks => Object.hasOwn(staffAnswers, asks)

const page = (heading: string, paragraphs: readonly string[], more: Partial<Page> = {}): Page =>
  sayingPage({ language: 'en', title: 'Your answer', lender: 'Forbear', heading, paragraphs, ...more })

const figuresOf = ({ debt, facts, assessment }: CaseIn<'negotiating'>): Section => {
  const amount = (minor: number) => terms.amount(minor, facts.currency)
  return {
    heading: 'The figures',
    figures: [
      { label: 'Principal', value: amount(debt.principal) },
      { label: 'Interest', value: amount(debt.interest) },
      { label: 'Fees', value: amount(debt.fees) },
      { label: 'Owed in all', value: amount(totalOf(debt)) },
      { label: 'Contract rate', value: terms.rate(facts.annualRatePercent) },
      { label: 'Contract months left', value: String(facts.remainingTermMonths) },
      { label: 'Affordable each month', value: amount(assessment.ability.affordableMonthly) },
    ],
  }
}

/** The options as staff read them; what they cost the lender is for its own approver alone. */
const plansOf = (options: readonly Plan[], asks: StaffAsks): readonly Section[] =>
  options.map((plan, place) => {
    const { first, usual, instalments, firstDueOn, last, total, waived, deferred, apr } = summaryOf(plan, 'a')
    const ownFigures = [
      { label: 'Present value lost', value: `${plan.presentValueLossPercent}%` },
      ...(plan.value
        ? [
            { label: 'Worth with this plan', value: terms.amount(plan.value.withPlan, plan.currency) },
            { label: 'Worth with enforcement', value: terms.amount(plan.value.withoutPlan, plan.currency) },
          ]
        : []),
      { label: 'Needs your approval', value: plan.needsApproval ? 'Yes' : 'No' },
    ]
    return {
      heading: `Option ${place + 1}: ${plan.kind}`,
      figures: [
        { label: 'Instalments', value: String(instalments) },
        { label: 'First', value: terms.money(first) },
        { label: 'Usual', value: terms.money(usual) },
        { label: 'From', value: terms.day(firstDueOn) },
        { label: 'To', value: terms.day(last.on) },
        { label: 'Rate', value: terms.rate(plan.annualRatePercent) },
        { label: 'Total', value: terms.money(total) },
        { label: 'Given up', value: terms.money(waived) },
        ...(deferred.minor > 0 ? [{ label: terms.labels.deferred, value: terms.money(deferred) }] : []),
        ...(apr ? [{ label: 'APR', value: terms.apr(apr.before, apr.after) }] : []),
        ...(asks === 'approval' ? ownFigures : []),
      ],
    }
  })

const nothingWanted = page('Nothing is wanted now', [
  'The case has moved on since this message was sent. You need do nothing.',
])

/** Names what staff are asked, so that a page left open is not taken for an answer to a later round. */
export const staffQuestionId = (asks: StaffAsks, state: Case): string =>
  asks === 'evidence'
    ? `evidence-${state.episode}`
    : `${asks}-${state.stage === 'negotiating' ? (state.offer?.round ?? 0) : 'over'}`

/** The page of the lender's approver or of the mediator: figures and a form, nothing of who the borrower is (R73). */
export const staffPage = (asks: StaffAsks, state: Case): Page => {
  const hidden = { question: staffQuestionId(asks, state) }
  if (asks === 'evidence') return evidencePage(state, hidden)
  if (state.stage !== 'negotiating') return nothingWanted
  return asks === 'approval' ? approvalPage(state, hidden) : mediationPage(state, hidden)
}

const approvalPage = (state: CaseIn<'negotiating'>, hidden: Form['hidden']): Page => {
  if (state.offer?.approval !== 'wanted') return nothingWanted
  const form: Form = {
    answer: 'approval',
    heading: 'Your decision',
    says: ['Without your approval only the options that do not need it are offered; if all need it, the talks end.'],
    fields: [],
    hidden,
    buttons: [
      { label: 'Approve', name: 'granted', value: 'yes' },
      { label: 'Do not approve', name: 'granted', value: 'no' },
    ],
    folded: false,
  }
  return page(
    `Approval for ${state.caseId}`,
    ['At least one of these options goes beyond what policy may grant alone. The borrower has not seen them yet.'],
    {
      sections: [
        figuresOf(state),
        meansForStaff(state.assessment, state.facts.currency),
        judgementForStaff(state.assessment),
        ...plansOf(state.offer.options, 'approval'),
      ],
      forms: [form],
    },
  )
}

const findings: Readonly<Record<EvidenceState, string>> = {
  none: 'not offered',
  offered: 'offered',
  received: 'came, not looked at yet',
  verified: 'came, and show what was stated',
  refuted: 'came, and do not show what was stated',
}

const evidencePage = (state: Case, hidden: Form['hidden']): Page => {
  const evidence = evidenceOf(state) ?? {}
  const offered = EvidenceItem.options.filter((item) => (evidence[item] ?? 'none') !== 'none')
  if (offered.length === 0) return nothingWanted
  const choices = offered.map((value) => ({ value, label: enMeans.evidence[value] }))
  const form: Form = {
    answer: 'evidence',
    heading: 'What came',
    says: ['Ask only for what you need. One entry for each kind of papers; the page stays open for the next.'],
    fields: [
      { kind: 'radios', name: 'item', label: 'Papers on', choices },
      {
        kind: 'radios',
        name: 'finding',
        label: 'What came of them',
        choices: EvidenceFinding.options.map((value) => ({ value, label: findings[value] })),
      },
    ],
    hidden,
    buttons: [{ label: 'Record it' }],
    folded: false,
  }
  const figures = offered.map((item) => ({ label: enMeans.evidence[item], value: findings[evidence[item] ?? 'none'] }))
  return page(
    `Papers for ${state.caseId}`,
    ['The borrower offered papers on what they stated. What comes of them is kept in the dossier.'],
    { sections: [{ heading: 'So far', figures }], forms: [form] },
  )
}

const mediationPage = (state: CaseIn<'negotiating'>, hidden: Form['hidden']): Page => {
  const { offer, mediation, facts } = state
  if (mediation === undefined || mediation.proposal !== undefined) return nothingWanted
  const form: Form = {
    answer: 'proposal',
    heading: 'Your proposal',
    says: ['It goes to both sides and counts only when both accept. The rate is cut only as far as your months need.'],
    fields: [
      { kind: 'amount', name: 'monthlyAmount', label: 'Each month', unit: facts.currency },
      { kind: 'number', name: 'months', label: 'For at most how many months' },
      {
        kind: 'words',
        name: 'words',
        label: 'A word to both sides',
        hint: 'Kept in the record and sent as it stands. No names, addresses or numbers.',
        optional: '(if you wish)',
        longest: 600,
      },
    ],
    hidden,
    buttons: [{ label: 'Propose' }],
    folded: false,
  }
  const counter = offer?.counter && {
    heading: 'What the borrower last suggested',
    figures: [
      { label: 'Each month', value: terms.amount(offer.counter.monthlyAmount, facts.currency) },
      ...(offer.counter.months === undefined ? [] : [{ label: 'For', value: terms.months(offer.counter.months) }]),
      ...(offer.counter.dueDay === undefined ? [] : [{ label: 'On day', value: String(offer.counter.dueDay) }]),
    ],
  }
  return page(
    `Mediation for ${state.caseId}`,
    ['Both sides are stuck. Below is what is owed, what the borrower can pay, and what each side last suggested.'],
    {
      sections: [
        figuresOf(state),
        meansForStaff(state.assessment, facts.currency),
        ...(counter === undefined ? [] : [counter]),
        ...plansOf(offer?.options ?? [], 'mediation'),
      ],
      forms: [form],
    },
  )
}

/** What staff read after their answer was taken. */
export const staffTaken: Record<StaffAnswer['answer'], string> = {
  evidence: 'It is recorded. The link stays open for other papers.',
  approval: 'Your decision is recorded. The talks go on by themselves.',
  proposal: 'Your proposal goes to both sides now. You hear from us if anything else is wanted.',
}

/** The page after a staff answer was taken. */
export const staffTakenPage = (answer: StaffAnswer['answer']): Page => page('Thank you', [staffTaken[answer]])

/** The refusals whose reason helps a mediator to propose again, in amounts as people write them. */
const reasons: Readonly<Record<string, string>> = {
  'more-than-affordable':
    'This is more than the borrower can pay each month. The affordable amount stands with the figures.',
  'below-smallest-instalment': 'This is below the smallest monthly amount that the lender takes. Please propose more.',
  'beyond-policy': 'This takes longer than the lender’s policy allows. Please propose fewer months.',
  'too-little':
    'This does not clear the debt in so many months, even at the lowest rate. Please propose more, or longer.',
  'beyond-authority': 'The lender could not agree to this. Please propose a higher amount or fewer months.',
}

/** The page for a staff answer that the case could not take. */
export const staffDeclinedPage = ({ code }: Pick<Refusal, 'code'>): Page =>
  page(
    'This could not be taken',
    [reasons[code] ?? 'The case has moved on and this answer changes nothing any more.'],
    { links: [{ href: '?', label: 'Look at the case again', apart: false }] },
  )

import * as z from 'zod'
import type { StatementOfMeans } from '../../domain/assessment/statement.ts'
import type { BorrowerAnswer } from '../../domain/case/answer.ts'
import type { Case } from '../../domain/case/state.ts'
import { refusalOfText } from '../../domain/conduct/free-text.ts'
import type { Language } from '../../domain/language.ts'
import type { NoticeKind } from '../../domain/notice/notice.ts'
import { staffNews } from '../../domain/notice/staff-letter.ts'
import { isRefusal, type Refusal, refusal } from '../../domain/outcome.ts'
import { policyOf } from '../../domain/policy/policy-book.ts'
import {
  type FieldProblem,
  type Fields,
  isFieldProblem,
  readBorrowerAnswer,
  readStaffAnswer,
} from '../../domain/portal/answer-form.ts'
import {
  declinedPage,
  overPage,
  portalWordingIn,
  questionPage,
  takenAs,
  takenPage,
  unreadablePage,
} from '../../domain/portal/borrower-page.ts'
import type { Page } from '../../domain/portal/page.ts'
import { questionId, questionNow } from '../../domain/portal/question.ts'
import { renderPage } from '../../domain/portal/render-page.ts'
import {
  isStaffAsks,
  type StaffAsks,
  staffAnswers,
  staffDeclinedPage,
  staffPage,
  staffQuestionId,
  staffTaken,
  staffTakenPage,
} from '../../domain/portal/staff-page.ts'
import { enPortal } from '../../domain/portal/wording/en.ts'
import { dayIn } from '../../domain/time.ts'
import {
  ContactEnvironment,
  type ContactLedgers,
  connectContactLedgers,
  contactAccess,
} from '../adapters/contact-ledgers.ts'
import { connectDossiers, DossierEnvironment, type Dossiers, dossierAccess } from '../adapters/dossiers.ts'
import { connectLinkOpener, type LinkOpener, linkOpeningAccess } from '../adapters/links.ts'
import { onLambda } from '../on-lambda.ts'
import { connectStaffMail, StaffMailEnvironment, type StaffMatter, staffMailAccess } from '../staff-mail.ts'
import { defineStep } from '../step.ts'
import { type BodyFault, fieldsOf, type HttpAnswer, htmlAnswer, jsonAnswer, LinkRequest } from './exchange.ts'
import { holdPerson } from './personal-hold.ts'
import { takeTaskAnswer } from './take-task-answer.ts'

/** Takes what a borrower, the lender's approver or a mediator answers through the link in a message (R22, R71, R74). */
export const step = defineStep({
  stage: 'answers',
  name: 'Receive answer',
  environment: z.object({ ...DossierEnvironment.shape, ...ContactEnvironment.shape, ...StaffMailEnvironment.shape }),
  access: {
    ...contactAccess,
    ...staffMailAccess,
    CASE_TABLE: [...new Set([...dossierAccess.CASE_TABLE, ...linkOpeningAccess.CASE_TABLE])],
  },
  input: LinkRequest,
  connect: (environment, clients, log, entropy) => ({
    dossiers: connectDossiers(environment, clients, log),
    links: connectLinkOpener(environment, clients),
    ledgers: connectContactLedgers(environment, clients),
    writeToStaff: connectStaffMail(environment, clients, entropy),
  }),
  run: async (connections, request) => receiveAnswer(connections, request),
})

export const handler = onLambda(step)

interface Connections {
  readonly dossiers: Dossiers
  readonly links: LinkOpener
  readonly ledgers: ContactLedgers
  readonly writeToStaff: ReturnType<typeof connectStaffMail>
}

/** What is answered, in both forms that a request can want it in. */
interface Reply {
  readonly status: number
  readonly json: object
  readonly html: () => string
}

const answered = ({ wantsJson }: LinkRequest, { status, json, html }: Reply): HttpAnswer =>
  wantsJson ? jsonAnswer(status, json) : htmlAnswer(status, html())

/** The whole exchange: opens the link, reads the form, gives it to the case and says what came of it. */
export const receiveAnswer = async (connections: Connections, request: LinkRequest): Promise<HttpAnswer> => {
  const { dossiers, links } = connections
  const link = await links.open(request.link, request.now)
  const state = link && (await dossiers.read(link.caseId))
  if (link === undefined || state === undefined) return answered(request, over)
  const fields = fieldsOf(request)
  if (typeof fields === 'string') return answered(request, unreadable(fields))
  const { asks } = link
  if (asks === 'contact-task') return answered(request, await takeTaskAnswer(connections, state, fields, request.now))
  const reply = isStaffAsks(asks)
    ? await takeFromStaff(dossiers, state, asks, fields, request)
    : await takeFromBorrower(connections, state, asks, fields, request)
  return answered(request, reply)
}

const takeFromBorrower = async (
  { dossiers, ledgers, writeToStaff }: Connections,
  state: Case,
  kind: NoticeKind,
  fields: Fields,
  { now }: LinkRequest,
): Promise<Reply> => {
  const policy = policyOf(dossiers.policies, state.lenderId, state.policyVersion)
  const question = questionNow(state, policy, now)
  const answer = readBorrowerAnswer(fields, { currency: state.facts.currency, today: dayIn(state.zone, now) })
  const { faults, correct } = portalWordingIn(state.language)
  if (isFieldProblem(answer)) {
    const page = questionPage(state, policy, question, kind)
    return problem(answer, fields, page, enPortal.faults[answer.fault], faults[answer.fault], correct)
  }
  const always = answer.answer === 'opt-out' || answer.answer === 'complaint'
  if (!always && isOfAnotherPage(fields, questionId(question)))
    return refused(otherPage, declinedPage(state, policy, otherPage))
  const matter = matterOf(answer, state, policy.lender.defaultLanguage)
  if (matter !== undefined)
    await writeToStaff({
      state,
      policy,
      to: policy.lender.operations,
      ...matter,
      now,
    })
  if (answer.answer === 'opt-out' || answer.answer === 'complaint')
    await holdPerson({ dossiers, ledgers }, state, answer.answer, policy, now)
  const outcome = await dossiers.carryOut(state.caseId, { type: 'take answer', answer }, now, 'borrower')
  if (isRefusal(outcome)) return refused(outcome, declinedPage(state, policy, outcome))
  const next = questionNow(outcome.state, policy, now)
  const what = takenAs(answer.answer, next)
  const questions = next.asks === 'statement' ? next.questioned?.questions : undefined
  return {
    status: 200,
    json: {
      taken: true,
      what,
      next: portalWordingIn(state.language).taken[what].says.join(' '),
      ...(questions && { questions }),
    },
    html: () => renderPage(takenPage(outcome.state, policy, what, next)),
  }
}

/** What a person of the lender has to see to before anything else happens; told first, so that it may be told twice but never missed. */
const matterOf = (
  answer: BorrowerAnswer,
  state: Case,
  language: Language,
): Pick<StaffMatter, 'subject' | 'text' | 'asks'> | undefined => {
  if (answer.answer === 'complaint') return staffNews('complaint', language)
  if (answer.answer === 'statement' && answer.statement.disputesDebt) return staffNews('dispute', language)
  if (answer.answer === 'statement' && offersPapers(answer.statement) && isFirstToOffer(state))
    return { ...staffNews('papers', language), asks: 'evidence' }
  return undefined
}

const offersPapers = ({ evidence }: StatementOfMeans): boolean => Object.keys(evidence).length > 0

/** A statement that is sent again after its questions brings no second message. */
const isFirstToOffer = (state: Case): boolean =>
  state.stage === 'assessing' &&
  state.statement === undefined &&
  (state.questioned === undefined || !offersPapers(state.questioned.statement))

const takeFromStaff = async (
  dossiers: Dossiers,
  state: Case,
  asks: StaffAsks,
  fields: Fields,
  { now }: LinkRequest,
): Promise<Reply> => {
  const today = dayIn(state.zone, now)
  const answer = readStaffAnswer(staffAnswers[asks], fields, { currency: state.facts.currency, today })
  if (isFieldProblem(answer)) {
    const says = [enPortal.faults[answer.fault], ...whatToWriteInstead(answer, fields)].join(' ')
    return problem(answer, fields, staffPage(asks, state), says, says, enPortal.correct)
  }
  if (isOfAnotherPage(fields, staffQuestionId(asks, state))) return refused(otherPage, staffDeclinedPage(otherPage))
  const by = asks === 'mediation' ? 'mediator' : 'lender'
  const outcome = await dossiers.carryOut(state.caseId, { type: 'take staff answer', answer }, now, by)
  if (isRefusal(outcome)) return refused(outcome, staffDeclinedPage(outcome))
  return {
    status: 200,
    json: { taken: true, what: answer.answer, next: staffTaken[answer.answer] },
    html: () => renderPage(staffTakenPage(answer.answer)),
  }
}

/** The phrases that may not go out, each with its rule and what to write instead (R72). */
const whatToWriteInstead = ({ field, fault }: FieldProblem, fields: Fields): readonly string[] =>
  fault === 'words' ? (refusalOfText(fields[field] ?? '', 'en')?.says ?? []) : []

const otherPage = refusal(
  'too-late',
  'The case has moved on since this page was opened; open the link again and answer what it asks now.',
)

/** A form names the question it was made for; an answer without one, such as JSON, is taken as meant for the present one. */
const isOfAnotherPage = (fields: Fields, present: string): boolean =>
  fields['question'] !== undefined && fields['question'] !== present

const over: Reply = {
  status: 410,
  json: { code: 'link-over', reason: 'This link is not known or no longer open; use the link in the latest message.' },
  html: () => renderPage(overPage()),
}

const bodyFaults: Record<BodyFault, { readonly status: number; readonly reason: string }> = {
  'too-large': { status: 413, reason: 'The body is larger than 8 KiB; send only the fields of the form.' },
  'unknown-type': {
    status: 415,
    reason: 'The body is neither application/json nor application/x-www-form-urlencoded; send one of them.',
  },
  unreadable: {
    status: 400,
    reason: 'The body is not JSON that is one flat map of strings; send every field as a string.',
  },
}

const unreadable = (fault: BodyFault): Reply => {
  const { status, reason } = bodyFaults[fault]
  return { status, json: { code: fault, reason }, html: () => renderPage(unreadablePage()) }
}

const refused = ({ code, reason }: Refusal, page: Page): Reply => ({
  status: 409,
  json: { code, reason },
  html: () => renderPage(page),
})

const problem = (
  { field, fault }: FieldProblem,
  entered: Fields,
  page: Page,
  reason: string,
  says: string,
  notice: string,
): Reply => ({
  status: 400,
  json: { code: 'bad-answer', field, fault, reason },
  html: () => renderPage(page, { entered, field, says, notice }),
})

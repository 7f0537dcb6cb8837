import { type ContactTask, isConversation, taskKeyOf } from '../../domain/case/contact-task.ts'
import { isTaskWanted } from '../../domain/case/deciders/contact-task.ts'
import type { Case } from '../../domain/case/state.ts'
import type { ContactDecision } from '../../domain/contact/gate.ts'
import {
  type ContactLedger,
  claimContact,
  entryOf,
  holdContacts,
  moveContact,
  noteConversation,
  pruneLedger,
  settleOverdue,
} from '../../domain/contact/ledger.ts'
import { mayReach } from '../../domain/contact/task-gate.ts'
import { isRefusal, type Refusal, refusal } from '../../domain/outcome.ts'
import { policyOf } from '../../domain/policy/policy-book.ts'
import { type Fields, isFieldProblem } from '../../domain/portal/answer-form.ts'
import {
  contactTaskPage,
  notNowPage,
  readTaskAnswer,
  reasonOf,
  type TaskAnswer,
  taskDonePage,
  taskQuestionId,
} from '../../domain/portal/contact-task-page.ts'
import type { Page } from '../../domain/portal/page.ts'
import { renderPage } from '../../domain/portal/render-page.ts'
import { enPortal } from '../../domain/portal/wording/en.ts'
import type { Instant } from '../../domain/time.ts'
import type { ContactLedgers } from '../adapters/contact-ledgers.ts'
import type { Dossiers } from '../adapters/dossiers.ts'
import { taskQuestion } from '../contact-question.ts'

interface Connections {
  readonly dossiers: Dossiers
  readonly ledgers: ContactLedgers
}

interface Reply {
  readonly status: number
  readonly json: object
  readonly html: () => string
}

const shown = (status: number, json: object, page: Page): Reply => ({ status, json, html: () => renderPage(page) })

/** Takes what staff do with the task that their link leads to: they begin, or say what came of it (R71, R80). */
export const takeTaskAnswer = async (
  connections: Connections,
  state: Case,
  fields: Fields,
  now: Instant,
): Promise<Reply> => {
  const policy = policyOf(connections.dossiers.policies, state.lenderId, state.policyVersion)
  const task = state.contactTask
  const present = contactTaskPage(state, policy)
  const answer = readTaskAnswer(fields)
  if (isFieldProblem(answer)) {
    const says = enPortal.faults[answer.fault]
    return {
      status: 400,
      json: { code: 'bad-answer', ...answer, reason: says },
      html: () => renderPage(present, { entered: fields, field: answer.field, says, notice: enPortal.correct }),
    }
  }
  const isOfAnother = fields['question'] !== undefined && task && fields['question'] !== taskQuestionId(task)
  if (task === undefined || task.step === 'over' || isOfAnother) return refused(over, present)
  return answer.answer === 'start-contact'
    ? begin(connections, state, task, now)
    : end(connections, state, task, answer, now)
}

const over = refusal('task-over', 'This task is over, or has moved on; open the link again and look at it.')

const refused = ({ code, reason }: Refusal, page: Page): Reply => shown(409, { code, reason }, page)

/** The slot is taken in the same write that the gate decides in, and counts from then on whether or not anybody answers. */
const begin = async (
  { dossiers, ledgers }: Connections,
  state: Case,
  task: ContactTask,
  now: Instant,
): Promise<Reply> => {
  const { caseId } = state
  const { number } = task
  const policy = policyOf(dossiers.policies, state.lenderId, state.policyVersion)
  const question = taskQuestion({ policies: dossiers.policies, state, task, now })
  const key = taskKeyOf(caseId, number)
  const taken = (ledger: ContactLedger): ContactLedger => {
    const pruned = pruneLedger(ledger, policy.contact.caps, now)
    return moveContact(claimContact(pruned, { key, at: now, channel: task.channel }), key, 'sent', now)
  }
  const { decision, ledger } = await ledgers.change(state.borrowerId, (before) => {
    const ledger = settleOverdue(before, policy.contact.claims, now)
    const asked = question(ledger)
    const decision = isTaskWanted(task, state, [...asked.holds], now) ? mayReach(asked) : notWanted
    return { decision, ledger: decision.decision === 'now' ? taken(ledger) : ledger }
  })
  if (decision.decision === 'wait') {
    const { because, until } = decision
    return shown(409, { code: because, until, reason: reasonOf(state, decision) }, notNowPage(state, decision))
  }
  // A slot that is there already was taken for this very attempt, before its answer got lost.
  if (decision.decision === 'suppress' && decision.reason !== 'already-sent') {
    const because = decision.reason
    await dossiers.carryOut(caseId, { type: 'drop contact task', number, because }, now, 'lender')
    return shown(409, { code: because, reason: reasonOf(state, decision) }, notNowPage(state, decision))
  }
  const slotAt = entryOf(ledger, key)?.at
  const beganAt = slotAt === now ? undefined : slotAt
  const outcome = await dossiers.carryOut(caseId, { type: 'start contact task', number, beganAt }, now, 'lender')
  if (isRefusal(outcome)) return refused(outcome, contactTaskPage(state, policy))
  return shown(200, { taken: true, what: 'start-contact' }, contactTaskPage(outcome.state, policy))
}

const notWanted: ContactDecision = { decision: 'suppress', reason: 'stale' }

/** What was said counts for the person's other cases as well, above all not to be called; that is written before the case is told. */
const end = async (
  { dossiers, ledgers }: Connections,
  state: Case,
  { number, step }: ContactTask,
  { outcome: came }: Extract<TaskAnswer, { answer: 'contact-outcome' }>,
  now: Instant,
): Promise<Reply> => {
  const policy = policyOf(dossiers.policies, state.lenderId, state.policyVersion)
  if (step !== 'started')
    return refused(
      refusal('not-started', 'The attempt was not begun here, so that it took no slot; begin it first.'),
      contactTaskPage(state, policy),
    )
  if (isConversation(came))
    await ledgers.change(state.borrowerId, (before) => {
      const ledger = noteConversation(before, taskKeyOf(state.caseId, number))
      const isAsked = came === 'asks-not-to-be-called' && !ledger.holds?.some(({ kind }) => kind === 'no-calls')
      return { ledger: isAsked ? holdContacts(ledger, { kind: 'no-calls', setBy: 'borrower', from: now }) : ledger }
    })
  const outcome = await dossiers.carryOut(
    state.caseId,
    { type: 'end contact task', number, outcome: came },
    now,
    'lender',
  )
  if (isRefusal(outcome)) return refused(outcome, contactTaskPage(state, policy))
  return shown(200, { taken: true, what: 'contact-outcome' }, taskDonePage)
}

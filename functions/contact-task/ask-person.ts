import * as z from 'zod'
import { taskKeyOf } from '../../domain/case/contact-task.ts'
import { isTaskWanted } from '../../domain/case/deciders/contact-task.ts'
import { mayReach } from '../../domain/contact/task-gate.ts'
import { CaseId } from '../../domain/ids.ts'
import { DefectError } from '../../domain/outcome.ts'
import { policyOf } from '../../domain/policy/policy-book.ts'
import { taskMatter } from '../../domain/portal/contact-task-page.ts'
import { ContactEnvironment, connectContactLedgers } from '../adapters/contact-ledgers.ts'
import { connectDossiers, DossierEnvironment, dossierAccess } from '../adapters/dossiers.ts'
import { taskQuestion } from '../contact-question.ts'
import { onLambda } from '../on-lambda.ts'
import { connectStaffMail, StaffMailEnvironment, staffMailAccess } from '../staff-mail.ts'
import { defineStep, Now } from '../step.ts'

/**
 * Asks the lender's staff to reach a borrower, once somebody may (R71): the borrower had their time to answer, and the gate opens the
 * channel. It says until when to wait, or drops what is not wanted any more or will never be allowed. No slot is taken here: whoever
 * begins takes it.
 * @throws DefectError when the calendar ends before that day: nobody guesses holidays
 */
export const step = defineStep({
  stage: 'contact-task',
  name: 'Ask person',
  environment: z.object({ ...DossierEnvironment.shape, ...ContactEnvironment.shape, ...StaffMailEnvironment.shape }),
  access: { ...staffMailAccess, CASE_TABLE: dossierAccess.CASE_TABLE, CONTACT_TABLE: ['dynamodb:GetItem'] },
  input: z.object({ caseId: CaseId, task: z.int().min(1), now: Now }),
  connect: (environment, clients, log, entropy) => ({
    dossiers: connectDossiers(environment, clients, log),
    ledgers: connectContactLedgers(environment, clients),
    writeToStaff: connectStaffMail(environment, clients, entropy),
  }),
  run: async ({ dossiers, ledgers, writeToStaff }, { caseId, task: number, now }) => {
    const state = await dossiers.read(caseId)
    const task = state?.contactTask
    if (state === undefined || task?.number !== number || task.step !== 'opened') return { next: 'done' }
    if (now < task.notBefore) return { next: 'wait', until: task.notBefore }
    const drop = async (because: string) => {
      await dossiers.carryOut(caseId, { type: 'drop contact task', number, because }, now)
      return { next: 'done' }
    }
    const question = taskQuestion({ policies: dossiers.policies, state, task, now })(
      await ledgers.read(state.borrowerId),
    )
    if (!isTaskWanted(task, state, [...question.holds], now)) return drop('not-wanted')
    const decision = mayReach(question)
    if (decision.decision === 'wait') return { next: 'wait', until: decision.until }
    if (decision.decision === 'suppress') {
      if (decision.reason !== 'calendar-not-covered') return drop(decision.reason)
      throw new DefectError(
        `${taskKeyOf(caseId, number)} falls on a day that the calendar of working days does not know; add that year to policies/calendars, deploy, and start the execution again`,
      )
    }
    const policy = policyOf(dossiers.policies, state.lenderId, state.policyVersion)
    await writeToStaff({
      state,
      policy,
      to: policy.lender.operations,
      ...taskMatter(state, task, policy),
      language: 'en',
      asks: 'contact-task',
      now,
    })
    await dossiers.carryOut(caseId, { type: 'hand over contact task', number }, now)
    return { next: 'done' }
  },
})

export const handler = onLambda(step)

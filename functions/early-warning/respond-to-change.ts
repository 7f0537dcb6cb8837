import * as z from 'zod'
import { warningTimeLeft } from '../../domain/case/deciders/warning.ts'
import { isRefusal } from '../../domain/outcome.ts'
import { policyOf } from '../../domain/policy/policy-book.ts'
import { instantPlusDays, startOfDayIn } from '../../domain/time.ts'
import { connectDossiers, DossierEnvironment, dossierAccess } from '../adapters/dossiers.ts'
import { CasePayload } from '../case-step.ts'
import { resumeStage } from '../older-definitions.ts'
import { onLambda } from '../on-lambda.ts'
import { connectStaffMail, StaffMailEnvironment, staffMailAccess } from '../staff-mail.ts'
import { defineStep } from '../step.ts'
import { personNeeded } from './person-needed.ts'

/**
 * Acts on what changed: a new assessment, the support group, time to catch up, or a person who takes over (R53, R60). Says that an answer is
 * waited for again where a complaint made the clock stand still.
 */
export const step = defineStep({
  stage: 'early-warning',
  name: 'Respond to change',
  environment: z.object({ ...DossierEnvironment.shape, ...StaffMailEnvironment.shape }),
  access: { ...staffMailAccess, CASE_TABLE: dossierAccess.CASE_TABLE },
  input: CasePayload,
  connect: (environment, clients, log, entropy) => ({
    dossiers: connectDossiers(environment, clients, log),
    writeToStaff: connectStaffMail(environment, clients, entropy),
  }),
  run: async ({ dossiers, writeToStaff }, { caseId, warning, waitsOn, now }) => {
    const outcome = await dossiers.carryOut(caseId, { type: 'respond to change', warning }, now)
    if (isRefusal(outcome) || outcome.state.stage !== 'performing') return { next: 'moved-on' }
    const { state } = outcome
    const policy = policyOf(dossiers.policies, state.lenderId, state.policyVersion)
    if (state.warning?.handedOver) {
      await writeToStaff(personNeeded(state, policy, now))
      return { next: 'handed-over' }
    }
    const left = warningTimeLeft(state, policy, now)
    if (left > 0 && !waitsOn) return resumeStage(dossiers, { caseId, now }, 'early-warning')
    if (left > 0) return { next: 'unanswered', patience: { answer: left } }
    const from = state.warning?.payBy === undefined ? now : startOfDayIn(state.zone, state.warning.payBy)
    return { next: 'recovering', until: instantPlusDays(from, policy.warning.recoverWithinDays) }
  },
})

export const handler = onLambda(step)

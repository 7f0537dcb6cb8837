import * as z from 'zod'
import { isRefusal } from '../../domain/outcome.ts'
import { policyOf } from '../../domain/policy/policy-book.ts'
import { connectDossiers, DossierEnvironment, dossierAccess } from '../adapters/dossiers.ts'
import { CasePayload } from '../case-step.ts'
import { onLambda } from '../on-lambda.ts'
import { connectStaffMail, StaffMailEnvironment, staffMailAccess } from '../staff-mail.ts'
import { defineStep } from '../step.ts'
import { personNeeded } from './person-needed.ts'

/** Looks whether the arrears are gone; otherwise a person takes over (R60). */
export const step = defineStep({
  stage: 'early-warning',
  name: 'Check recovery',
  environment: z.object({ ...DossierEnvironment.shape, ...StaffMailEnvironment.shape }),
  access: { ...staffMailAccess, CASE_TABLE: dossierAccess.CASE_TABLE },
  input: CasePayload,
  connect: (environment, clients, log, entropy) => ({
    dossiers: connectDossiers(environment, clients, log),
    writeToStaff: connectStaffMail(environment, clients, entropy),
  }),
  run: async ({ dossiers, writeToStaff }, { caseId, warning, now }) => {
    const outcome = await dossiers.carryOut(caseId, { type: 'check recovery', warning }, now)
    if (isRefusal(outcome) || outcome.state.stage !== 'performing') return {}
    const { state } = outcome
    if (state.warning?.handedOver) {
      const policy = policyOf(dossiers.policies, state.lenderId, state.policyVersion)
      await writeToStaff(personNeeded(state, policy, now))
    }
    return {}
  },
})

export const handler = onLambda(step)

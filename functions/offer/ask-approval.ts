import * as z from 'zod'
import { approvalWanted } from '../../domain/notice/staff-letter.ts'
import { policyOf } from '../../domain/policy/policy-book.ts'
import { connectDossiers, DossierEnvironment, dossierAccess } from '../adapters/dossiers.ts'
import { connectWaits, waitAccess } from '../adapters/waits.ts'
import { CasePayload } from '../case-step.ts'
import { onLambda } from '../on-lambda.ts'
import { connectStaffMail, StaffMailEnvironment, staffMailAccess } from '../staff-mail.ts'
import { defineStep } from '../step.ts'

/** Asks the lender's own staff for what goes beyond policy's authority, and waits for their word. */
export const step = defineStep({
  stage: 'offer',
  name: 'Ask approval',
  environment: z.object({ ...DossierEnvironment.shape, ...StaffMailEnvironment.shape }),
  access: { ...staffMailAccess, CASE_TABLE: [...dossierAccess.CASE_TABLE, ...waitAccess.CASE_TABLE] },
  input: CasePayload.extend({ token: z.string().min(1) }),
  connect: (environment, clients, log, entropy) => ({
    dossiers: connectDossiers(environment, clients, log),
    waits: connectWaits(environment, clients, log),
    writeToStaff: connectStaffMail(environment, clients, entropy),
  }),
  run: async ({ dossiers, waits, writeToStaff }, { caseId, episode, token, now }) => {
    await waits.begin({ caseId, wait: 'approval', episode, token, now })
    await dossiers.carryOut(caseId, { type: 'ask approval', episode }, now)
    const state = await dossiers.read(caseId)
    if (state === undefined) return {}
    if (state.stage === 'negotiating' && state.offer?.approval === 'wanted') {
      const policy = policyOf(dossiers.policies, state.lenderId, state.policyVersion)
      await writeToStaff({
        state,
        policy,
        to: policy.lender.operations,
        ...approvalWanted(state, policy.lender.defaultLanguage),
        asks: 'approval',
        now,
      })
    }
    await waits.wake(state)
    return {}
  },
})

export const handler = onLambda(step)

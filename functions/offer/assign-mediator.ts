import * as z from 'zod'
import { staffNews } from '../../domain/notice/staff-letter.ts'
import { isRefusal } from '../../domain/outcome.ts'
import { policyOf } from '../../domain/policy/policy-book.ts'
import { caseIndexAccess, connectCaseIndex } from '../adapters/case-index.ts'
import { connectDossiers, DossierEnvironment, dossierAccess } from '../adapters/dossiers.ts'
import { connectWaits, waitAccess } from '../adapters/waits.ts'
import { CasePayload } from '../case-step.ts'
import { onLambda } from '../on-lambda.ts'
import { connectStaffMail, StaffMailEnvironment, staffMailAccess } from '../staff-mail.ts'
import { defineStep } from '../step.ts'

/** Brings in a neutral mediator and waits for their proposal (R30, R31). */
export const step = defineStep({
  stage: 'offer',
  name: 'Assign mediator',
  environment: z.object({ ...DossierEnvironment.shape, ...StaffMailEnvironment.shape }),
  access: {
    ...staffMailAccess,
    CASE_TABLE: [...dossierAccess.CASE_TABLE, ...waitAccess.CASE_TABLE, ...caseIndexAccess.CASE_TABLE],
  },
  input: CasePayload.extend({ token: z.string().min(1) }),
  connect: (environment, clients, log, entropy) => ({
    dossiers: connectDossiers(environment, clients, log),
    waits: connectWaits(environment, clients, log),
    index: connectCaseIndex(environment, clients),
    writeToStaff: connectStaffMail(environment, clients, entropy),
  }),
  run: async ({ dossiers, waits, index, writeToStaff }, { caseId, episode, token, now }) => {
    await waits.begin({ caseId, wait: 'mediator', episode, token, now })
    const before = await dossiers.read(caseId)
    if (before === undefined) return {}
    const policy = policyOf(dossiers.policies, before.lenderId, before.policyVersion)
    const load = Object.fromEntries(
      await Promise.all(
        policy.mediation.mediators.map(async ({ id }) => [id, await index.openMediations(id)] as const),
      ),
    )
    const outcome = await dossiers.carryOut(caseId, { type: 'assign mediator', episode, load }, now)
    if (isRefusal(outcome)) {
      await waits.giveUp(caseId, 'mediator')
      return {}
    }
    const { state } = outcome
    const mediation = state.stage === 'negotiating' ? state.mediation : undefined
    const mediator = policy.mediation.mediators.find(({ id }) => id === mediation?.mediatorId)
    if (mediator !== undefined && mediation?.proposal === undefined) {
      const { defaultLanguage } = policy.lender
      const [first = defaultLanguage] = mediator.languages
      const language = mediator.languages.includes(defaultLanguage) ? defaultLanguage : first
      await writeToStaff({
        state,
        policy,
        to: mediator.email,
        ...staffNews('mediation', language),
        language,
        asks: 'mediation',
        now,
      })
    }
    await waits.wake(state)
    return {}
  },
})

export const handler = onLambda(step)

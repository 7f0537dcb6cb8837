import * as z from 'zod'
import type { Command, CommandOf } from '../domain/case/command.ts'
import type { Case } from '../domain/case/state.ts'
import { answerTo, type Wait } from '../domain/case/waits.ts'
import { CaseId } from '../domain/ids.ts'
import { isRefusal } from '../domain/outcome.ts'
import type { Policy } from '../domain/policy/policy.ts'
import { policyOf } from '../domain/policy/policy-book.ts'
import type { Instant } from '../domain/time.ts'
import { connectDossiers, DossierEnvironment, dossierAccess } from './adapters/dossiers.ts'
import { connectWaits, waitAccess } from './adapters/waits.ts'
import { resumeStage } from './older-definitions.ts'
import { defineStep, Now, type Stage } from './step.ts'

/** The payload of a step on one case: ids and the instant, never personal data. `warning` is 0 but in early warning. */
export const CasePayload = z.object({
  caseId: CaseId,
  episode: z.int().min(1),
  warning: z.int().min(0).default(0),
  /** Whether the definition that asks can go back to waiting; the first ones end instead. */
  waitsOn: z.boolean().default(false),
  now: Now,
})
export type CasePayload = z.infer<typeof CasePayload>

interface CaseStep {
  readonly stage: Stage
  readonly name: string
  /** The order that is given to the case. */
  command(payload: CasePayload): Command
  /** What the machine's next states look at: words and numbers. */
  result?(state: Case, policy: Policy, now: Instant): { readonly next: string }
  /** The machine, and the words of an answer that send it back to waiting. */
  readonly waitingAgain?: { readonly machine: CommandOf<'resume stage'>['machine']; readonly words: readonly string[] }
}

/** A step that gives one order to one case and tells the machine how the case stands. A refusal is an answer, not an error. */
export const caseStep = ({ stage, name, command, result = ({ stage: next }) => ({ next }), waitingAgain }: CaseStep) =>
  defineStep({
    stage,
    name,
    environment: DossierEnvironment,
    access: dossierAccess,
    input: CasePayload,
    connect: connectDossiers,
    run: async (dossiers, payload) => {
      const outcome = await dossiers.carryOut(payload.caseId, command(payload), payload.now)
      if (isRefusal(outcome)) return { next: 'moved-on', refusal: outcome.code }
      const { state } = outcome
      const answer = result(state, policyOf(dossiers.policies, state.lenderId, state.policyVersion), payload.now)
      return waitingAgain?.words.includes(answer.next) && !payload.waitsOn
        ? resumeStage(dossiers, payload, waitingAgain.machine)
        : answer
    },
  })

/**
 * A step that gives an order to a case and then keeps its machine waiting for somebody's answer. The token is stored first and the case
 * looked at last, so an answer that comes in between is seen by one or the other.
 */
export const waitStep = ({
  stage,
  name,
  wait,
  command,
}: Pick<CaseStep, 'stage' | 'name' | 'command'> & { readonly wait: Wait }) =>
  defineStep({
    stage,
    name,
    environment: DossierEnvironment,
    access: { CASE_TABLE: [...dossierAccess.CASE_TABLE, ...waitAccess.CASE_TABLE] },
    input: CasePayload.extend({ token: z.string().min(1) }),
    connect: (environment, clients, log) => ({
      dossiers: connectDossiers(environment, clients, log),
      waits: connectWaits(environment, clients, log),
    }),
    run: async ({ dossiers, waits }, { token, ...payload }) => {
      const { caseId, episode, now } = payload
      await waits.begin({ caseId, wait, episode, token, now })
      const outcome = await dossiers.carryOut(caseId, command(payload), now)
      const state = isRefusal(outcome) ? await dossiers.read(caseId) : outcome.state
      if (state !== undefined && answerTo(wait, episode, state) !== undefined) await waits.wake(state)
      return {}
    },
  })

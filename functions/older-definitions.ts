import type { CommandOf } from '../domain/case/command.ts'
import type { Dossiers } from './adapters/dossiers.ts'
import type { CasePayload } from './case-step.ts'

/**
 * For an execution that runs by a definition from before waits could be taken up again, and so ends where today's goes back to waiting: its
 * stage is started afresh by today's definition, whose steps find done what was done.
 */
export const resumeStage = async (
  dossiers: Pick<Dossiers, 'carryOut'>,
  { caseId, now }: Pick<CasePayload, 'caseId' | 'now'>,
  machine: CommandOf<'resume stage'>['machine'],
) => {
  await dossiers.carryOut(caseId, { type: 'resume stage', machine }, now)
  return { next: 'moved-on' } as const
}

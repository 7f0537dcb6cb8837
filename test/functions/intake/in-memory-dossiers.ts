import { decide } from '../../../domain/case/decide.ts'
import { evolve } from '../../../domain/case/evolve.ts'
import type { Case } from '../../../domain/case/state.ts'
import { isRefusal } from '../../../domain/outcome.ts'
import { currentVersion, policyOf } from '../../../domain/policy/policy-book.ts'
import type { Dossiers } from '../../../functions/adapters/dossiers.ts'
import { loadPolicies, policiesDirectory } from '../../../policies/load-policies.ts'

const policies = loadPolicies(policiesDirectory)

/** Dossiers without a table: the real rules over a map of cases. */
export class InMemoryDossiers implements Dossiers {
  readonly policies = policies
  readonly cases = new Map<string, Case>()

  read: Dossiers['read'] = async (caseId) => this.cases.get(caseId)

  carryOut: Dossiers['carryOut'] = async (caseId, command, now) => {
    const before = this.cases.get(caseId)
    const lenderId = command.type === 'admit account' ? command.lenderId : before?.lenderId
    const [first] = policies.policies
    if (first === undefined) throw new Error('there are no policies')
    const policy = lenderId === undefined ? first : policyOf(policies, lenderId, currentVersion(policies, lenderId))
    const events = decide(before, command, { policy, now })
    if (isRefusal(events)) return events
    const after = events.reduce((state, event) => evolve(state, caseId, event, now), before)
    if (after === undefined) throw new Error(`${command.type} opened no case`)
    this.cases.set(caseId, after)
    return { state: after, events }
  }
}

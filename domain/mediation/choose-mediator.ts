import type { LenderId } from '../ids.ts'
import type { Language } from '../language.ts'
import { type Refusal, refusal } from '../outcome.ts'
import type { MediationPolicy } from '../policy/policy.ts'

type Mediator = MediationPolicy['mediators'][number]

/** What a case needs of its mediator. `load` is open mediations by mediator id; one not in it has none. */
export interface MediatorNeed {
  readonly mediators: readonly Mediator[]
  readonly lenderId: LenderId
  readonly language: Language
  readonly expertise: Mediator['expertise'][number]
  readonly load: Readonly<Record<string, number>>
}

/** Who was picked and why; both sides see it (R31). */
export interface MediatorChoice {
  readonly mediatorId: string
  readonly reasons: readonly ('no-conflict' | 'language' | 'expertise' | 'least-loaded')[]
}

/**
 * Picks a mediator (R31): never one with a conflict or without the borrower's language; among those, one with the expertise if there is
 * one; then the one with the fewest open cases; then by id, so that the same need always picks the same person.
 */
export const chooseMediator = (need: MediatorNeed): MediatorChoice | Refusal => {
  const able = need.mediators.filter(
    ({ conflicts, languages }) => !conflicts.includes(need.lenderId) && languages.includes(need.language),
  )
  const experts = able.filter(({ expertise }) => expertise.includes(need.expertise))
  const candidates = experts.length > 0 ? experts : able
  const loadOf = ({ id }: Mediator): number => need.load[id] ?? 0
  const [chosen, next] = candidates.toSorted((a, b) => loadOf(a) - loadOf(b) || (a.id < b.id ? -1 : 1))
  if (chosen === undefined)
    return refusal(
      'no-mediator',
      `no mediator without a conflict with ${need.lenderId} speaks ${need.language}; add one to the lender's policy`,
    )
  return {
    mediatorId: chosen.id,
    reasons: [
      'no-conflict',
      'language',
      ...(experts.length > 0 ? (['expertise'] as const) : []),
      ...(next && loadOf(chosen) < loadOf(next) ? (['least-loaded'] as const) : []),
    ],
  }
}

import type { DossierEntry } from '../domain/case/chain.ts'
import type { Case } from '../domain/case/state.ts'
import type { DropReport } from '../domain/intake/chunk.ts'
import { type Currency, decimalOf } from '../domain/money.ts'

/** What a run came to for one lender, or for all together. Amounts are decimal strings by currency. */
export interface LenderReport {
  readonly accounts: {
    readonly rows: number
    readonly admitted: number
    readonly updated: number
    readonly rejected: number
  }
  readonly payments: { readonly rows: number; readonly applied: number; readonly rejected: number }
  readonly cases: {
    readonly opened: number
    readonly assessed: number
    readonly offered: number
    readonly agreed: number
    readonly performing: number
    readonly kept: number
    readonly broken: number
    readonly warned: number
    readonly mediated: number
  }
  readonly outcomes: Readonly<Record<string, number>>
  readonly recovered: Readonly<Record<string, string>>
  readonly notices: {
    readonly sent: number
    /** Those that came back, for good or for now. */
    readonly bounced: number
    /** Attempts of staff to reach a borrower by phone or text. */
    readonly calls: number
    readonly suppressed: Readonly<Record<string, number>>
    readonly waiting: number
  }
  readonly failures: number
}

const count = (into: Record<string, number>, key: string): void => {
  into[key] = (into[key] ?? 0) + 1
}

const sorted = <Value>(record: Record<string, Value>): Record<string, Value> =>
  Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)))

/** The dossiers of a run, added up as a lender would want to read them. */
export const reportOn = (
  cases: readonly Case[],
  entries: readonly DossierEntry[],
  drops: readonly DropReport[],
): LenderReport => {
  const ofType = (type: DossierEntry['event']['type']) =>
    new Set(entries.filter(({ event }) => event.type === type).map(({ caseId }) => caseId)).size
  const outcomes: Record<string, number> = {}
  const suppressed: Record<string, number> = {}
  const recovered = new Map<Currency, number>()
  for (const state of cases) {
    count(outcomes, state.stage === 'closed' ? state.outcome : `still ${state.stage}`)
    const { currency } = state.facts
    recovered.set(currency, (recovered.get(currency) ?? 0) + state.recovered)
  }
  let [sent, bounced, calls] = [0, 0, 0]
  for (const { event } of entries) {
    if (event.type === 'NoticeSent') sent += 1
    if (event.type === 'NoticeBounced') bounced += 1
    if (event.type === 'ContactTaskStarted') calls += 1
    if (event.type === 'NoticeSuppressed') count(suppressed, event.reason)
  }
  const sumOf = (kind: string, field: 'rows' | 'admitted' | 'updated' | 'rejected') =>
    drops.filter((drop) => drop.kind === kind).reduce((sum, drop) => sum + drop[field], 0)
  return {
    accounts: {
      rows: sumOf('accounts', 'rows'),
      admitted: sumOf('accounts', 'admitted'),
      updated: sumOf('accounts', 'updated'),
      rejected: sumOf('accounts', 'rejected'),
    },
    payments: {
      rows: sumOf('payments', 'rows'),
      applied: sumOf('payments', 'admitted'),
      rejected: sumOf('payments', 'rejected'),
    },
    cases: {
      opened: cases.length,
      assessed: ofType('Assessed'),
      offered: ofType('OfferMade'),
      agreed: ofType('AgreementSigned'),
      performing: cases.filter(({ stage }) => stage === 'performing').length,
      kept: ofType('PlanCompleted'),
      broken: ofType('PlanBroken'),
      warned: ofType('WarningRaised'),
      mediated: ofType('MediatorAssigned'),
    },
    outcomes: sorted(outcomes),
    recovered: sorted(
      Object.fromEntries([...recovered].map(([currency, minor]) => [currency, decimalOf({ currency, minor })])),
    ),
    notices: {
      sent,
      bounced,
      calls,
      suppressed: sorted(suppressed),
      waiting: cases.reduce((sum, { pending }) => sum + Object.keys(pending).length, 0),
    },
    failures: entries.filter(({ event }) => event.type === 'StageFailed').length,
  }
}

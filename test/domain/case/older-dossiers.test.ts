import { describe, expect, it, test } from 'vitest'
import { brokenAt, DossierEntry, WrittenEntry } from '../../../domain/case/chain.ts'
import type { Command } from '../../../domain/case/command.ts'
import { decide } from '../../../domain/case/decide.ts'
import { evolve } from '../../../domain/case/evolve.ts'
import { Case } from '../../../domain/case/state.ts'
import { ContactLedger } from '../../../domain/contact/ledger.ts'
import { paymentIdOf } from '../../../domain/ids.ts'
import { isRefusal } from '../../../domain/outcome.ts'
import { owedUnderPlan } from '../../../domain/plan/remaining.ts'
import { PolicyBook, policyOf } from '../../../domain/policy/policy-book.ts'
import { dayIn, type Instant, instantPlusDays } from '../../../domain/time.ts'
import { plainItem } from '../../../local/aws/dynamodb/attribute-value.ts'
import { olderDossiers, olderPolicies, olderWorlds } from '../../fixtures/release-1.ts'

interface Stop {
  readonly state: Case
  readonly at: Instant
}

const policies = PolicyBook.parse(JSON.parse(olderPolicies()))

const dossiers = olderDossiers().map((lines) => ({
  written: lines.map((line) => WrittenEntry.parse(line)),
  read: lines.map((line) => DossierEntry.parse(line)),
}))

/** The case wherever its dossier could have stopped: what one command brought about was written at once. */
const stopsOf = (entries: readonly DossierEntry[]): Stop[] => {
  const stops: Stop[] = []
  let state: Case | undefined
  for (const [index, { caseId, event, at }] of entries.entries()) {
    state = evolve(state, caseId, event, at)
    if (entries[index + 1]?.at !== at) stops.push({ state, at })
  }
  return stops
}

const asStored = (state: Case): unknown => JSON.parse(JSON.stringify(state))

/** What comes next for a case as its machines and its lender would have it; none of it may be refused. */
const nextFor = (state: Case, at: Instant): Command[] => {
  const { caseId, episode, lenderId } = state
  const today = dayIn(state.zone, at)
  const origin = { dropId: Object.keys(state.seen)[0], line: 9_999 }
  const pays = DossierEntry.shape.event.parse({
    type: 'PaymentReceived',
    paymentId: paymentIdOf(lenderId, `${caseId} next`),
    amount: 100,
    on: today,
    origin,
  })
  const payment: Command[] = pays.type === 'PaymentReceived' ? [{ ...pays, type: 'receive payment' }] : []
  const fails: Command = { type: 'record failure', machine: 'offer', step: 'Build options', error: 'DefectError' }
  switch (state.stage) {
    case 'admitted':
      return [...payment, fails, { type: 'assess risk', episode }]
    case 'assessing':
      return [...payment, fails, { type: 'request statement', episode }, { type: 'score ability', episode }]
    case 'negotiating':
      return [...payment, fails, { type: 'build options', episode }, { type: 'end negotiation', episode }]
    case 'agreeing':
      return [...payment, fails, { type: 'explain agreement', episode }, { type: 'ask signature', episode }]
    case 'performing':
      return [...payment, fails, { type: 'watch plan', today }]
    case 'closed':
      return [...payment, fails]
  }
}

describe.each(dossiers.map((dossier) => [dossier.read[0]?.caseId, dossier] as const))(
  'the dossier of %s, as release 1 wrote it,',
  (_, { written, read }) => {
    const stops = stopsOf(read)

    it('is sound', () => {
      expect(brokenAt(written)).toBeUndefined()
      const [first, ...others] = written
      expect(first && brokenAt([{ ...first, event: { ...first.event, added: 'later' } }, ...others])).toBe(1)
    })

    it('adds up to a case that today’s schema reads, wherever it stops', () => {
      for (const { state } of stops) expect(Case.parse(asStored(state))).toEqual(state)
    })

    it('judges the same risk by the lender’s version of then', () => {
      let state: Case | undefined
      for (const { caseId, event, at: now } of read) {
        if (event.type === 'RiskAssessed' && state !== undefined) {
          const policy = policyOf(policies, state.lenderId, state.policyVersion)
          expect(decide(state, { type: 'assess risk', episode: state.episode }, { policy, now })).toEqual([event])
        }
        state = evolve(state, caseId, event, now)
      }
    })

    it('takes the next command, wherever it stops', () => {
      for (const { state, at } of stops) {
        const now = instantPlusDays(at, 1)
        const policy = policyOf(policies, state.lenderId, state.policyVersion)
        for (const command of nextFor(state, now)) {
          const events = decide(state, command, { policy, now })
          if (isRefusal(events)) throw new Error(`${state.stage}: ${command.type} is refused: ${events.reason}`)
          const after = events.reduce((before: Case, event) => evolve(before, state.caseId, event, now), state)
          expect(Case.parse(asStored(after))).toEqual(after)
        }
      }
    })
  },
)

const tables = olderWorlds().map(({ name, tables }) => {
  const items = Object.values(tables).flatMap((table) => table.map((item) => plainItem(item)))
  const entries = items.filter(({ sk }) => String(sk).startsWith('EVENT#')).map((item) => DossierEntry.parse(item))
  const folded = stopsOf(entries).at(-1)?.state
  if (folded === undefined) throw new Error(`${name} has no case`)
  return { name, items, folded }
})

test.each(tables)('a borrower’s contacts are read as release 1 wrote them: $name', ({ items }) => {
  const ledgers = items.filter(({ borrowerId, entries }) => borrowerId !== undefined && Array.isArray(entries))
  expect(ledgers).toHaveLength(1)
  for (const ledger of ledgers) expect(ContactLedger.parse(ledger)).toEqual(ledger)
})

describe('a plan that release 1 signed', () => {
  const inPlan = tables.flatMap(({ items, folded }) => {
    const snapshot: unknown = JSON.parse(String(items.find(({ sk }) => sk === 'SNAPSHOT')?.['state']))
    return folded.stage === 'performing' ? [{ folded, snapshot }] : []
  })

  test('stands as release 1 saw it: what was paid on each instalment, forgiven, settled and left over', () => {
    expect(inPlan.length).toBeGreaterThan(2)
    for (const { folded, snapshot } of inPlan) {
      const { paid, interestForgiven, settledOn, credit } = folded.progress
      expect(snapshot).toMatchObject({ progress: { paid, interestForgiven, settledOn, credit } })
    }
  })

  test('asks on every day for what it did: all interest that fell due, and at least the arrears that it began with', () => {
    for (const { plan, progress } of inPlan.map(({ folded }) => folded))
      for (const { dueOn } of plan.instalments) {
        const due = plan.instalments.filter((instalment) => instalment.dueOn <= dueOn)
        const interest = due.reduce((sum, instalment) => sum + instalment.interest, 0)
        const nothingPaid = { ...progress, paid: [], interestForgiven: [], credit: 0 }
        expect(owedUnderPlan(plan, nothingPaid, dueOn).interest).toBe(Math.max(interest, plan.opening.interest))
      }
  })
})

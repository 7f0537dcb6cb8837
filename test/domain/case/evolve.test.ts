import { describe, expect, test } from 'vitest'
import type { CaseEvent } from '../../../domain/case/event.ts'
import { evolve } from '../../../domain/case/evolve.ts'
import { DefectError } from '../../../domain/outcome.ts'
import { instantPlusDays } from '../../../domain/time.ts'
import { at, facts, Walk } from './walk.ts'

const cases = Object.fromEntries(Object.entries(at).map(([point, go]) => [point, go()]))

/** One event of each type that a dossier's ordinary course can hold. */
const seen = new Map<string, CaseEvent>()
for (const walk of Object.values(cases)) for (const event of walk.events) seen.set(event.type, event)

/** The stages after which an event can come; an event that is not here can come at any time. */
const stagesOf: Record<string, readonly string[]> = {
  AccountAdmitted: ['closed'],
  RiskAssessed: ['admitted'],
  StatementRequested: ['assessing'],
  StatementReceived: ['assessing'],
  Assessed: ['assessing'],
  OptionsBuilt: ['negotiating'],
  OfferMade: ['negotiating'],
  OfferDeclined: ['negotiating'],
  MediationWanted: ['negotiating'],
  MediatorAssigned: ['negotiating'],
  MediatorProposed: ['negotiating'],
  ProposalPut: ['negotiating'],
  PlanAccepted: ['negotiating'],
  AgreementDrawnUp: ['agreeing'],
  AgreementExplained: ['agreeing'],
  AgreementUnderstood: ['agreeing'],
  SignatureRequested: ['agreeing'],
  AgreementSigned: ['agreeing'],
  PlanActivated: ['agreeing'],
  InstalmentMissed: ['performing'],
  WarningRaised: ['performing'],
  PlanBroken: ['performing'],
  ReassessmentWanted: ['performing'],
  CaseClosed: ['admitted', 'assessing', 'negotiating', 'agreeing', 'performing'],
}

const everywhere = ['NoticeRequested', 'HoldPlaced']

describe('an event that cannot follow', () => {
  test.each([...seen.keys()].filter((type) => !everywhere.includes(type)))('%s is a defect', (type) => {
    const event = seen.get(type)
    const stages = stagesOf[type]
    if (event === undefined || stages === undefined) throw new Error(`say after which stages ${type} can come`)
    const impossible = Object.values(cases).filter(({ state }) => !stages.includes(state.stage))
    expect(impossible.length).toBeGreaterThan(0)
    for (const { state, caseId, now } of impossible) {
      expect(() => evolve(state, caseId, event, now)).toThrow(DefectError)
      expect(() => evolve(state, caseId, event, now)).toThrow(`${type} cannot follow in stage ${state.stage}`)
    }
  })

  test('a dossier begins with the account', () => {
    const { caseId, now } = new Walk()
    for (const event of seen.values())
      if (event.type !== 'AccountAdmitted') expect(() => evolve(undefined, caseId, event, now)).toThrow(DefectError)
  })

  test('an offer is not answered before there is one, a proposal not without a mediator, a warning not without one', () => {
    const negotiating = at.negotiating()
    const performing = at.performing()
    const impossible: readonly [Walk, CaseEvent, string][] = [
      [negotiating, { type: 'OfferMade', round: 1, replyBy: negotiating.today }, 'without an offer'],
      [negotiating, { type: 'ProposalDeclined' }, 'without a mediator'],
      [performing, { type: 'WarningHandedOver', number: 1 }, 'without a warning'],
    ]
    for (const [{ state, caseId, now }, event, why] of impossible)
      expect(() => evolve(state, caseId, event, now)).toThrow(why)
  })
})

test('a plan cannot come into force without a document', () => {
  const { state, caseId, now, today } = at.accepted()
  const activated: CaseEvent = {
    type: 'PlanActivated',
    on: today,
    reviewOn: today,
    reviewEveryMonths: 3,
    remindDaysBefore: 3,
    graceDays: 3,
  }
  expect(() => evolve(state, caseId, activated, now)).toThrow('without a document')
})

test('an account that comes back keeps what was said and counted before, and nothing of the old negotiation', () => {
  const walk = at.closed()
  walk.answer({ answer: 'opt-out' })
  walk.pay(7_000, 'late')
  const { conduct, holds, notices, payments } = walk.state
  walk.now = instantPlusDays(walk.now, 90)
  walk.admit({ daysPastDue: 20 })
  expect(walk.state).toMatchObject({
    stage: 'admitted',
    episode: 2,
    conduct,
    holds,
    notices,
    payments,
    recovered: 7_000,
  })
  expect(walk.state).not.toHaveProperty('offer')
})

test('the arrears that a case was closed with do not open it again, however often the lender lists them', () => {
  const walk = at.closed()
  walk.now = instantPlusDays(walk.now, 30)
  expect(walk.admit({ daysPastDue: facts.daysPastDue + 60 })).toEqual(['AccountUpdated'])
  expect(walk.state.stage).toBe('closed')
  walk.now = instantPlusDays(walk.now, 30)
  expect(walk.admit({ daysPastDue: 10 })).toEqual(['AccountAdmitted'])
})

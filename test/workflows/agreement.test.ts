import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { aloneIn, type Resident } from './resident.ts'
import { pathOf, Town } from './town.ts'

let town: Town
let ye: Resident
beforeEach(async () => {
  town = await Town.open()
  ye = await aloneIn(town, 'ye')
  await ye.states()
  await ye.accepts()
})
afterEach(() => town.close())

/** What happened since the plan was accepted. */
const since = () => ye.story().slice(ye.story().indexOf('PlanAccepted') + 1)

const agreementPath = () => pathOf(town.executions('agreement', ye.caseId)[0])

const isOver = async (outcome: string) => {
  await town.wait('the end', 60, () => ye.events('CaseClosed')[0])
  await town.advance(5 * 24)
  expect((await ye.in('closed')).outcome).toBe(outcome)
  expect(town.unfinished(ye.caseId)).toEqual([])
}

describe('an agreement', () => {
  it('that was misunderstood is explained again, and signed only once it is understood', async () => {
    await ye.explainsBack({ rightly: false })
    await ye.explainsBack()
    await ye.signs()
    await ye.isInPlan()
    expect(since()).toEqual([
      'AgreementDrawnUp',
      'AgreementExplained',
      'AgreementMisunderstood',
      'AgreementUnderstood',
      'SignatureRequested',
      'AgreementSigned',
      'HoldPlaced',
      'PlanActivated',
    ])
    expect(ye.letters().filter((about) => about === 'agreement-explained')).toHaveLength(2)
    expect(agreementPath()).toEqual([
      'Draw up agreement',
      'Agreement drawn up',
      'Explain agreement',
      'Explanation answered',
      'Ask signature',
      'Signature answered',
      'Cool off',
      'Activate plan',
      'Done',
    ])
  })

  it('cannot be signed by who has not shown to understand it', async () => {
    const explained = await ye.hears('agreement-explained')
    const { documentHash = '' } = await ye.in('agreeing')
    const { statusCode, body } = await town.reply(explained, { answer: 'sign', documentHash })
    expect([statusCode, JSON.parse(body).code]).toEqual([409, 'not-understood'])
    expect(since()).toEqual(['AgreementDrawnUp', 'AgreementExplained'])
  })

  it('cannot be signed with the hash of another document', async () => {
    await ye.explainsBack()
    const asked = await ye.hears('signature-request')
    const { statusCode, body } = await town.reply(asked, { answer: 'sign', documentHash: 'f'.repeat(64) })
    expect([statusCode, JSON.parse(body).code]).toEqual([409, 'other-document'])
    expect(since()).not.toContain('AgreementSigned')
  })

  it('that nobody explains back in fourteen days lapses', async () => {
    await isOver('agreement-lapsed')
    expect(since()).toEqual(['AgreementDrawnUp', 'AgreementExplained', 'CaseClosed'])
    expect(agreementPath().slice(-3)).toEqual(['Lapse agreement', 'Agreement over', 'Done'])
  })

  it('that is not signed in fourteen days lapses, and the borrower is told', async () => {
    await ye.explainsBack()
    await isOver('agreement-lapsed')
    expect(since().slice(-3)).toEqual(['AgreementUnderstood', 'SignatureRequested', 'CaseClosed'])
    expect(agreementPath().slice(-3)).toEqual(['Lapse agreement', 'Agreement over', 'Done'])
    expect(ye.letters().slice(-2)).toEqual(['signature-request', 'negotiation-ended'])
  })

  it('that the borrower withdraws from while it cools off never comes into force', async () => {
    await ye.explainsBack()
    await ye.signs()
    await ye.answers('cooling-off', { answer: 'withdraw' })
    await isOver('withdrawn')
    expect(since().slice(-4)).toEqual(['AgreementSigned', 'HoldPlaced', 'AgreementWithdrawn', 'CaseClosed'])
    expect(agreementPath().slice(-2)).toEqual(['Activate plan', 'Done'])
  })

  it('comes into force three days after it was signed and no sooner', async () => {
    await ye.explainsBack()
    await ye.signs()
    const signedAt = town.now
    await ye.isInPlan()
    expect((town.now - signedAt) / 86_400_000).toBeCloseTo(3, 2)
    const [first] = (await ye.in('performing')).plan.instalments
    expect(first?.dueOn).toBe('2026-04-15')
  })
})

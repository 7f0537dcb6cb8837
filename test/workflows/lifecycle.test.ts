import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { brokenAt } from '../../domain/case/chain.ts'
import { planTotal } from '../../domain/plan/plan.ts'
import { outstandingOf } from '../../domain/plan/progress.ts'
import { aloneIn, statement } from './resident.ts'
import { inChina, pathOf, Town } from './town.ts'

let town: Town
beforeEach(async () => {
  town = await Town.open()
})
afterEach(() => town.close())

describe('a case from the drop to its end', () => {
  it('is assessed, offered, agreed, signed, paid month by month and completed', async () => {
    const lin = await aloneIn(town, 'lin')
    await lin.entersPlan()
    const { plan } = await lin.in('performing')
    expect(plan.instalments).toHaveLength(8)
    for (const { number } of plan.instalments) await lin.pays(number)
    await lin.hears('plan-completed')
    await town.advance(72)

    const kept = ['InstalmentReminded', 'PaymentReceived', 'InstalmentMet']
    expect(lin.story()).toEqual([
      'AccountAdmitted',
      'RiskAssessed',
      'StatementRequested',
      'StatementReceived',
      'Assessed',
      'OptionsBuilt',
      'OfferMade',
      'PlanAccepted',
      'AgreementDrawnUp',
      'AgreementExplained',
      'AgreementUnderstood',
      'SignatureRequested',
      'AgreementSigned',
      'HoldPlaced',
      'PlanActivated',
      ...kept,
      ...kept,
      'ReviewVisited',
      ...kept,
      'RewardEarned',
      ...kept,
      ...kept,
      ...kept,
      'RewardEarned',
      ...kept,
      ...kept,
      'PlanCompleted',
      'CaseClosed',
    ])
    expect((await lin.in('closed')).outcome).toBe('plan-completed')
    expect(lin.letters().slice(0, 6)).toEqual([
      'statement-request',
      'offer',
      'agreement-explained',
      'signature-request',
      'cooling-off',
      'plan-active',
    ])
    expect(lin.letters().at(-1)).toBe('plan-completed')
    expect(brokenAt(town.dossier(lin.caseId))).toBeUndefined()
    expect(town.unfinished(lin.caseId)).toEqual([])
    expect(town.all().filter(({ status }) => status !== 'SUCCEEDED')).toEqual([])
    expect(town.givenUp).toEqual([])
    expect(town.log.filter(({ level }) => level === 'error')).toEqual([])
  })
})

describe('a debt that is paid before there is a plan', () => {
  const paid = '10650.00'

  const isOverAtOnce = async (
    lead: (resident: Awaited<ReturnType<typeof aloneIn>>) => Promise<unknown>,
  ): Promise<void> => {
    const xu = await aloneIn(town, 'xu')
    await lead(xu)
    await town.advance(2)
    expect(town.unfinished(xu.caseId)).not.toEqual([])
    const letters = xu.letters()
    await xu.transfers(paid)
    expect((await xu.in('closed')).outcome).toBe('debt-paid')
    expect(town.unfinished(xu.caseId)).toEqual([])
    await town.advance(30 * 24)
    expect(xu.story().at(-1)).toBe('CaseClosed')
    expect(xu.letters()).toEqual(letters)
  }

  it('ends the wait for the statement at once', () => isOverAtOnce((xu) => xu.hears('statement-request')))

  it('ends the wait for a reminded statement at once', () => isOverAtOnce((xu) => xu.hears('statement-reminder')))

  it('ends the wait for the approval at once', () =>
    isOverAtOnce(async (xu) => {
      await xu.states({ 'income-wages': '12000.00' })
      await xu.hears('approval')
    }))

  it('ends the wait for the answer to the offer at once', () =>
    isOverAtOnce(async (xu) => {
      await xu.states()
      await xu.hears('offer')
    }))

  it('ends the wait for the mediator at once', () =>
    isOverAtOnce(async (xu) => {
      await xu.states()
      await xu.answers('offer', { answer: 'mediate' })
      await xu.hears('mediation-opened')
    }))

  it('ends the wait for the explanation to be understood at once', () =>
    isOverAtOnce(async (xu) => {
      await xu.states()
      await xu.accepts()
      await xu.hears('agreement-explained')
    }))

  it('ends the wait for the signature at once', () =>
    isOverAtOnce(async (xu) => {
      await xu.states()
      await xu.accepts()
      await xu.explainsBack()
      await xu.hears('signature-request')
    }))
})

describe('a message that waits for its window', () => {
  it('is not sent once the debt was paid, and the dossier says why', async () => {
    const xu = await aloneIn(town, 'xu')
    await town.until(inChina('2026-03-02', '08:30'))
    await xu.transfers('10650.00')
    await town.until(inChina('2026-03-05', '12:00'))
    expect(xu.letters()).toEqual([])
    expect(xu.events('NoticeSuppressed').map(({ kind, reason }) => [kind, reason])).toEqual([
      ['statement-request', 'overtaken'],
    ])
  })

  it('is not sent over the weekend’s answer', async () => {
    const xu = await aloneIn(town, 'xu')
    await xu.states()
    const offer = await xu.hears('offer')
    await town.until(inChina('2026-03-08', '20:00'))
    expect(xu.story().at(-1)).toBe('OfferReminded')
    await town.reply(offer, { answer: 'accept', option: 'a' })
    await xu.hears('agreement-explained')
    await town.advance(24)
    expect(xu.letters()).not.toContain('offer-reminder')
    expect(xu.events('NoticeSuppressed').map(({ kind }) => kind)).toEqual(['offer-reminder'])
  })
})

it('a payment between the yes and the signature counts towards the plan', async () => {
  const tao = await aloneIn(town, 'tao')
  await tao.states()
  await tao.accepts()
  await tao.explainsBack()
  await tao.transfers('2000.00')
  await tao.signs()
  await tao.isInPlan()
  const { plan, progress } = await tao.in('performing')
  const open = outstandingOf(plan, progress).reduce((sum, outstanding) => sum + outstanding, 0)
  expect(open).toBe(planTotal(plan) - 200_000)
})

it('an account that is overdue again after its case ended is assessed afresh, in an episode of its own', async () => {
  const tao = await aloneIn(town, 'tao')
  await tao.hears('statement-request')
  await tao.hears('offer', 60)
  await town.wait('the end', 60, () => tao.events('CaseClosed')[0])
  await town.advance(72)
  await town.drop('accounts', [{ ...tao.columns, days_past_due: '2' }])
  await tao.states()
  await tao.hears('offer')
  expect(tao.events('AccountAdmitted').map(({ episode }) => episode)).toEqual([1, 2])
  expect(town.executions('assessment', tao.caseId).map(({ name }) => name)).toEqual([
    `${tao.caseId}-assessment-1`,
    `${tao.caseId}-assessment-2`,
  ])
})

describe('an answer that comes between the time-out and the reminder', () => {
  it('is not lost when it is the statement', async () => {
    const yu = await aloneIn(town, 'yu')
    const asked = await yu.hears('statement-request')
    const answered = new Promise((resolve, reject) => {
      town.before('remind-statement', async () => {
        const { statusCode } = await town.post(asked, statement)
        if (statusCode === 200) resolve(statusCode)
        else reject(new Error(`the answer was taken with ${statusCode}`))
      })
    })
    await town.wait('the assessment', 20, () => yu.events('Assessed')[0])
    await answered
    expect(yu.story().slice(2)).toEqual(['StatementRequested', 'StatementReceived', 'Assessed'])
    expect(pathOf(town.executions('assessment', yu.caseId)[0])).toContain('Remind statement')
    await town.advance(72)
    expect(yu.letters()).toEqual(['statement-request', 'offer'])
  })

  it('is not lost when it accepts the offer', async () => {
    const yu = await aloneIn(town, 'yu')
    await yu.states()
    const asked = await yu.hears('offer')
    town.before('remind-offer', () => town.post(asked, { answer: 'accept', option: 'a' }))
    await yu.hears('agreement-explained')
    expect(yu.story()).not.toContain('OfferReminded')
    expect(pathOf(town.executions('offer', yu.caseId)[0]).slice(-3)).toEqual(['Remind offer', 'Offer answered', 'Done'])
    expect(yu.letters()).not.toContain('offer-reminder')
  })
})

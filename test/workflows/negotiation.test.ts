import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { aloneIn, type Resident } from './resident.ts'
import { pathOf, Town } from './town.ts'

let town: Town
beforeEach(async () => {
  town = await Town.open()
})
afterEach(() => town.close())

const admitted = ['AccountAdmitted', 'RiskAssessed', 'StatementRequested']
const assessed = [...admitted, 'StatementReceived', 'Assessed']
const offered = [...assessed, 'OptionsBuilt', 'OfferMade']

const offerPath = (resident: Resident) => pathOf(town.executions('offer', resident.caseId)[0])

/** Tasks only, as Choice states say nothing that their successors do not. */
const tasks = (path: string[]) =>
  path.filter((state) => !/(built|answered|judged|assessed|scored|drawn up|over)$/.test(state))

/** The case is over, and nothing that was begun for it goes on. */
const endsAs = async (resident: Resident, outcome: string) => {
  await town.wait('the end', 60, () => resident.events('CaseClosed')[0])
  await town.advance(72)
  expect((await resident.in('closed')).outcome).toBe(outcome)
  expect(town.unfinished(resident.caseId)).toEqual([])
  expect(town.givenUp).toEqual([])
}

describe('a borrower who does not answer', () => {
  it('is reminded, assessed from the lender’s figures, offered a plan, reminded again, and let go in good order', async () => {
    const mo = await aloneIn(town, 'mo')
    await endsAs(mo, 'unanswered')
    expect(mo.story()).toEqual([
      ...admitted,
      'StatementReminded',
      'StatementLapsed',
      'Assessed',
      'OptionsBuilt',
      'OfferMade',
      'OfferReminded',
      'ContactTaskOpened',
      'ContactTaskHandedOver',
      'CaseClosed',
    ])
    expect(mo.events('Assessed')[0]?.assessment.ability).toMatchObject({
      source: 'lender-figures',
      affordableMonthly: 140_000,
    })
    expect(mo.letters()).toEqual([
      'statement-request',
      'statement-reminder',
      'offer',
      'offer-reminder',
      'negotiation-ended',
    ])
    expect(pathOf(town.executions('assessment', mo.caseId)[0])).toEqual([
      'Assess risk',
      'Risk assessed',
      'Request statement',
      'Remind statement',
      'Score ability',
      'Ability scored',
      'Done',
    ])
    expect(offerPath(mo)).toEqual([
      'Build options',
      'Options built',
      'Send offer',
      'Remind offer',
      'End negotiation',
      'Negotiation over',
      'Done',
    ])
  })

  it('is given the days that the policy promises: 5 and 10 for the statement, 5 and 14 for the offer', async () => {
    const mo = await aloneIn(town, 'mo')
    await endsAs(mo, 'unanswered')
    const at = (type: string) =>
      Date.parse(town.dossier(mo.caseId).find(({ event }) => event.type === type)?.at ?? '') / 86_400_000
    expect(at('StatementReminded') - at('StatementRequested')).toBeCloseTo(5, 2)
    expect(at('Assessed') - at('StatementReminded')).toBeCloseTo(10, 2)
    expect(at('OfferReminded') - at('OfferMade')).toBeCloseTo(5, 2)
    expect(at('CaseClosed') - at('OfferReminded')).toBeCloseTo(14, 2)
  })
})

describe('a counter-offer', () => {
  it('that asks for no more than one round’s concession is accepted as it is', async () => {
    const bai = await aloneIn(town, 'bai')
    await bai.states()
    await bai.answers('offer', { answer: 'counter', monthlyAmount: '1000.00' })
    await bai.hears('agreement-explained')
    expect(bai.story()).toEqual([
      ...offered,
      'CounterOffered',
      'CounterJudged',
      'PlanAccepted',
      'AgreementDrawnUp',
      'AgreementExplained',
    ])
    expect(bai.events('PlanAccepted')[0]).toMatchObject({ via: 'counter-offer', plan: { kind: 'counter-offer' } })
    const [first] = (await bai.in('agreeing')).plan.instalments
    expect((first?.principal ?? 0) + (first?.interest ?? 0)).toBe(100_000)
    expect(tasks(offerPath(bai))).toEqual(['Build options', 'Send offer', 'Answer counter-offer', 'Done'])
  })

  it('that asks for more is answered half-way, round after round, until the borrower agrees', async () => {
    const bai = await aloneIn(town, 'bai')
    await bai.states()
    await bai.answers('offer', { answer: 'counter', monthlyAmount: '500.00' })
    await bai.answers('counter-answer', { answer: 'counter', monthlyAmount: '500.00' })
    await bai.answers('counter-answer', { answer: 'accept', option: 'a' })
    await bai.hears('agreement-explained')
    const round = ['CounterOffered', 'CounterJudged', 'OptionsBuilt', 'OfferMade']
    expect(bai.story().slice(offered.length - 2, -3)).toEqual(['OptionsBuilt', 'OfferMade', ...round, ...round])
    expect(bai.events('CounterJudged').map(({ verdict, reason }) => [verdict, reason])).toEqual([
      ['revised', 'beyond-concession'],
      ['revised', 'beyond-concession'],
    ])
    const lowest = bai
      .events('OptionsBuilt')
      .map(({ options }) =>
        Math.min(...options.map((plan) => Math.max(...plan.instalments.map((due) => due.principal + due.interest)))),
      )
    expect(lowest).toEqual([...lowest].sort((a, b) => b - a))
    expect(new Set(lowest).size).toBe(3)
  })

  it('that is repeated until the rounds are used brings in a mediator, whose proposal is accepted', async () => {
    const bai = await aloneIn(town, 'bai', { language: 'zh-CN' })
    await bai.states()
    await bai.answers('offer', { answer: 'counter', monthlyAmount: '500.00' })
    for (let round = 2; round <= 4; round++)
      await bai.answers('counter-answer', { answer: 'counter', monthlyAmount: '500.00' })
    const asked = await bai.hears('mediation')
    expect(asked.to).toBe('chen@mediation-a.example')
    const proposal = { answer: 'proposal', monthlyAmount: '640.00', months: '24' }
    expect(await town.reply(asked, proposal)).toMatchObject({ statusCode: 200 })
    await bai.answers('mediator-proposal', { answer: 'accept', option: 'a' })
    await bai.hears('agreement-explained')
    expect(bai.events('CounterJudged').at(-1)).toMatchObject({ verdict: 'stuck', reason: 'last-round' })
    expect(bai.story().slice(-9)).toEqual([
      'CounterJudged',
      'MediatorAssigned',
      'HoldPlaced',
      'MediatorProposed',
      'ProposalPut',
      'HoldLifted',
      'PlanAccepted',
      'AgreementDrawnUp',
      'AgreementExplained',
    ])
    expect(bai.events('PlanAccepted')[0]?.via).toBe('mediation')
    expect((await bai.state()).holds).toEqual([])
    expect(tasks(offerPath(bai)).slice(-4)).toEqual(['Answer counter-offer', 'Assign mediator', 'Put proposal', 'Done'])
    expect(bai.letters().slice(-3)).toEqual(['mediation-opened', 'mediator-proposal', 'agreement-explained'])
  })
})

describe('a mediation', () => {
  const wanted = async () => {
    const su = await aloneIn(town, 'su')
    await su.states()
    await su.answers('offer', { answer: 'mediate' })
    return { su, asked: await su.hears('mediation') }
  }

  it('that the borrower asks for ends the case when its proposal is declined', async () => {
    const { su, asked } = await wanted()
    await town.reply(asked, { answer: 'proposal', monthlyAmount: '1000.00', months: '24' })
    await su.answers('mediator-proposal', { answer: 'decline' })
    await endsAs(su, 'mediation-failed')
    expect(su.letters().at(-1)).toBe('negotiation-ended')
  })

  it('in which the mediator never proposes ends after the days that it was given', async () => {
    const { su } = await wanted()
    await endsAs(su, 'mediation-failed')
    expect(tasks(offerPath(su)).slice(-3)).toEqual(['Assign mediator', 'End negotiation', 'Done'])
  })

  it('refuses a proposal that the lender’s authority does not reach, and takes the next one', async () => {
    const { su, asked } = await wanted()
    const refused = await town.reply(asked, { answer: 'proposal', monthlyAmount: '230.00', months: '60' })
    expect([refused.statusCode, JSON.parse(refused.body).code]).toEqual([409, 'beyond-authority'])
    expect(await town.reply(asked, { answer: 'proposal', monthlyAmount: '900.00', months: '24' })).toMatchObject({
      statusCode: 200,
    })
    expect(su.events('MediatorProposed')).toHaveLength(1)
  })
})

it('a declined offer ends the case in good order', async () => {
  const he = await aloneIn(town, 'he')
  await he.states()
  await he.answers('offer', { answer: 'decline' })
  await endsAs(he, 'declined')
  expect(he.story()).toEqual([...offered, 'OfferDeclined', 'CaseClosed'])
  expect(he.letters()).toEqual(['statement-request', 'offer', 'negotiation-ended'])
})

describe('an offer beyond the lender’s authority', () => {
  const beyond = async () => {
    const gu = await aloneIn(town, 'gu')
    await gu.states({ 'income-wages': '12000.00' })
    const asked = await gu.hears('approval')
    expect(asked.to).toBe('operations@platform-a.example')
    return { gu, asked }
  }
  const kindsOffered = async (gu: Resident) => {
    const { content } = await gu.hears('offer')
    return content?.kind === 'offer' ? content.options.map(({ kind }) => kind) : []
  }

  it('goes out in full once it is approved', async () => {
    const { gu, asked } = await beyond()
    expect(gu.letters()).not.toContain('offer')
    expect(await town.reply(asked, { answer: 'approval', granted: 'yes' })).toMatchObject({ statusCode: 200 })
    expect(await kindsOffered(gu)).toContain('settlement')
    expect(gu.story()).toEqual([...assessed, 'OptionsBuilt', 'ApprovalRequested', 'ApprovalAnswered', 'OfferMade'])
  })

  it('goes out without what was refused', async () => {
    const { gu, asked } = await beyond()
    await town.reply(asked, { answer: 'approval', granted: 'no' })
    const kinds = await kindsOffered(gu)
    expect(kinds).not.toContain('settlement')
    expect(kinds.length).toBeGreaterThan(0)
  })

  it('goes out without what nobody approved in five days', async () => {
    const { gu } = await beyond()
    const since = town.now
    expect(await kindsOffered(gu)).not.toContain('settlement')
    expect(town.now - since).toBeGreaterThanOrEqual(5 * 86_400_000)
    expect(gu.events('ApprovalAnswered')).toEqual([{ type: 'ApprovalAnswered', round: 1, granted: false }])
  })

  it('ends the case when all of it is refused', async () => {
    const gu = await aloneIn(town, 'gu')
    await gu.states({ 'income-wages': '4400.00' })
    await town.reply(await gu.hears('approval'), { answer: 'approval', granted: 'no' })
    await endsAs(gu, 'approval-refused')
    expect(gu.letters().at(-1)).toBe('no-plan')
    expect(tasks(offerPath(gu)).slice(0, 2)).toEqual(['Build options', 'Ask approval'])
  })
})

it('a borrower whom no plan fits is told so plainly', async () => {
  const ou = await aloneIn(town, 'ou')
  await ou.states({ 'income-wages': '3900.00', asked: 'yes' })
  await endsAs(ou, 'no-plan-fits')
  expect(ou.letters()).toEqual(['statement-request', 'no-plan'])
})

it('a borrower who leaves the questions on their figures open is neither reminded nor held up by them', async () => {
  const ru = await aloneIn(town, 'ru')
  await ru.states({ 'spending-food': '9000.00' })
  await endsAs(ru, 'no-plan-fits')
  expect(ru.events('StatementQuestioned')).toHaveLength(1)
  const codes = ru.events('Assessed')[0]?.assessment.questions?.map(({ code }) => code)
  expect(codes).toEqual(['spending-above-income', 'far-above-usual'])
  expect(ru.letters()).toEqual(['statement-request', 'no-plan'])
})

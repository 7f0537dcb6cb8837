import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { aloneIn, type Columns, type Resident } from './resident.ts'
import { dayInChina, inChina, pathOf, Town } from './town.ts'

let town: Town
beforeEach(async () => {
  town = await Town.open()
})
afterEach(() => town.close())

const inPlan = async (columns?: Columns): Promise<Resident> => {
  const fu = await aloneIn(town, 'fu', columns)
  await fu.entersPlan()
  return fu
}

/** What happened since the plan came into force. */
const since = (fu: Resident) => fu.story().slice(fu.story().lastIndexOf('PlanActivated') + 1)

const warningPath = (fu: Resident) => pathOf(town.executions('early-warning', fu.caseId).at(-1))

describe('a missed instalment', () => {
  it('is found after the days of grace and answered with a question, not a demand', async () => {
    const fu = await inPlan()
    await fu.hears('what-changed')
    expect(dayInChina(town.now)).toBe('2026-04-20')
    expect(since(fu)).toEqual(['InstalmentReminded', 'InstalmentMissed', 'WarningRaised', 'ChangeAskedFor'])
    expect(fu.events('WarningRaised')[0]).toMatchObject({ trigger: 'missed', reasons: ['instalment-missed'] })
  })

  it('leaves a plan on track when the promise to pay is kept', async () => {
    const fu = await inPlan()
    await fu.answers('what-changed', { answer: 'will-pay', payBy: '2026-04-24' })
    await fu.pays(1, { daysLate: 8 })
    await town.wait('the end of the warning', 40, () => fu.events('WarningResolved')[0])
    expect(since(fu)).toEqual([
      'InstalmentReminded',
      'InstalmentMissed',
      'WarningRaised',
      'ChangeAskedFor',
      'WarningAnswered',
      'PaymentReceived',
      'InstalmentMet',
      'InstalmentReminded',
      'WarningResolved',
    ])
    // Until the promised day, and 21 days more.
    expect(dayInChina(town.now)).toBe('2026-05-15')
    expect(warningPath(fu).slice(-4)).toEqual(['Responded', 'Give time', 'Check recovery', 'Done'])
    expect(town.mails.map(({ about }) => about)).not.toContain('matter')
  })

  it('is handed to a person when the promise is broken', async () => {
    const fu = await inPlan()
    await fu.answers('what-changed', { answer: 'will-pay', payBy: '2026-04-24' })
    await town.wait('a person', 40, () => fu.events('WarningHandedOver')[0])
    expect(dayInChina(town.now)).toBe('2026-05-15')
    expect((await fu.hears('matter', 1)).to).toBe('operations@platform-a.example')
  })

  it('is handed to a person when nobody answers, by a message that names no borrower', async () => {
    const fu = await inPlan()
    const matter = await fu.hears('matter', 60)
    expect(matter.to).toBe('operations@platform-a.example')
    expect(matter.subject).toContain(fu.caseId)
    expect(matter.raw).not.toMatch(/Quillon|7731|2209|inbox\.example/)
    await town.advance(1)
    expect(since(fu).slice(2)).toEqual(['WarningRaised', 'ChangeAskedFor', 'WarningHandedOver'])
    expect(warningPath(fu).slice(-3)).toEqual(['Respond to change', 'Responded', 'Done'])
  })

  it('opens the support group to who asks for it', async () => {
    const fu = await inPlan()
    await fu.answers('what-changed', { answer: 'support-group' })
    await fu.hears('support-group', 5)
    expect(since(fu).slice(-2)).toEqual(['WarningAnswered', 'SupportGroupOpened'])
  })

  it('with a difficulty behind it leads to a new assessment and a plan that fits the new means', async () => {
    const fu = await inPlan()
    const { plan: before } = await fu.in('performing')
    await fu.answers('what-changed', { answer: 'difficulty', hardship: 'reduced-income' })
    await fu.states({ 'income-wages': '5000.00', hardship: 'reduced-income', hardshipMonths: '12' })
    await fu.accepts()
    await fu.explainsBack()
    await fu.signs()
    await fu.isInPlan(2)
    expect(fu.events('ReassessmentWanted')[0]).toMatchObject({ episode: 2, because: 'difficulty' })
    const { plan, episode } = await fu.in('performing')
    expect(episode).toBe(2)
    const highest = (of: typeof plan) => Math.max(...of.instalments.map((due) => due.principal + due.interest))
    expect(highest(plan)).toBeLessThanOrEqual(70_000)
    expect(highest(before)).toBeGreaterThan(70_000)
    for (const machine of ['assessment', 'offer', 'agreement'])
      expect(town.executions(machine, fu.caseId).map(({ name, status }) => [name, status])).toEqual([
        [`${fu.caseId}-${machine}-1`, 'SUCCEEDED'],
        [`${fu.caseId}-${machine}-2`, 'SUCCEEDED'],
      ])
    await town.advance(72)
    expect(town.unfinished(fu.caseId)).toEqual([])
  })
})

describe('a plan', () => {
  it('of which three instalments are missed is broken, assessed afresh and followed by a second one', async () => {
    const fu = await inPlan()
    await town.wait('the break', 130, () => fu.events('PlanBroken')[0])
    expect(fu.events('PlanBroken')[0]?.missed).toEqual([1, 2, 3])
    expect(dayInChina(town.now)).toBe('2026-06-19')
    await fu.states({ 'income-wages': '5500.00' })
    await fu.accepts()
    await fu.explainsBack()
    await fu.signs()
    await fu.isInPlan(2)
    expect(since(fu)).toEqual([])
    expect(fu.story().filter((type) => /^(Plan|Reassess|Assessed)/.test(type))).toEqual([
      'Assessed',
      'PlanAccepted',
      'PlanActivated',
      'PlanBroken',
      'ReassessmentWanted',
      'Assessed',
      'PlanAccepted',
      'PlanActivated',
    ])
    const { holds, warning } = await fu.in('performing')
    expect(holds.map(({ kind }) => kind)).toEqual(['signed-plan'])
    expect(warning).toBeUndefined()
    await town.advance(72)
    expect(town.unfinished(fu.caseId)).toEqual([])
  })

  it('earns half the interest of the next instalment for three kept in a row, and loses it with the first missed', async () => {
    const fu = await inPlan()
    const { plan } = await fu.in('performing')
    for (const number of [1, 2, 3]) await fu.pays(number)
    await fu.hears('reward-earned')
    expect(fu.events('RewardEarned')).toEqual([
      { type: 'RewardEarned', number: 4, amount: Math.ceil((plan.instalments[3]?.interest ?? 0) / 2) },
    ])
    await fu.pays(4)
    const reduced = (plan.instalments[3]?.principal ?? 0) + Math.floor((plan.instalments[3]?.interest ?? 0) / 2)
    expect(fu.events('PaymentReceived').at(-1)?.amount).toBe(reduced)
    await fu.hears('reward-lost')
    expect(since(fu).slice(-4)).toEqual(['InstalmentMissed', 'RewardLost', 'WarningRaised', 'ChangeAskedFor'])
    expect(fu.events('RewardLost')).toEqual([{ type: 'RewardLost', number: 5 }])
  })

  it('is visited after three months, and when all is well only after six more', async () => {
    const fu = await inPlan({ outstanding_principal: '20000.00', remaining_term_months: '17' })
    const { activatedOn } = await fu.in('performing')
    expect(activatedOn).toBe('2026-03-06')
    for (let number = 1; number <= 9; number++) {
      await fu.pays(number)
      if (number === 2) await fu.answers('review-visit', { answer: 'all-well' })
    }
    const visits = town.dossier(fu.caseId).filter(({ event }) => event.type === 'ReviewVisited')
    expect(visits.map(({ at }) => dayInChina(Date.parse(at)))).toEqual(['2026-06-06', '2026-12-06'])
    expect(fu.events('ReviewVisited').map(({ everyMonths }) => everyMonths)).toEqual([6, 6])
    expect(fu.events('ReviewAnswered')).toEqual([{ type: 'ReviewAnswered', changed: false }])
  })

  it('is visited every three months once an instalment was missed', async () => {
    const fu = await inPlan()
    await fu.pays(1, { daysLate: 8 })
    for (const number of [2, 3, 4, 5]) await fu.pays(number)
    expect(fu.events('ReviewVisited').map(({ nextOn, everyMonths }) => [nextOn, everyMonths])).toEqual([
      ['2026-09-06', 3],
    ])
  })

  it('that is paid off at once is completed on the next morning', async () => {
    const fu = await inPlan()
    await town.until(inChina('2026-03-20', '15:00'))
    await fu.transfers('11000.00')
    await town.until(inChina('2026-03-21', '09:30'))
    expect((await fu.in('closed')).outcome).toBe('plan-completed')
    expect(since(fu)[0]).toBe('PaymentReceived')
    expect(since(fu).slice(-2)).toEqual(['PlanCompleted', 'CaseClosed'])
  })
})

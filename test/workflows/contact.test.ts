import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { aloneIn, moveIn, Resident } from './resident.ts'
import { day, dayInChina, hour, type Mail, Town } from './town.ts'

let town: Town
beforeEach(async () => {
  town = await Town.open()
})
afterEach(() => town.close())

/** What the State Council announced for 2026, typed off the announcement and not off the policy. */
const holidays = [
  ['2026-01-01', '2026-01-03'],
  ['2026-02-15', '2026-02-23'],
  ['2026-04-04', '2026-04-06'],
  ['2026-05-01', '2026-05-05'],
  ['2026-06-19', '2026-06-21'],
  ['2026-09-25', '2026-09-27'],
  ['2026-10-01', '2026-10-07'],
] as const
const madeUpFor = ['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10']

/** Working days in China, Monday to Friday or made up for, from nine to six. */
const isWithinHours = ({ at }: Mail): boolean => {
  const local = new Date(at + 8 * hour)
  const on = dayInChina(at)
  const minutes = local.getUTCHours() * 60 + local.getUTCMinutes()
  const isWeekday = local.getUTCDay() >= 1 && local.getUTCDay() <= 5
  const isHoliday = holidays.some(([from, to]) => from <= on && on <= to)
  return minutes >= 540 && minutes < 1080 && (madeUpFor.includes(on) || (isWeekday && !isHoliday))
}

const toBorrowers = (): Mail[] => town.mails.filter(({ to }) => to.endsWith('@inbox.example'))

describe('messages', () => {
  it('go out on working days from nine to six only, whenever they are asked for', async () => {
    const ai = new Resident(town, 'ai')
    const ba = new Resident(town, 'ba')
    const cu = new Resident(town, 'cu')
    const de = new Resident(town, 'de')
    await town.until(Date.parse('2026-04-03T15:00:00Z'))
    await moveIn(town, ai, ba, cu, de)
    await ai.entersPlan()
    await ai.pays(1)
    await town.until(Date.parse('2026-04-30T14:00:00Z'))
    await town.reply(await ba.hears('offer'), { answer: 'mediate' })
    await town.reply(await cu.hears('offer'), { answer: 'counter', monthlyAmount: '500.00' })
    await town.until(Date.parse('2026-06-18T15:00:00Z'))
    await town.reply(await ai.hears('what-changed', 90), { answer: 'support-group' })
    await town.until(Date.parse('2026-10-15T00:00:00Z'))
    expect(toBorrowers().length).toBeGreaterThan(25)
    expect(toBorrowers().filter((mail) => !isWithinHours(mail))).toEqual([])
    expect(de.letters().length).toBeGreaterThan(0)
  })

  it('never exceed two a day, five a week and twelve in thirty days, the lender’s own contacts included', async () => {
    const lu = new Resident(town, 'lu')
    const twin = new Resident(town, 'lu-2', { borrower_reference: 'CU-lu-2209', email: 'lu@inbox.example' })
    const called = ['2026-02-27T10:00:00+08:00', '2026-03-01T15:00:00+08:00', '2026-03-02T07:30:00+08:00']
    await town.drop(
      'contacts',
      called.map((at, index) => ({
        contact_reference: `C${index}`,
        borrower_reference: 'CU-lu-2209',
        channel: 'phone',
        at,
      })),
    )
    await moveIn(town, lu, twin)
    for (const resident of [lu, twin]) await resident.states()
    for (const resident of [lu, twin]) await resident.accepts()
    for (const resident of [lu, twin]) await resident.explainsBack()
    await town.advance(40 * 24)
    const mails = toBorrowers().map(({ at }) => at)
    const contacts = [...called.map((at) => Date.parse(at)), ...mails]
    expect(contacts.length).toBeGreaterThan(12)
    const most = (days: number) =>
      Math.max(...mails.map((at) => contacts.filter((other) => at - days * day <= other && other <= at).length))
    expect([most(1), most(7)]).toEqual([2, 5])
    // Beyond the ten of ordinary messages by those that the borrower waits for.
    expect(most(30)).toBeGreaterThan(10)
    expect(most(30)).toBeLessThanOrEqual(12)
  })
})

describe('a borrower who opts out', () => {
  it('by one click gets no further message, and the dossier says why', async () => {
    const qi = await aloneIn(town, 'qi')
    const { link } = await qi.hears('statement-request')
    const answer = await town.world.request({
      method: 'POST',
      path: `${link}/opt-out`,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'List-Unsubscribe=One-Click',
    })
    expect(answer.statusCode).toBe(200)
    await town.wait('the end', 60, () => qi.events('CaseClosed')[0])
    await town.advance(72)
    expect(qi.letters()).toEqual(['statement-request'])
    expect(qi.events('HoldPlaced').map(({ hold }) => [hold.kind, hold.setBy])).toEqual([['opt-out', 'borrower']])
    expect(qi.events('NoticeSuppressed').map(({ kind, reason }) => [kind, reason])).toEqual([
      ['statement-reminder', 'hold-opt-out'],
      ['offer', 'hold-opt-out'],
      ['offer-reminder', 'hold-opt-out'],
      ['negotiation-ended', 'hold-opt-out'],
    ])
    expect(town.unfinished(qi.caseId)).toEqual([])
  })

  it('is not opted out by a mail scanner that visits the link', async () => {
    const qi = await aloneIn(town, 'qi')
    const { link } = await qi.hears('statement-request')
    await town.world.request({ method: 'GET', path: `${link}/opt-out` })
    await town.world.request({ method: 'GET', path: link ?? '' })
    expect(qi.events('HoldPlaced')).toEqual([])
  })
})

describe('a complaint', () => {
  it('is confirmed, and pauses everything that asks for something until its answer is due', async () => {
    const qi = await aloneIn(town, 'qi')
    await qi.answers('statement-request', { answer: 'complaint' })
    const confirmed = await qi.hears('complaint-received')
    expect(confirmed.content).toMatchObject({ receivedOn: '2026-03-02', answerBy: '2026-03-17' })
    const [hold] = qi.events('HoldPlaced').map((event) => event.hold)
    expect(hold).toMatchObject({ kind: 'complaint', setBy: 'borrower', until: '2026-03-17T03:00:00.000Z' })
    await town.until(Date.parse(hold?.until ?? '') - 1)
    expect(qi.letters()).toEqual(['statement-request', 'complaint-received'])
    expect(qi.events('NoticeSuppressed')).toEqual([])
    await town.advance(30 * 24)
    expect(qi.letters().length).toBeGreaterThan(2)
  })

  it('makes the times to answer stand still in the borrower’s other cases too', async () => {
    const person = { borrower_reference: 'CU-qi', email: 'qi@inbox.example' }
    const qi = new Resident(town, 'qi', person)
    const other = new Resident(town, 'qi-too', person)
    await moveIn(town, qi, other)
    const asked = town.now
    await other.hears('statement-request')
    await qi.answers('statement-request', { answer: 'complaint' })
    expect(other.events('HoldPlaced').map(({ hold }) => hold.kind)).toEqual(['complaint'])
    await town.wait('the end of the wait', 60, () => other.events('StatementLapsed')[0])
    expect(town.now - asked).toBeGreaterThan(29.8 * day)
    expect(other.events('StatementReminded')).toHaveLength(1)
  })

  it('makes the time to answer stand still, for a statement and for an offer', async () => {
    const qi = await aloneIn(town, 'qi')
    const asked = town.now
    await qi.answers('statement-request', { answer: 'complaint' })
    await town.wait('the end of the wait', 60, () => qi.events('StatementLapsed')[0])
    // Fifteen days to answer, and fifteen in which the complaint was open.
    expect(town.now - asked).toBeGreaterThan(29.8 * day)
    expect(town.now - asked).toBeLessThan(31 * day)
    expect(qi.letters()).toContain('statement-reminder')
    const offered = town.now
    await qi.answers('offer', { answer: 'complaint' })
    await town.wait('the end', 60, () => qi.events('CaseClosed')[0])
    // Nineteen days to answer, and fifteen.
    expect(town.now - offered).toBeGreaterThan(33.8 * day)
    expect(town.now - offered).toBeLessThan(35 * day)
    expect(qi.events('OfferReminded')).toHaveLength(1)
    await town.advance(72)
    expect(town.unfinished(qi.caseId)).toEqual([])
  })
})

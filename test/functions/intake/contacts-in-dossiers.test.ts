import { beforeEach, describe, expect, test } from 'vitest'
import type { CaseEvent } from '../../../domain/case/event.ts'
import { contactPointOf } from '../../../domain/contact/contact-point.ts'
import { borrowerIdOf, caseIdOf, LenderId } from '../../../domain/ids.ts'
import { Personal } from '../../../domain/personal.ts'
import { LenderWorld } from './lender-world.ts'

const lenderId = LenderId.parse('union-c')

const accounts = (...references: string[]): string =>
  [
    'account_reference,borrower_reference,name,email,language,region,product,currency,contract_rate,rate_basis,' +
      'outstanding_principal,accrued_interest,fees,remaining_term_months,due_day,days_past_due',
    ...references.map(
      (reference) =>
        `${reference},B1,Ann Example,ann@example.com,en,CA,personal-loan,USD,12.5,annual,5000.00,40.00,15.00,24,5,40`,
    ),
    '',
  ].join('\n')

const contacts = (...rows: string[]): string =>
  [
    'contact_reference,borrower_reference,account_reference,channel,at,contact_point,quiet_times,agreed_times',
    ...rows,
    '',
  ].join('\n')

const called = 'C1,B1,,phone,2026-03-01T10:00:00-08:00,+1 800 555 0100,,'

describe("the lender's own contacts, and what the borrower said of when to reach them,", () => {
  let world: LenderWorld
  let told: CaseEvent[]
  beforeEach(() => {
    world = new LenderWorld(lenderId)
    told = []
    const carryOut = world.dossiers.carryOut
    world.dossiers.carryOut = async (...args) => {
      const outcome = await carryOut(...args)
      if ('events' in outcome) told.push(...outcome.events)
      return outcome
    }
  })

  const drop = (kind: 'accounts' | 'contacts', content: string, name = 'file') =>
    world.dropFile(`${lenderId}/${kind}/${name}.csv`, content)

  const eventsOf = (type: CaseEvent['type']) => told.filter((event) => event.type === type)

  const knownTo = (reference: string) => Object.keys(world.case(reference).lenderContacts ?? {})

  test('stand in the dossiers of all their cases', async () => {
    await drop('accounts', accounts('A1', 'A2'))
    expect(await drop('contacts', contacts(called))).toMatchObject({ admitted: 1 })
    const point = contactPointOf(borrowerIdOf(lenderId, 'B1'), new Personal('+1 800 555 0100'))
    const contact = { key: knownTo('A1')[0], at: '2026-03-01T18:00:00.000Z', channel: 'phone', point }
    expect(eventsOf('LenderContacted')).toEqual([
      { type: 'LenderContacted', contacts: [contact] },
      { type: 'LenderContacted', contacts: [contact] },
    ])
    expect(knownTo('A2')).toEqual(knownTo('A1'))
  })

  test('say where somebody was spoken with', async () => {
    await drop('accounts', accounts('A1'))
    const spoken =
      'contact_reference,borrower_reference,channel,at,conversation\nC1,B1,phone,2026-03-01T10:00:00-08:00,yes\n'
    expect(await drop('contacts', spoken)).toMatchObject({ admitted: 1 })
    expect(eventsOf('LenderContacted')).toMatchObject([{ contacts: [{ channel: 'phone', conversation: true }] }])
    expect(world.ledgers.get(borrowerIdOf(lenderId, 'B1'))?.entries).toMatchObject([
      { channel: 'phone', conversation: true },
    ])
  })

  test('are told once, however often the file comes', async () => {
    await drop('accounts', accounts('A1'))
    await drop('contacts', contacts(called))
    expect(await drop('contacts', contacts(called))).toMatchObject({ unchanged: 1 })
    expect(await drop('contacts', contacts(called, ''), 'again')).toMatchObject({ unchanged: 1 })
    expect(eventsOf('LenderContacted')).toHaveLength(1)
  })

  test('are told to a case that is opened after they were dropped', async () => {
    await drop('contacts', contacts(called, 'C2,B1,,sms,2026-03-02T10:00:00Z,,sunday,'))
    expect(told).toEqual([])
    await drop('accounts', accounts('A1'))
    expect(told.map(({ type }) => type)).toEqual(['AccountAdmitted', 'LenderContacted', 'TimesPreferred'])
    expect(knownTo('A1')).toHaveLength(2)
    expect(world.case('A1').preferences?.quiet).toEqual([
      { days: ['SUNDAY'], hours: { startTime: 'T00:00', endTime: 'T24:00' } },
    ])
  })

  test('are told even where a crash came between the opening of a case and the telling', async () => {
    await drop('contacts', contacts(called))
    const { read } = world.contactLedgers
    world.contactLedgers.read = () => Promise.reject(new Error('crashed'))
    await expect(drop('accounts', accounts('A1'))).rejects.toThrow('crashed')
    expect(knownTo('A1')).toEqual([])
    world.contactLedgers.read = read
    expect(await drop('accounts', accounts('A1'))).toMatchObject({ unchanged: 1 })
    expect(knownTo('A1')).toHaveLength(1)
  })

  test('reach the dossiers even where a crash came after the ledger was written', async () => {
    await drop('accounts', accounts('A1'))
    const carryOut = world.dossiers.carryOut
    world.dossiers.carryOut = () => Promise.reject(new Error('crashed'))
    await expect(drop('contacts', contacts(called))).rejects.toThrow('crashed')
    world.dossiers.carryOut = carryOut
    expect(await drop('contacts', contacts(called))).toMatchObject({ admitted: 1 })
    expect(knownTo('A1')).toHaveLength(1)
  })

  test('are kept from a case that is closed', async () => {
    await drop('accounts', accounts('A1'))
    const caseId = caseIdOf(lenderId, 'A1')
    world.dossiers.cases.set(caseId, {
      ...world.case('A1'),
      stage: 'closed',
      outcome: 'declined',
      closedAt: world.now,
    })
    await drop('contacts', contacts(called))
    expect(eventsOf('LenderContacted')).toEqual([])
  })

  test('replace what the borrower said before, in the dossier too', async () => {
    await drop('accounts', accounts('A1'))
    await drop('contacts', contacts('C1,B1,,phone,2026-03-01T10:00:00Z,,sunday,'))
    await drop('contacts', contacts('C2,B1,,phone,2026-03-02T10:00:00Z,,none,MONDAY 20:00-21:00'), 'later')
    expect(eventsOf('TimesPreferred')).toHaveLength(2)
    expect(world.case('A1').preferences).toMatchObject({ quiet: [], agreed: [{ days: ['MONDAY'] }] })
  })
})

import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { seededRandom } from '../../local/random.ts'
import { moveIn, Resident } from './resident.ts'
import { Town, type TownOptions } from './town.ts'

/** Of two residents, one has a mailbox that is gone, the other a button for unwanted mail. */
const mailboxes: TownOptions['mailboxes'] = (address) => {
  if (address === 'gone@inbox.example') return { outcome: 'bounced', type: 'Permanent', subtype: 'NoEmail' }
  if (address === 'spam@inbox.example') return { outcome: 'complained' }
  return { outcome: 'delivered' }
}

let town: Town
// Events come twice, late and in any order, as EventBridge promises nothing better.
beforeEach(async () => {
  town = await Town.open({
    mailboxes,
    disturbances: { random: seededRandom('feedback'), repeat: 0.5, delayMs: 30_000, reorder: true },
  })
})
afterEach(() => town.close())

const staffHeard = (caseId: string, about: string) =>
  town.mails.filter((mail) => mail.caseId === caseId && mail.about === about)

describe('what comes back from mail', () => {
  it('from an address that is gone brings a person, who begins on their page and says what came of it', async () => {
    const gone = new Resident(town, 'gone')
    await moveIn(town, gone)
    const mail = await town.hears(gone.caseId, 'contact-task')
    expect(mail.subject).toBe(`A call is wanted: ${gone.caseId}`)
    expect(gone.events('NoticeBounced')).toMatchObject([{ permanent: true, because: 'NoEmail' }])
    expect(gone.events('HoldPlaced').map(({ hold }) => hold.kind)).toEqual(['bounced'])
    expect((await town.reply(mail, { answer: 'start-contact' })).statusCode).toBe(200)
    expect((await town.reply(mail, { answer: 'contact-outcome', outcome: 'reached' })).statusCode).toBe(200)
    expect(gone.story().slice(-4)).toEqual([
      'ContactTaskOpened',
      'ContactTaskHandedOver',
      'ContactTaskStarted',
      'ContactTaskEnded',
    ])
    expect(staffHeard(gone.caseId, 'contact-task')).toHaveLength(1)
  })

  it('ends with a corrected address, and the next message goes there', async () => {
    const gone = new Resident(town, 'gone')
    await moveIn(town, gone)
    await town.hears(gone.caseId, 'contact-task')
    await town.drop('accounts', [{ ...gone.columns, email: 'found@inbox.example' }])
    expect(gone.events('HoldLifted')).toMatchObject([{ kind: 'bounced', setBy: 'lender' }])
    const reminder = await town.hears(gone.caseId, 'statement-reminder')
    expect(reminder.to).toBe('found@inbox.example')
  })

  it('as unwanted is a complaint and ends the mail, and a person hears of it once', async () => {
    const spam = new Resident(town, 'spam')
    await moveIn(town, spam)
    await town.hears(spam.caseId, 'matter')
    await town.advance(24 * 40)
    expect(spam.events('ComplaintTaken')).toHaveLength(1)
    expect(spam.letters()).toEqual(['statement-request'])
    expect(staffHeard(spam.caseId, 'matter')).toHaveLength(1)
  })

  it('is quiet where all mail arrives', async () => {
    const well = new Resident(town, 'well')
    await moveIn(town, well)
    await town.hears(well.caseId, 'statement-request')
    await town.advance(1)
    expect(town.calls.some(({ step }) => step === 'take-feedback')).toBe(true)
    const types = town.dossier(well.caseId).map(({ event }) => event.type)
    expect(types.filter((type) => /^Notice(?!Requested|Delayed)|^Contact/.test(type))).toEqual(['NoticeSent'])
  })
})

it('a hold that the lender drops stops what waits, and lets it go when it is lifted', async () => {
  const resident = new Resident(town, 'held')
  await moveIn(town, resident)
  await town.hears(resident.caseId, 'statement-request')
  const hold = {
    borrower_reference: resident.columns['borrower_reference'] ?? '',
    hold: 'represented',
    set_by: 'lawyer',
  }
  await town.drop('holds', [{ ...hold, action: 'place', from: '2026-03-01' }])
  await town.advance(24 * 12)
  expect(resident.events('NoticeSuppressed')).toMatchObject([
    { kind: 'statement-reminder', reason: 'hold-represented' },
  ])
  await town.drop('holds', [{ ...hold, action: 'lift', from: '2026-03-10' }])
  expect(resident.events('HoldLifted')).toMatchObject([{ kind: 'represented', setBy: 'lawyer' }])
  await town.hears(resident.caseId, 'offer')
})

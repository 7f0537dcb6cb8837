import { describe, expect, it } from 'vitest'
import { readDossier } from '../../../replay/dossier.ts'
import { replay } from '../../../replay/replay.ts'
import { DossierWriter, findingsIn, inChina, policies, replayed } from './dossiers.ts'

describe('windows', () => {
  it.each([
    ['2026-03-03 09:00', []],
    ['2026-03-03 17:59', []],
    ['2026-03-03 08:59', ['window 3']],
    ['2026-03-03 18:00', ['window 3']],
    ['2026-03-03 21:00', ['window 3']],
    ['2026-03-07 10:00', ['window 3']],
    ['2026-04-06 10:00', ['window 3']],
    ['2026-05-09 10:00', []],
    ['2027-02-03 10:00', ['window 3']],
  ])('a notice sent at %s in China gives %j', (at, expected) => {
    const dossier = new DossierWriter('A1')
    dossier.sends(at)
    expect(findingsIn(dossier)).toEqual(expected)
  })

  it('are told by case, notice, instant, rule, what was found, file and line', () => {
    const dossier = new DossierWriter('A1')
    dossier.sends('2026-03-03 21:00')
    expect(replayed(dossier).findings).toEqual([
      {
        rule: 'window',
        file: dossier.file,
        line: 3,
        caseId: dossier.caseId,
        contact: `${dossier.caseId}-n1`,
        at: '2026-03-03T13:00:00.000Z',
        found: '2026-03-03 21:00:00.000 in Asia/Shanghai: open are 09:00-18:00',
      },
    ])
  })

  it('are those of every zone that the borrower may live in', () => {
    const split = { lender: 'union-c', zones: ['America/Chicago', 'America/Denver'] }
    const early = new DossierWriter('A1', split)
    early.sends('2026-03-02 23:30')
    const late = new DossierWriter('A1', split)
    late.sends('2026-03-03 00:00')
    expect([findingsIn(early), findingsIn(late)]).toEqual([['window 3'], []])
  })

  it('are those of the channel', () => {
    const dossier = new DossierWriter('A1', { lender: 'platform-b' })
    dossier.reaches('2026-03-03 18:30', 'sms')
    dossier.reaches('2026-03-04 18:30', 'phone')
    expect(findingsIn(dossier)).toEqual(['window 5'])
  })

  it('close at what the borrower called quiet and open to what they agreed to, from when they said so', () => {
    const preferences = {
      quiet: [{ days: ['TUESDAY'], hours: { startTime: 'T00:00', endTime: 'T12:00' } }],
      agreed: [
        { days: ['TUESDAY'], hours: { startTime: 'T18:00', endTime: 'T23:00' }, agreedAt: inChina('2026-03-09 10:00') },
      ],
    }
    const dossier = new DossierWriter('A1')
    dossier.sends('2026-03-03 10:00')
    dossier.sends('2026-03-03 20:00')
    dossier.tell('2026-03-09 10:00', { type: 'TimesPreferred', preferences }, 'lender')
    dossier.sends('2026-03-10 10:00')
    dossier.sends('2026-03-10 20:00')
    // The lender's policy takes consent no further than nine in the evening.
    dossier.sends('2026-03-17 21:30')
    expect(findingsIn(dossier)).toEqual(['window 5', 'window 8', 'window 12'])
  })
})

describe('caps', () => {
  it('are those of a day and of a week, both ends of 24 hours and of seven days included', () => {
    const dossier = new DossierWriter('A1')
    dossier.sends('2026-03-03 10:00')
    dossier.sends('2026-03-03 17:00')
    const third = dossier.sends('2026-03-04 10:00')
    dossier.sends('2026-03-05 10:01')
    const fifth = dossier.sends('2026-03-06 10:02')
    expect(findingsIn(dossier)).toEqual([`cap ${third}`, `cap ${fifth}`])
  })

  it('keep reserved slots for what the borrower waits for', () => {
    const days = ['2026-03-03', '2026-03-04', '2026-03-05', '2026-03-06']
    const asked = new DossierWriter('A1')
    const answered = new DossierWriter('A1')
    for (const on of days) for (const dossier of [asked, answered]) dossier.sends(`${on} 10:00`)
    asked.sends('2026-03-09 10:00')
    answered.sends('2026-03-09 10:00', 'complaint-received')
    expect([findingsIn(asked), findingsIn(answered)]).toEqual([['cap 11'], []])
  })

  it('keep them in one instant too, whichever of two messages it names first', () => {
    const [one, two] = [new DossierWriter('A1'), new DossierWriter('A2')]
    for (const on of ['03', '04', '05']) one.sends(`2026-03-${on} 10:00`)
    for (const [asking, answering] of [
      [one, two],
      [two, one],
    ] as const) {
      const before = asking.entries.length
      asking.sends('2026-03-09 10:00')
      answering.sends('2026-03-09 10:00', 'complaint-received')
      expect(findingsIn(one, two)).toEqual([])
      asking.entries.splice(before)
      answering.entries.splice(-2)
    }
  })

  it('of a week let no eighth contact through, whatever came before', () => {
    const week = ['02 10:00', '02 17:00', '03 17:01', '04 17:02', '05 17:03', '06 17:04', '09 09:30']
    const dossier = new DossierWriter('A1')
    for (const at of week) dossier.lenderContacted(`2026-03-${at}`, 'visit')
    const eighth = dossier.sends('2026-03-09 09:45')
    const found = replayed(dossier).findings
    expect(found.map(({ rule, line }) => `${rule} ${line}`)).toEqual([`cap ${eighth}`])
    expect(found[0]?.found).toBe('7 other contacts where a limit of 4 leaves room for 3 (5 in 7 days, counting all)')
  })

  it('count over all cases of the borrower, and nobody else', () => {
    const [one, two] = [new DossierWriter('A1'), new DossierWriter('A2')]
    const stranger = new DossierWriter('A3', { borrower: 'B2' })
    for (const dossier of [one, two, stranger]) dossier.sends('2026-03-03 10:00')
    const line = two.sends('2026-03-03 11:00')
    expect(replayed(one, two, stranger).findings).toMatchObject([{ rule: 'cap', caseId: two.caseId, line }])
  })

  it("count the lender's own contacts once, though each case tells of them", () => {
    const [one, two] = [new DossierWriter('A1'), new DossierWriter('A2')]
    for (const dossier of [one, two]) dossier.lenderContacted('2026-03-03 09:30', 'phone')
    one.sends('2026-03-03 10:00')
    expect(findingsIn(one, two)).toEqual([])
    one.sends('2026-03-03 11:00')
    expect(findingsIn(one, two)).toEqual(['cap 6'])
    expect(replayed(one, two).lenders['platform-a']).toMatchObject({ lenders: 1, sent: 2 })
  })

  it("do not count the lender's contacts that nobody had told of yet", () => {
    const dossier = new DossierWriter('A1')
    dossier.sends('2026-03-03 10:00')
    dossier.sends('2026-03-03 11:00')
    dossier.lenderContacted('2026-03-03 12:00', 'phone', '2026-03-03 09:30')
    expect(findingsIn(dossier)).toEqual([])
  })

  it('of a calendar week and of calls count calls from Monday on', () => {
    const dossier = new DossierWriter('A1', { lender: 'platform-b' })
    dossier.reaches('2026-03-06 10:30', 'phone')
    dossier.reaches('2026-03-09 10:30', 'phone')
    dossier.reaches('2026-03-10 10:30', 'phone')
    expect(findingsIn(dossier)).toEqual([])
    const third = dossier.reaches('2026-03-11 10:30', 'phone')
    const calls = replayed(dossier).findings.filter(({ found }) => found.includes('2 a calendar week, counting phone'))
    expect(calls).toMatchObject([{ rule: 'cap', line: third }])
  })

  it('of conversations count calls that were answered, once that was said', () => {
    const calls = (outcome: string, saidAt: string) => {
      const dossier = new DossierWriter('A1', { lender: 'union-c', zones: ['America/New_York'] })
      dossier.reaches('2026-03-04 23:00', 'phone')
      dossier.tell(saidAt, { type: 'ContactTaskEnded', number: 1, channel: 'phone', outcome }, 'lender')
      dossier.reaches('2026-03-09 23:00', 'phone')
      return replayed(dossier).findings.filter(({ found }) => found.includes('counting conversations by phone'))
    }
    expect(calls('reached', '2026-03-04 23:20')).toMatchObject([{ rule: 'cap' }])
    expect(calls('asks-not-to-be-called', '2026-03-04 23:20')).toHaveLength(1)
    expect(calls('not-reached', '2026-03-04 23:20')).toEqual([])
  })

  it('of conversations count the lender’s own', () => {
    const dossier = new DossierWriter('A1', { lender: 'union-c', zones: ['America/New_York'] })
    const contact = { key: 'C1', at: inChina('2026-03-04 23:00'), channel: 'phone' }
    dossier.tell(
      '2026-03-05 08:00',
      { type: 'LenderContacted', contacts: [{ ...contact, conversation: true }] },
      'lender',
    )
    dossier.reaches('2026-03-09 23:00', 'phone')
    const found = replayed(dossier).findings.map(({ found: says }) => says)
    expect(found).toEqual([expect.stringContaining('counting conversations by phone')])
  })

  it('do not count what the mail service refused to send', () => {
    const dossier = new DossierWriter('A1')
    dossier.sends('2026-03-03 10:00')
    const noticeId = dossier.ask('2026-03-03 11:00', 'payment-received')
    dossier.sent('2026-03-03 11:00', noticeId, 'payment-received')
    const refused = { type: 'NoticeRefused', noticeId, kind: 'payment-received', because: 'reject' }
    dossier.tell('2026-03-03 11:01', refused)
    dossier.sends('2026-03-03 12:00')
    expect(findingsIn(dossier)).toEqual([])
  })

  it('and windows go by when a message went, not by when that could be written down', () => {
    const dossier = new DossierWriter('A1')
    const noticeId = dossier.ask('2026-03-03 17:00', 'payment-received')
    const more = { messageId: 'unknown', confirmed: false, wentAt: inChina('2026-03-03 17:00') }
    dossier.sent('2026-03-03 23:00', noticeId, 'payment-received', more)
    expect(findingsIn(dossier)).toEqual([])
    expect(replayed(dossier).lenders['platform-a']).toMatchObject({ sent: 1, unconfirmed: 1 })
  })
})

describe('holds', () => {
  it('stop what they stop and let pass what passes', () => {
    const dossier = new DossierWriter('A1')
    const line = dossier.holds('2026-03-03 10:00', 'signed-plan')
    dossier.sends('2026-03-03 11:00', 'payment-received')
    const stopped = dossier.sends('2026-03-03 12:00', 'statement-reminder')
    expect(replayed(dossier).findings).toMatchObject([
      {
        rule: 'hold',
        line: stopped,
        found: `hold signed-plan, set by borrower, in force since 2026-03-03T02:00:00.000Z (${dossier.caseId}, line ${line})`,
      },
    ])
  })

  it('begin and end to the millisecond, and end with the plan that they were set for', () => {
    const dossier = new DossierWriter('A1')
    dossier.sends('2026-03-03 10:00', 'support-group')
    dossier.holds('2026-03-03 10:00', 'dispute', { until: '2026-03-05 10:00' })
    dossier.sends('2026-03-05 10:00', 'support-group')
    dossier.holds('2026-03-09 10:00', 'signed-plan')
    dossier.tell('2026-03-10 09:00', { type: 'CaseClosed', outcome: 'settled' })
    dossier.sends('2026-03-10 10:00', 'negotiation-ended')
    expect(findingsIn(dossier)).toEqual([])
  })

  it('of a person are those of all their cases, and end for all', () => {
    const [one, two] = [new DossierWriter('A1'), new DossierWriter('A2')]
    one.holds('2026-03-03 10:00', 'opt-out')
    const stopped = two.sends('2026-03-03 11:00')
    one.tell('2026-03-04 10:00', { type: 'HoldLifted', kind: 'opt-out', setBy: 'borrower' }, 'lender')
    two.sends('2026-03-04 11:00')
    expect(findingsIn(one, two)).toEqual([`hold ${stopped}`])
  })

  it('of one case leave the others alone, unless the lender set them', () => {
    const [one, two] = [new DossierWriter('A1'), new DossierWriter('A2')]
    one.holds('2026-03-03 10:00', 'dispute', { by: 'borrower' })
    two.sends('2026-03-03 11:00', 'support-group')
    expect(findingsIn(one, two)).toEqual([])
    one.holds('2026-03-04 09:30', 'dispute', { by: 'lender' })
    const stopped = two.sends('2026-03-05 11:00', 'support-group')
    expect(findingsIn(one, two)).toEqual([`hold ${stopped}`])
  })

  it('that were told later do not count for what went before', () => {
    const dossier = new DossierWriter('A1')
    dossier.sends('2026-03-04 10:00')
    const hold = { kind: 'deceased', setBy: 'executor', from: inChina('2026-03-01 00:00') }
    dossier.tell('2026-03-05 10:00', { type: 'HoldPlaced', hold }, 'lender')
    expect(findingsIn(dossier)).toEqual([])
  })

  it('on calls stop calls, and a dead address stops letters only', () => {
    const dossier = new DossierWriter('A1')
    dossier.holds('2026-03-03 09:00', 'no-calls')
    dossier.holds('2026-03-03 09:00', 'bounced')
    dossier.reaches('2026-03-03 10:00', 'sms')
    const called = dossier.reaches('2026-03-04 10:01', 'phone')
    const written = dossier.sends('2026-03-05 10:02')
    expect(findingsIn(dossier)).toEqual([`hold ${called}`, `hold ${written}`])
  })
})

describe('a notice', () => {
  it('goes once', () => {
    const dossier = new DossierWriter('A1')
    const noticeId = dossier.ask('2026-03-03 10:00', 'payment-received')
    const first = dossier.sent('2026-03-03 10:00', noticeId, 'payment-received')
    const again = dossier.sent('2026-03-03 11:00', noticeId, 'payment-received')
    const { findings } = replayed(dossier)
    expect(findings).toMatchObject([{ rule: 'once', line: again, found: `the notice was sent on line ${first}` }])
  })

  it('does not go once it was suppressed, nor unless it was asked for', () => {
    const dossier = new DossierWriter('A1')
    dossier.holds('2026-03-03 10:00', 'opt-out')
    const noticeId = dossier.ask('2026-03-03 10:00', 'complaint-received')
    dossier.tell('2026-03-03 10:30', { type: 'HoldLifted', kind: 'opt-out' })
    dossier.suppresses('2026-03-03 11:00', noticeId, 'complaint-received', 'borrower-unknown')
    const late = dossier.sent('2026-03-03 12:00', noticeId, 'complaint-received')
    const other = new DossierWriter('A2', { borrower: 'B2' })
    const unasked = other.sent('2026-03-03 12:00', noticeId, 'complaint-received')
    expect(findingsIn(dossier)).toEqual([`once ${late}`])
    expect(findingsIn(other)).toEqual([`once ${unasked}`])
  })
})

describe('a reason', () => {
  const dossier = () => {
    const writer = new DossierWriter('A1')
    return { writer, noticeId: writer.ask('2026-03-03 10:00', 'statement-request') }
  }

  it('to wait for a window is true only while it is closed', () => {
    const { writer, noticeId } = dossier()
    const delay = (at: string) => writer.delays(at, noticeId, 'statement-request', 'window', '2026-03-04 09:00')
    // Nothing begins in the last minute of a window.
    delay('2026-03-03 17:59')
    delay('2026-03-03 18:00')
    const untrue = delay('2026-03-04 09:00')
    expect(replayed(writer).findings).toMatchObject([
      { rule: 'reason', line: untrue, found: 'delayed for window, but the window was open' },
    ])
  })

  it('to wait for a slot is true only while a cap is full', () => {
    const { writer, noticeId } = dossier()
    const delay = (at: string) => writer.delays(at, noticeId, 'statement-request', 'cap', '2026-03-05 09:00')
    writer.lenderContacted('2026-03-03 10:10', 'visit')
    const untrue = delay('2026-03-03 10:20')
    writer.lenderContacted('2026-03-03 10:30', 'phone')
    delay('2026-03-03 10:40')
    expect(findingsIn(writer)).toEqual([`reason ${untrue}`])
  })

  it('to wait for a slot stays open while other messages may have held one', () => {
    const { writer, noticeId } = dossier()
    writer.ask('2026-03-03 10:00', 'support-group')
    writer.delays('2026-03-03 10:00', noticeId, 'statement-request', 'cap', '2026-03-05 09:00')
    const { findings, lenders } = replayed(writer)
    expect(findings).toEqual([])
    expect(lenders['platform-a']?.open).toEqual({ cap: 1 })
  })

  it('that names a hold is true only under such a hold that stops it', () => {
    const { writer, noticeId } = dossier()
    writer.delays('2026-03-03 10:00', noticeId, 'statement-request', 'hold-complaint', '2026-03-05 10:00')
    writer.holds('2026-03-03 10:30', 'complaint', { until: '2026-03-05 10:00' })
    writer.delays('2026-03-03 11:00', noticeId, 'statement-request', 'hold-complaint', '2026-03-05 10:00')
    writer.suppresses('2026-03-03 12:00', noticeId, 'statement-request', 'hold-opt-out')
    expect(findingsIn(writer)).toEqual(['reason 3', 'reason 6'])
  })

  it('to keep staff from calling is true only under a hold that does', () => {
    const writer = new DossierWriter('A1')
    const opens = (number: number, at: string) =>
      writer.tell(at, {
        type: 'ContactTaskOpened',
        ...{ number, channel: 'phone', because: 'unanswered', about: 'offer-reminder', notBefore: inChina(at) },
      })
    const drops = (number: number, at: string, because: string) =>
      writer.tell(at, { type: 'ContactTaskDropped', number, because })
    opens(1, '2026-03-03 10:00')
    const untrue = drops(1, '2026-03-03 10:10', 'hold-no-calls')
    opens(2, '2026-03-03 11:00')
    writer.holds('2026-03-03 11:10', 'no-calls')
    drops(2, '2026-03-03 11:20', 'hold-no-calls')
    const { findings, lenders } = replayed(writer)
    expect(findings).toMatchObject([{ rule: 'reason', line: untrue, contact: `${writer.caseId}-t1` }])
    expect(lenders['platform-a']?.dropped).toEqual({ 'hold-no-calls': 2 })
  })

  it('that calls a message overtaken is true only once something settled what it asks for', () => {
    const { writer, noticeId } = dossier()
    writer.suppresses('2026-03-03 11:00', noticeId, 'statement-request', 'overtaken')
    expect(findingsIn(writer)).toEqual(['reason 3'])
    const settled = dossier()
    settled.writer.tell('2026-03-03 10:30', { type: 'CaseClosed', outcome: 'debt-paid' })
    settled.writer.suppresses('2026-03-03 11:00', settled.noticeId, 'statement-request', 'overtaken')
    expect(findingsIn(settled.writer)).toEqual([])
  })

  it('that calls a message too old is true only where it could not have gone in time', () => {
    const { writer, noticeId } = dossier()
    writer.suppresses('2026-03-10 11:00', noticeId, 'statement-request', 'stale')
    expect(findingsIn(writer)).toEqual(['reason 3'])
    const old = dossier()
    old.writer.suppresses('2026-03-17 10:00', old.noticeId, 'statement-request', 'stale')
    const evening = dossier()
    evening.writer.suppresses('2026-03-16 18:00', evening.noticeId, 'statement-request', 'stale')
    expect([findingsIn(old.writer), findingsIn(evening.writer)]).toEqual([[], ['reason 3']])
  })

  it('that calls a message too old counts no time under a hold that passes', () => {
    const { writer, noticeId } = dossier()
    writer.holds('2026-03-03 12:00', 'dispute', { until: '2026-03-10 12:00' })
    writer.suppresses('2026-03-18 10:00', noticeId, 'statement-request', 'stale')
    expect(findingsIn(writer)).toEqual(['reason 4'])
    const { writer: later, noticeId: its } = dossier()
    later.holds('2026-03-03 12:00', 'dispute', { until: '2026-03-10 12:00' })
    later.suppresses('2026-03-24 10:00', its, 'statement-request', 'stale')
    expect(findingsIn(later)).toEqual([])
  })
})

describe('a dossier', () => {
  const whole = () => {
    const dossier = new DossierWriter('A1')
    dossier.sends('2026-03-03 10:00')
    dossier.sends('2026-03-04 10:01')
    return dossier
  }

  const found = (dossier: DossierWriter, lines: readonly string[]) =>
    replay(policies, [readDossier(dossier.file, lines.join('\n'))]).findings.map(({ rule, line }) => `${rule} ${line}`)

  it('is followed from hash to hash', () => {
    expect(findingsIn(whole())).toEqual([])
  })

  it('shows the line whose content was changed', () => {
    const dossier = whole()
    const lines = dossier.text().trimEnd().split('\n')
    const later = lines.with(2, (lines[2] ?? '').replaceAll('2026-03-03T02:00', '2026-03-03T03:00'))
    expect(found(dossier, later)).toEqual(['chain 3'])
    const deeper = lines.with(1, (lines[1] ?? '').replace('"minor":100', '"minor":101'))
    expect(found(dossier, deeper)).toEqual(['chain 2'])
  })

  it('shows where lines are missing, or another dossier was put in its place', () => {
    const dossier = whole()
    const lines = dossier.text().trimEnd().split('\n')
    expect(found(dossier, lines.toSpliced(1, 1))[0]).toBe('chain 2')
    const [first] = replay(policies, [readDossier('dossiers/case-0000000000000000.jsonl', dossier.text())]).findings
    expect(first?.found).toBe(`it is of ${dossier.caseId}`)
  })

  it('shows lines that are no lines', () => {
    const dossier = whole()
    const lines = dossier.text().trimEnd().split('\n')
    expect(found(dossier, lines.with(4, '{"case'))).toEqual(['readable 5'])
    expect(found(dossier, lines.with(4, '{}'))).toEqual(['readable 5'])
  })
})

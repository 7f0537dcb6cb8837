import { describe, expect, it } from 'vitest'
import { Day } from '../../../domain/time.ts'
import { linesOfDay } from '../../../replay/day.ts'
import { findingsInWords } from '../../../replay/report.ts'
import { contents, DossierWriter, policies, replayed } from './dossiers.ts'

const dayOf = (day: string, ...dossiers: readonly DossierWriter[]): string[] =>
  linesOfDay(policies, replayed(...dossiers).people, Day.parse(day)).map((line) =>
    line.replaceAll(/case-[0-9a-f]{16}/g, 'case'),
  )

describe('a past day', () => {
  it('shows why each message went, waited or was stopped, by the clock of whoever it was for', () => {
    const dossier = new DossierWriter('A1')
    const first = dossier.ask('2026-03-02 19:00', 'statement-request')
    dossier.delays('2026-03-02 19:00', first, 'statement-request', 'window', '2026-03-03 09:00')
    dossier.sent('2026-03-03 09:00', first, 'statement-request')
    dossier.holds('2026-03-03 10:00', 'opt-out')
    const second = dossier.ask('2026-03-03 11:00', 'statement-reminder')
    dossier.suppresses('2026-03-03 11:00', second, 'statement-reminder', 'hold-opt-out')
    expect(dayOf('2026-03-02', dossier)).toEqual([
      '19:00:00  case-n1  statement-request  waits until 2026-03-03T01:00:00.000Z for window: 2026-03-02 19:00:00.000 in Asia/Shanghai: open are 09:00-18:00',
    ])
    expect(dayOf('2026-03-03', dossier)).toEqual([
      '09:00:00  case-n1  statement-request  went: open in Asia/Shanghai; 1 of 2 (2 in 1 days, counting all); 1 of 4 (5 in 7 days, counting all); 1 of 10 (12 in 30 days, counting all)',
      '11:00:00  case-n2  statement-reminder  stopped, hold-opt-out: hold opt-out, set by borrower on 2026-03-03T02:00:00.000Z (case, line 5)',
    ])
    expect(dayOf('2026-03-04', dossier)).toEqual([])
  })

  it('shows what goes on waiting, and what should not have gone', () => {
    const dossier = new DossierWriter('A1')
    dossier.holds('2026-03-02 09:00', 'complaint', { until: '2026-03-06 10:00' })
    const waiting = dossier.ask('2026-03-02 10:00', 'statement-request')
    dossier.delays('2026-03-02 10:00', waiting, 'statement-request', 'hold-complaint', '2026-03-06 10:00')
    dossier.sends('2026-03-04 21:00', 'support-group')
    const [goesOn, went] = dayOf('2026-03-04', dossier)
    expect(goesOn).toBe(
      'all day   case-n1  statement-request  goes on waiting until 2026-03-06T02:00:00.000Z for hold-complaint',
    )
    expect(went).toMatch(/^21:00:00 {2}case-n2 {2}support-group {2}went: OUTSIDE: .*AGAINST hold complaint$/)
  })

  it('shows the calls and texts of staff', () => {
    const dossier = new DossierWriter('A1')
    dossier.reaches('2026-03-03 10:00', 'phone')
    expect(dayOf('2026-03-03', dossier)).toEqual([
      '10:00:00  case-t1  offer-reminder  phone by staff: open in Asia/Shanghai; 1 of 2 (2 in 1 days, counting all); 1 of 4 (5 in 7 days, counting all); 1 of 10 (12 in 30 days, counting all); 1 of 3 (3 a calendar day, counting phone)',
    ])
  })
})

describe('violations', () => {
  it('are told with file, line, rule, notice and instant, and counted', () => {
    const dossier = new DossierWriter('A1')
    dossier.sends('2026-03-03 21:00')
    expect(findingsInWords(replayed(dossier).findings)).toBe(
      `${dossier.file}:3  window  ${dossier.caseId}-n1  2026-03-03T13:00:00.000Z\n` +
        '    2026-03-03 21:00:00.000 in Asia/Shanghai: open are 09:00-18:00\n\n1 violation.\n',
    )
  })

  it('tell nothing that a letter said', () => {
    const dossier = new DossierWriter('A1')
    for (const kind of ['statement-request', 'payment-received'] as const) dossier.sends('2026-03-03 21:00', kind)
    const told = findingsInWords(replayed(dossier).findings)
    expect(told).not.toContain(contents['statement-request'].replyBy)
    expect(told).not.toContain('CNY')
  })
})

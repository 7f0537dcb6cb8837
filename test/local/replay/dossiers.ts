import { chained, chainStart, type DossierEntry } from '../../../domain/case/chain.ts'
import { CaseEvent, type Participant } from '../../../domain/case/event.ts'
import type { HoldKind } from '../../../domain/contact/holds.ts'
import type { ContactChannel } from '../../../domain/contact/ledger.ts'
import { borrowerIdOf, type CaseId, caseIdOf, LenderId, NoticeId } from '../../../domain/ids.ts'
import type { NoticeContent } from '../../../domain/notice/content.ts'
import { Day, type Instant, instantOf } from '../../../domain/time.ts'
import { loadPolicies, policiesDirectory } from '../../../policies/load-policies.ts'
import { readDossier } from '../../../replay/dossier.ts'
import { replay } from '../../../replay/replay.ts'

export const policies = loadPolicies(policiesDirectory)

/** A time of the clock in China: `2026-03-03 10:00`, a Tuesday. */
export const inChina = (text: string): Instant => instantOf(`${text.replace(' ', 'T')}:00+08:00`)

interface Opened {
  readonly lender?: string
  readonly borrower?: string
  readonly zones?: readonly string[]
}

const day = (text: string) => Day.parse(text)

const money = { minor: 100, currency: 'CNY' } as const

/** Something to write of each purpose that a test needs. */
export const contents = {
  'statement-request': { kind: 'statement-request', replyBy: day('2026-03-30') },
  'statement-reminder': { kind: 'statement-reminder', replyBy: day('2026-03-30') },
  'offer-reminder': { kind: 'offer-reminder', round: 1, replyBy: day('2026-03-30') },
  'payment-received': { kind: 'payment-received', amount: money, receivedOn: day('2026-03-02') },
  'negotiation-ended': { kind: 'negotiation-ended', because: 'no-reply' },
  'support-group': { kind: 'support-group' },
  'complaint-received': {
    kind: 'complaint-received',
    receivedOn: day('2026-03-02'),
    answerBy: day('2026-03-20'),
  },
} as const satisfies Partial<Record<NoticeContent['kind'], NoticeContent>>

/** A dossier as the system writes it, line by line. */
export class DossierWriter {
  readonly caseId: CaseId
  readonly file: string
  readonly entries: DossierEntry[] = []
  private notices = 0
  private tasks = 0

  constructor(reference: string, { lender = 'platform-a', borrower = 'B1', zones = ['Asia/Shanghai'] }: Opened = {}) {
    const lenderId = LenderId.parse(lender)
    this.caseId = caseIdOf(lenderId, reference)
    this.file = `dossiers/${this.caseId}.jsonl`
    this.tell('2026-03-02 08:00', {
      type: 'AccountAdmitted',
      lenderId,
      borrowerId: borrowerIdOf(lenderId, borrower),
      policyVersion: 'v2',
      language: 'zh-CN',
      zone: zones[0],
      zones,
      facts: {
        product: 'personal-loan',
        currency: 'CNY',
        annualRatePercent: '12',
        debt: { principal: 1_000_000, interest: 0, fees: 0 },
        remainingTermMonths: 12,
        dueDay: 5,
        daysPastDue: 40,
        declared: {},
      },
      origin: { dropId: 'drop-0000000000000000', line: 2 },
      fingerprint: reference,
      emailPoint: 'point-00001',
      episode: 1,
    })
  }

  /** Writes one event down. @returns the number of its line */
  tell(at: string, event: object, by: Participant = 'system'): number {
    const sequence = this.entries.length + 1
    const previousHash = this.entries.at(-1)?.hash ?? chainStart
    const entry = { caseId: this.caseId, sequence, at: inChina(at), by, event: CaseEvent.parse(event), previousHash }
    this.entries.push(chained(entry))
    return sequence
  }

  /** Asks for a notice. @returns its id */
  ask(at: string, kind: keyof typeof contents): NoticeId {
    this.notices += 1
    const noticeId = NoticeId.parse(`${this.caseId}-n${this.notices}`)
    this.tell(at, { type: 'NoticeRequested', noticeId, content: contents[kind] })
    return noticeId
  }

  /** A notice that went as soon as it was asked for. @returns the line that says so */
  sends(at: string, kind: keyof typeof contents = 'payment-received'): number {
    return this.sent(at, this.ask(at, kind), kind)
  }

  sent(at: string, noticeId: NoticeId, kind: keyof typeof contents, more: object = {}): number {
    const messageId = `message-${this.entries.length}`
    return this.tell(at, { type: 'NoticeSent', noticeId, kind, messageId, confirmed: true, ...more })
  }

  delays(at: string, noticeId: NoticeId, kind: keyof typeof contents, because: string, until: string): number {
    return this.tell(at, { type: 'NoticeDelayed', noticeId, kind, until: inChina(until), because })
  }

  suppresses(at: string, noticeId: NoticeId, kind: keyof typeof contents, reason: string): number {
    return this.tell(at, { type: 'NoticeSuppressed', noticeId, kind, reason })
  }

  holds(at: string, kind: HoldKind, { until, by = 'system' }: { until?: string; by?: Participant } = {}): number {
    const hold = { kind, setBy: 'borrower', from: inChina(at), ...(until && { until: inChina(until) }) }
    return this.tell(at, { type: 'HoldPlaced', hold }, by)
  }

  /** Staff call or text. */
  reaches(at: string, channel: 'phone' | 'sms', about: keyof typeof contents = 'offer-reminder'): number {
    this.tasks += 1
    const task = { number: this.tasks, channel }
    this.tell(at, { type: 'ContactTaskOpened', ...task, because: 'unanswered', about, notBefore: inChina(at) })
    return this.tell(at, { type: 'ContactTaskStarted', ...task }, 'lender')
  }

  /** The lender reached the borrower itself, and said so later or at once. */
  lenderContacted(at: string, channel: ContactChannel, madeAt = at): number {
    const key = `contact-${madeAt}-${channel}`
    return this.tell(at, { type: 'LenderContacted', contacts: [{ key, at: inChina(madeAt), channel }] }, 'lender')
  }

  text(): string {
    return this.entries.map((entry) => `${JSON.stringify(entry)}\n`).join('')
  }
}

/** Dossiers as they are read back. */
export const readBack = (...dossiers: readonly DossierWriter[]) =>
  dossiers.map((dossier) => readDossier(dossier.file, dossier.text()))

/** What replay finds in dossiers, shortly: `window 3`, the rule and the line. */
export const findingsIn = (...dossiers: readonly DossierWriter[]): string[] =>
  replay(policies, readBack(...dossiers)).findings.map(({ rule, line }) => `${rule} ${line}`)

export const replayed = (...dossiers: readonly DossierWriter[]) => replay(policies, readBack(...dossiers))

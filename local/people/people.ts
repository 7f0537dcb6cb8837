import PostalMime from 'postal-mime'
import * as z from 'zod'
import { StatementQuestion } from '../../domain/assessment/assessment.ts'
import type { Case, CaseIn } from '../../domain/case/state.ts'
import { CaseId } from '../../domain/ids.ts'
import { decimalOf } from '../../domain/money.ts'
import type { NoticeContent } from '../../domain/notice/content.ts'
import type { NoticeKind } from '../../domain/notice/notice.ts'
import { outstandingOf } from '../../domain/plan/progress.ts'
import { dayIn, dayPlusDays, instantAt, millisecondsOf, startOfDayIn } from '../../domain/time.ts'
import type { Dossiers } from '../../functions/adapters/dossiers.ts'
import type { SentMessage } from '../aws/ses.ts'
import type { LocalWorld } from '../local-world.ts'
import { seededRandom } from '../random.ts'
import { type Character, characterOf } from './borrower.ts'
import type { Ledger } from './ledger.ts'
import { answered, statementOf, withSlip } from './means.ts'
import { rightChoices } from './reading.ts'

/** What a statement came back with. */
const Questioned = z.object({ questions: z.array(StatementQuestion).default([]) })

const hour = 3_600_000
const day = 24 * hour

/** What simulated people act in and on. */
export interface Surroundings {
  readonly world: LocalWorld
  readonly dossiers: Pick<Dossiers, 'read'>
  /** The lenders' books, where payments are made. */
  readonly ledger: Ledger
  readonly seed: string
}

interface Letter {
  readonly caseId: CaseId
  readonly address: string
  readonly link: string
  readonly content: NoticeContent | undefined
  readonly state: Case
}

/** The messages that people do something about; the others they only read. */
const calls: ReadonlySet<string> = new Set<NoticeKind | 'approval' | 'mediation' | 'evidence' | 'contact-task'>([
  'statement-request',
  'statement-reminder',
  'offer',
  'offer-reminder',
  'counter-answer',
  'mediator-proposal',
  'agreement-explained',
  'signature-request',
  'cooling-off',
  'what-changed',
  'review-visit',
  'approval',
  'mediation',
  'evidence',
  'contact-task',
])

/** Who has already agreed to a plan rarely leaves its papers lying. */
const chanceOfAnswer = ({ kind }: NoticeContent, { answers }: Character): number =>
  kind === 'agreement-explained' || kind === 'signature-request' ? 0.96 : answers

/**
 * Everybody whom Forbear writes to, simulated for demonstrations and tests: borrowers who answer, haggle, pay, fall silent or complain,
 * the lenders' approvers, and mediators. They act through the links in their mail and through their bank alone; what a
 * letter, a page or a plan tells them they read as data from the case.
 */
export class People {
  private readonly surroundings: Surroundings
  private readonly characters = new Map<string, Character>()
  private readonly random: () => number
  private readonly answered = new Set<string>()

  constructor(surroundings: Surroundings) {
    this.surroundings = surroundings
    this.random = seededRandom(`${surroundings.seed}/people`)
  }

  /** Mail arrives: whoever gets it may act on it later. */
  async receive(message: SentMessage): Promise<void> {
    if (calls.has(message.tags['kind'] ?? '')) await this.open(message)
  }

  private async open({ raw, tags, destinations }: SentMessage): Promise<void> {
    const { text = '', messageId = '' } = await PostalMime.parse(raw)
    const [address = ''] = destinations
    const link = /https:\/\/\S+?(\/answers\/[\w-]{20,})/.exec(text)?.[1]
    const caseId = CaseId.safeParse(/case-[0-9a-f]{16}/.exec(messageId)?.[0])
    if (link === undefined || !caseId.success) return
    const state = await this.surroundings.dossiers.read(caseId.data)
    if (state === undefined) return
    const content = Object.entries(state.pending).find(([noticeId]) => noticeId === tags['notice'])?.[1].content
    const letter = { caseId: caseId.data, address, link, content, state }
    if (tags['kind'] === 'approval') this.later(1 + this.random(), () => this.approve(letter))
    else if (tags['kind'] === 'evidence') this.later(3 + this.random() * 6, () => this.checkPapers(letter))
    else if (tags['kind'] === 'contact-task') this.later(0.02 + this.random() * 0.1, () => this.call(letter, 3))
    else if (tags['kind'] === 'mediation') this.later(2 + this.random() * 2, () => this.mediate(letter))
    else this.read(letter)
  }

  private later(days: number, act: () => Promise<void>): void {
    const { clock } = this.surroundings.world
    clock.schedule(clock.now() + Math.round(days * day), act)
  }

  private send(link: string, answer: Record<string, string>) {
    return this.surroundings.world.request({
      method: 'POST',
      path: link,
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify(answer),
    })
  }

  /** Posts an answer through a link; 200 says that it was taken. */
  private async post(link: string, answer: Record<string, string>): Promise<boolean> {
    const { statusCode } = await this.send(link, answer)
    return statusCode === 200
  }

  private characterOf(address: string): Character {
    const known = this.characters.get(address) ?? characterOf(this.surroundings.seed, address)
    this.characters.set(address, known)
    return known
  }

  private read(letter: Letter): void {
    const { content, address, caseId, state } = letter
    if (content === undefined) return
    const character = this.characterOf(address)
    if (character.temper === 'leaving' && this.random() < 0.3) {
      this.later(0.1, async () => {
        await this.surroundings.world.request({
          method: 'POST',
          path: `${letter.link}/opt-out`,
          body: 'List-Unsubscribe=One-Click',
        })
      })
      return
    }
    if (character.temper === 'complaining' && this.random() < 0.2)
      this.later(0.3, async () => void (await this.post(letter.link, { answer: 'complaint' })))
    if (this.random() > chanceOfAnswer(content, character)) return
    const once = `${caseId}/${state.episode}/${content.kind.replace('-reminder', '')}/${'round' in content ? content.round : state.notices}`
    const delay = character.delayDays * (0.5 + this.random())
    this.later(delay, async () => {
      if (this.answered.has(once)) return
      if (await this.answer(letter, content, character)) this.answered.add(once)
    })
  }

  private async answer(letter: Letter, content: NoticeContent, character: Character): Promise<boolean> {
    const { link } = letter
    switch (content.kind) {
      case 'statement-request':
      case 'statement-reminder':
        return this.state(letter, character)
      case 'offer':
      case 'counter-answer':
        return this.post(link, this.reply(content, character))
      case 'offer-reminder':
        return this.post(link, { answer: 'accept', option: 'a' })
      case 'mediator-proposal':
        return this.post(link, { answer: this.random() < 0.75 ? 'accept' : 'decline', option: 'a' })
      case 'agreement-explained':
        return this.post(link, { answer: 'understanding', choices: this.choices(content) })
      case 'signature-request':
        return this.sign(letter, character)
      case 'cooling-off':
        return this.random() < 0.03 && this.post(link, { answer: 'withdraw' })
      case 'what-changed':
        return this.explain(letter, character)
      case 'review-visit':
        return this.post(
          link,
          this.random() < 0.9 ? { answer: 'all-well' } : { answer: 'difficulty', hardship: 'reduced-income' },
        )
      default:
        return false
    }
  }

  /** Gives the statement of means; who is asked about a figure mostly answers, and else lets it stand as it was sent. */
  private async state({ link, state, address }: Letter, character: Character): Promise<boolean> {
    const random = seededRandom(`${this.surroundings.seed}/${address}/means/${state.episode}`)
    const form = statementOf(state.facts, character, random)
    const { statusCode, body } = await this.send(link, withSlip(form, random))
    if (statusCode !== 200) return false
    const { questions } = Questioned.parse(JSON.parse(body))
    return questions.length === 0 || random() < 0.2 || this.post(link, answered(form, questions, random))
  }

  private reply(
    content: Extract<NoticeContent, { kind: 'offer' | 'counter-answer' }>,
    { temper }: Character,
  ): Record<string, string> {
    const option = content.options[Math.floor(this.random() * content.options.length)]?.key ?? 'a'
    const [first] = content.options
    if (temper === 'haggler' && content.round === 1 && first !== undefined)
      return {
        answer: 'counter',
        monthlyAmount: decimalOf({
          ...first.usual,
          minor: Math.round(first.usual.minor * (0.5 + this.random() * 0.45)),
        }),
      }
    if (temper === 'sceptic' && content.round === 1) return { answer: this.random() < 0.6 ? 'mediate' : 'decline' }
    return { answer: 'accept', option }
  }

  private choices(content: Extract<NoticeContent, { kind: 'agreement-explained' }>): string {
    const right = rightChoices(content)
    return (this.random() < 0.88 ? right : right.map((choice) => (choice + 1) % 2)).join(',')
  }

  private async sign({ link, caseId }: Letter, character: Character): Promise<boolean> {
    const state = await this.surroundings.dossiers.read(caseId)
    if (state?.stage !== 'agreeing' || state.documentHash === undefined) return false
    const signed = await this.post(link, { answer: 'sign', documentHash: state.documentHash })
    if (signed)
      for (const { dueOn, number } of state.plan.instalments)
        this.rememberToPay(caseId, state.documentHash, number, dueOn, state.zone, character)
    return signed
  }

  private rememberToPay(
    caseId: CaseId,
    documentHash: string,
    number: number,
    dueOn: CaseIn<'performing'>['activatedOn'],
    zone: Case['zone'],
    { pays }: Character,
  ): void {
    const { clock } = this.surroundings.world
    const luck = this.random()
    const daysLate =
      luck < pays
        ? -Math.floor(this.random() * 3)
        : luck < pays + (1 - pays) * 0.5
          ? 1 + Math.floor(this.random() * 12)
          : 40
    const part = this.random() < 0.04 ? 0.5 : 1
    const at = millisecondsOf(startOfDayIn(zone, dayPlusDays(dueOn, daysLate))) + 12 * hour
    clock.schedule(at, async () => {
      const state = await this.surroundings.dossiers.read(caseId)
      if (state?.stage !== 'performing' || state.documentHash !== documentHash) return
      const outstanding = outstandingOf(state.plan, state.progress)[number - 1] ?? 0
      if (outstanding > 0) this.pay(state, Math.ceil(outstanding * part))
    })
  }

  private pay(state: Case, minor: number): void {
    const { world, ledger } = this.surroundings
    const on = dayIn(state.zone, instantAt(world.clock.now()))
    ledger.pay(state.caseId, on, { minor, currency: state.facts.currency }, this.random() < 0.01)
  }

  private async explain({ link, caseId, state }: Letter, { hardship }: Character): Promise<boolean> {
    const luck = this.random()
    if (luck < 0.25) return this.post(link, { answer: 'difficulty', hardship })
    if (luck < 0.4) return this.post(link, { answer: 'support-group' })
    const payBy = dayPlusDays(dayIn(state.zone, instantAt(this.surroundings.world.clock.now())), 7)
    const promised = await this.post(link, { answer: 'will-pay', payBy })
    if (promised && this.random() < 0.8)
      this.later(6, async () => {
        const now = await this.surroundings.dossiers.read(caseId)
        if (now?.stage !== 'performing') return
        const today = dayIn(now.zone, instantAt(this.surroundings.world.clock.now()))
        const owed = outstandingOf(now.plan, now.progress).reduce(
          (sum, outstanding, index) =>
            (now.plan.instalments[index]?.dueOn ?? today) <= today ? sum + outstanding : sum,
          0,
        )
        if (owed > 0) this.pay(now, owed)
      })
    return promised
  }

  private async approve({ link }: Letter): Promise<void> {
    await this.post(link, { answer: 'approval', granted: this.random() < 0.8 ? 'yes' : 'no' })
  }

  /** Staff begin on their page, which may send them away, and say what came of it; they try again the next day, and give up in the end. */
  private async call(letter: Letter, attempts: number): Promise<void> {
    if (!(await this.post(letter.link, { answer: 'start-contact' }))) {
      if (attempts > 1) this.later(1, () => this.call(letter, attempts - 1))
      return
    }
    const luck = this.random()
    const outcome =
      luck < 0.45 ? 'reached' : luck < 0.85 ? 'not-reached' : luck < 0.95 ? 'wrong-number' : 'asks-not-to-be-called'
    this.later(0.01, async () => void (await this.post(letter.link, { answer: 'contact-outcome', outcome })))
  }

  private async checkPapers({ link }: Letter): Promise<void> {
    const luck = this.random()
    const finding = luck < 0.85 ? 'verified' : luck < 0.95 ? 'received' : 'refuted'
    await this.post(link, { answer: 'evidence', item: 'income', finding })
  }

  private async mediate({ link, state }: Letter): Promise<void> {
    if (state.stage !== 'negotiating') return
    const { affordableMonthly } = state.assessment.ability
    const { currency } = state.facts
    for (const share of [0.9, 1])
      for (const months of ['36', '60']) {
        const monthlyAmount = decimalOf({ minor: Math.floor(affordableMonthly * share), currency })
        if (await this.post(link, { answer: 'proposal', monthlyAmount, months })) return
      }
  }
}

import { stringify } from 'csv-stringify/sync'
import type { CaseEventType, EventOf } from '../../domain/case/event.ts'
import { type CaseId, caseIdOf, LenderId } from '../../domain/ids.ts'
import { decimalOf } from '../../domain/money.ts'
import type { NoticeContent } from '../../domain/notice/content.ts'
import { dueOf } from '../../domain/plan/plan.ts'
import { rightChoices } from '../../local/people/reading.ts'
import { accountOf, statement } from '../workflows/resident.ts'
import { beginning, day, dayInChina, hour } from '../workflows/town.ts'
import type { Letter, Scene } from './scene.ts'

const lenderId = LenderId.parse('platform-a')

type Answer = Readonly<Record<string, string>>

/** What somebody answers to the `nth` letter of a kind, if anything, by what the letter says. */
type Reply = Answer | ((content: NoticeContent | undefined, nth: number) => Answer | undefined)

/** A borrower: an account, how letters are answered, and which part of each instalment is paid on its day. */
interface Borrower {
  readonly label: string
  readonly replies: Readonly<Record<string, Reply>>
  readonly pays: readonly number[]
}

const understands: Reply = (content) =>
  content?.kind === 'agreement-explained'
    ? { answer: 'understanding', choices: rightChoices(content).join(',') }
    : undefined

const misunderstandsOnce: Reply = (content, nth) =>
  nth === 1 && content?.kind === 'agreement-explained'
    ? {
        answer: 'understanding',
        choices: rightChoices(content)
          .map((choice) => (choice === 0 ? 1 : 0))
          .join(','),
      }
    : typeof understands === 'function'
      ? understands(content, nth)
      : understands

const accepts = { answer: 'accept', option: 'a' }

/** Everybody in the story; each goes another way through the machines. */
export const borrowers: readonly Borrower[] = [
  {
    label: 'keeper',
    replies: {
      'statement-request': statement,
      offer: accepts,
      'agreement-explained': understands,
      'signature-request': { answer: 'sign' },
    },
    pays: [1, 1],
  },
  {
    label: 'stumbler',
    replies: {
      'statement-request': statement,
      offer: accepts,
      'agreement-explained': misunderstandsOnce,
      'signature-request': { answer: 'sign' },
      'what-changed': { answer: 'difficulty', hardship: 'unemployment' },
    },
    pays: [0],
  },
  {
    label: 'haggler',
    replies: {
      'statement-reminder': statement,
      offer: (content) => (content?.kind === 'offer' ? { answer: 'counter', monthlyAmount: '1000.00' } : undefined),
      'counter-answer': accepts,
      'agreement-explained': understands,
      'signature-request': { answer: 'sign' },
      'cooling-off': { answer: 'withdraw' },
    },
    pays: [],
  },
  { label: 'silent', replies: {}, pays: [] },
  { label: 'aggrieved', replies: { 'statement-request': { answer: 'complaint' } }, pays: [] },
]

/** The case of somebody in the story. */
export const caseOf = (label: string): CaseId => caseIdOf(lenderId, accountOf(label)['account_reference'] ?? '')

/** One row is good for nothing and comes back in the reject file. */
const accountsFile = (): string =>
  stringify(
    [...borrowers.map(({ label }) => accountOf(label)), accountOf('broken', { outstanding_principal: 'a lot' })],
    { header: true },
  )

/** When the lender's plans are looked at, and when its borrowers go to the bank: 09:00 and 12:00 in China. */
const morning = 1 * hour
const noon = 4 * hour

/**
 * From the arrival of a borrower's `nth` letter to its answer, in milliseconds: never the same, so that no two letters go at one time of
 * day. Otherwise the next could be due in the very second in which a cap's day ends, where it is delayed on a runner whose steps take no
 * time and not in a deployment, where they do.
 */
const readingTime = (nth: number): number => (37 + 13 * nth) * 60_000

/** From the drop to the day on which it ends; what happened to each case is its dossier. */
export const days = 75

/** Plays the whole story. `everyMorning` does what a scene does not do by itself at the hour of the daily look. */
export const play = async (scene: Scene, everyMorning: () => Promise<void>): Promise<Map<string, CaseEventType[]>> => {
  const story = new Story(scene)
  await scene.drop('platform-a/accounts/story.csv', accountsFile())
  for (let number = 0; number < days; number++) {
    const midnight = beginning + number * day
    await story.until(midnight + morning)
    await everyMorning()
    await story.until(midnight + noon)
    await story.bank()
    await story.until(midnight + day)
  }
  const told = new Map<string, CaseEventType[]>()
  for (const { label } of borrowers)
    told.set(
      label,
      (await scene.dossier(caseOf(label))).map(({ event }) => event.type),
    )
  return told
}

class Story {
  private readonly scene: Scene
  private readonly counts = new Map<string, number>()
  private readonly due = new Map<string, { label: string; number: number; amount: string }[]>()
  private readonly received = new Map<CaseId, number>()
  private unanswered: { readonly letter: Letter; readonly answerAt: number }[] = []
  private payments = 0

  constructor(scene: Scene) {
    this.scene = scene
  }

  /** Lets time go on, and everybody answer what comes meanwhile. */
  async until(at: number): Promise<void> {
    while (this.scene.now() < at) {
      // What was just done has its consequences before time goes on, so that its letters come in their own minute.
      await this.hearUntil(this.scene.now())
      await this.hearUntil(Math.min(at, ...this.unanswered.map(({ answerAt }) => answerAt)))
      const now = this.scene.now()
      const due = this.unanswered.filter(({ answerAt }) => answerAt <= now)
      this.unanswered = this.unanswered.filter(({ answerAt }) => answerAt > now)
      for (const { letter } of due) await this.answer(letter)
    }
  }

  private async hearUntil(at: number): Promise<void> {
    await this.scene.next(at)
    const letters = await this.scene.letters()
    for (const letter of letters.sort((a, b) => (a.to < b.to ? -1 : 1))) this.receive(letter, this.scene.now())
  }

  private receive(letter: Letter, now: number): void {
    const { caseId } = letter.link
    const nth = (this.received.get(caseId) ?? 0) + 1
    this.received.set(caseId, nth)
    this.unanswered.push({ letter, answerAt: now + readingTime(nth) })
  }

  private async answer(letter: Letter): Promise<void> {
    const { caseId, asks } = letter.link
    const borrower = borrowers.find(({ label }) => caseOf(label) === caseId)
    const reply = borrower?.replies[asks]
    if (borrower === undefined || reply === undefined) return
    const nth = (this.counts.get(`${caseId}/${asks}`) ?? 0) + 1
    this.counts.set(`${caseId}/${asks}`, nth)
    const answer = typeof reply === 'function' ? reply(await this.contentOf(letter), nth) : reply
    if (answer === undefined) return
    const signing = answer['answer'] === 'sign'
    const documentHash = signing ? (await this.last(caseId, 'AgreementDrawnUp'))?.documentHash : undefined
    const status = await this.scene.post(letter.path, { ...answer, ...(documentHash && { documentHash }) })
    if (status !== 200) throw new Error(`${borrower.label} answered ${asks} with ${answer['answer']} and got ${status}`)
    if (signing) await this.remember(borrower, caseId)
  }

  /** What the letter says, as data: it was asked for by an event of the dossier. */
  private async contentOf({ link: { caseId, asks } }: Letter): Promise<NoticeContent | undefined> {
    const asked = await this.all(caseId, 'NoticeRequested')
    return asked.map(({ content }) => content).findLast(({ kind }) => kind === asks)
  }

  private async all<Type extends CaseEventType>(caseId: CaseId, type: Type): Promise<EventOf<Type>[]> {
    const isOfType = (event: { readonly type: string }): event is EventOf<Type> => event.type === type
    return (await this.scene.dossier(caseId)).map(({ event }) => event).filter((event) => isOfType(event))
  }

  private async last<Type extends CaseEventType>(caseId: CaseId, type: Type): Promise<EventOf<Type> | undefined> {
    return (await this.all(caseId, type)).at(-1)
  }

  private async remember({ label, pays }: Borrower, caseId: CaseId): Promise<void> {
    const { plan } = (await this.last(caseId, 'PlanAccepted')) ?? {}
    for (const [index, part] of pays.entries()) {
      const instalment = plan?.instalments[index]
      if (plan === undefined || instalment === undefined || part === 0) continue
      const minor = Math.ceil(dueOf(instalment) * part)
      const amount = decimalOf({ minor, currency: 'CNY' })
      this.due.set(instalment.dueOn, [...(this.due.get(instalment.dueOn) ?? []), { label, number: index + 1, amount }])
    }
  }

  /** Who pays today is in the lender's file at noon. */
  async bank(): Promise<void> {
    const paid_on = dayInChina(this.scene.now())
    const paid = this.due.get(paid_on) ?? []
    if (paid.length === 0) return
    const rows = paid.map(({ label, number, amount }) => {
      const account_reference = accountOf(label)['account_reference'] ?? ''
      return {
        payment_reference: `${account_reference}-P${number}`,
        account_reference,
        paid_on,
        amount,
        currency: 'CNY',
      }
    })
    this.payments += 1
    await this.scene.drop(`platform-a/payments/${this.payments}.csv`, stringify(rows, { header: true }))
  }
}

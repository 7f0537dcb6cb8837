import { understandingQuestions } from '../../../domain/agreement/understanding.ts'
import { StatementOfMeans } from '../../../domain/assessment/statement.ts'
import type { BorrowerAnswer } from '../../../domain/case/answer.ts'
import { chained, chainStart, type DossierEntry } from '../../../domain/case/chain.ts'
import type { Command } from '../../../domain/case/command.ts'
import { decide } from '../../../domain/case/decide.ts'
import type { CaseEvent } from '../../../domain/case/event.ts'
import { evolve } from '../../../domain/case/evolve.ts'
import type { Case, CaseIn } from '../../../domain/case/state.ts'
import { borrowerIdOf, caseIdOf, DropId, LenderId, type PaymentId, paymentIdOf } from '../../../domain/ids.ts'
import type { AccountFacts } from '../../../domain/intake/account.ts'
import { isRefusal, type Refusal } from '../../../domain/outcome.ts'
import { outstandingOf } from '../../../domain/plan/progress.ts'
import { policyOf } from '../../../domain/policy/policy-book.ts'
import {
  type Day,
  dayIn,
  dayPlusDays,
  type Instant,
  instantOf,
  instantPlusDays,
  TimeZone,
} from '../../../domain/time.ts'
import { loadPolicies, policiesDirectory } from '../../../policies/load-policies.ts'

/** The policies as they ship. */
export const book = loadPolicies(policiesDirectory)

/** ¥12,000 at 18 %, a year to go; amounts in fen. */
export const facts: AccountFacts = {
  product: 'consumer instalment loan',
  currency: 'CNY',
  debt: { principal: 1_200_000, interest: 30_000, fees: 10_000 },
  annualRatePercent: '18',
  remainingTermMonths: 12,
  dueDay: 15,
  daysPastDue: 40,
  contractInstalment: 110_000,
  declared: {},
}

/** Means from which ¥1,400 a month can be paid. */
export const statement: StatementOfMeans = StatementOfMeans.parse({
  monthlyIncome: 600_000,
  essentialSpending: 350_000,
  otherSpending: 50_000,
  otherDebtPayments: 0,
  dependants: 1,
  hardship: 'reduced-income',
  hardshipMonths: 6,
  evidence: 'offered',
  disputesDebt: false,
})

/** The same means but for what comes in each month. */
export const earning = (amount: number, different: Partial<StatementOfMeans> = {}): StatementOfMeans => ({
  ...statement,
  income: [{ source: 'wages', amount, every: 'month', certainty: 'certain' }],
  ...different,
})

/** The drop of a number; line 2 is its first row. */
export const origin = (drop: number, line = 2) => ({
  dropId: DropId.parse(`drop-${String(drop).padStart(16, '0')}`),
  line,
})

export const payment = (name: string | number): PaymentId => paymentIdOf(LenderId.parse('platform-a'), String(name))

/** A hash as documents have one. */
export const documentHash = 'd'.repeat(64)

/** Takes one case along by commands, as dossiers do: decided, evolved, chained. */
export class Walk {
  readonly lenderId: LenderId
  readonly caseId
  readonly entries: DossierEntry[] = []
  /** Every command that was not refused, and when it came. */
  readonly commands: { readonly command: Command; readonly now: Instant }[] = []
  now: Instant = instantOf('2026-03-02T02:00:00Z')
  private current: Case | undefined
  private drops = 0

  constructor(lender = 'platform-a') {
    this.lenderId = LenderId.parse(lender)
    this.caseId = caseIdOf(this.lenderId, 'account-1')
  }

  /** The same case, to be taken another way. */
  copy(): Walk {
    const copy = new Walk(this.lenderId)
    copy.entries.push(...this.entries)
    copy.commands.push(...this.commands)
    copy.now = this.now
    copy.current = this.current
    copy.drops = this.drops
    return copy
  }

  get policy() {
    return policyOf(book, this.lenderId, 'v2')
  }

  get state(): Case {
    if (this.current === undefined) throw new Error('the case is not admitted yet')
    return this.current
  }

  get events(): CaseEvent[] {
    return this.entries.map(({ event }) => event)
  }

  get today(): Day {
    return dayIn(TimeZone.parse('Asia/Shanghai'), this.now)
  }

  /** What a command comes to, without doing it. */
  ask(command: Command): readonly CaseEvent[] | Refusal {
    return decide(this.current, command, { policy: this.policy, now: this.now })
  }

  /** Does a command; a refusal changes nothing. */
  try(command: Command): readonly CaseEvent[] | Refusal {
    const decided = this.ask(command)
    if (isRefusal(decided)) return decided
    this.commands.push({ command, now: this.now })
    for (const event of decided) {
      this.current = evolve(this.current, this.caseId, event, this.now)
      const previousHash = this.entries.at(-1)?.hash ?? chainStart
      const sequence = this.entries.length + 1
      this.entries.push(chained({ caseId: this.caseId, sequence, at: this.now, by: 'system', event, previousHash }))
    }
    return decided
  }

  /** Does a command that must be allowed. @returns the types of what happened */
  give(command: Command): string[] {
    const decided = this.try(command)
    if (isRefusal(decided)) throw new Error(`${command.type}: ${decided.code}: ${decided.reason}`)
    return decided.map(({ type }) => type)
  }

  answer(answer: BorrowerAnswer): string[] {
    return this.give({ type: 'take answer', answer })
  }

  /** An order of a machine of the present episode. */
  order<Type extends EpisodeOrder>(type: Type): string[] {
    return this.give({ type, episode: this.state.episode })
  }

  pay(amount: number, name: string | number = `p${this.entries.length}`): string[] {
    const paid = { paymentId: payment(name), amount, on: this.today, origin: origin(900) }
    return this.give({ type: 'receive payment', ...paid })
  }

  watch(): string[] {
    return this.give({ type: 'watch plan', today: this.today })
  }

  /** Lets days pass. */
  wait(days: number): this {
    this.now = instantPlusDays(this.now, days)
    return this
  }

  /** Lets time pass until a day, at ten in the morning in China. */
  until(day: Day): this {
    this.now = instantOf(`${day}T02:00:00Z`)
    return this
  }

  in<Stage extends Case['stage']>(stage: Stage): CaseIn<Stage> {
    const { state } = this
    if (!isIn(state, stage)) throw new Error(`the case is ${state.stage}, not ${stage}`)
    return state
  }

  admit(changes: Partial<AccountFacts> = {}): string[] {
    this.drops += 1
    return this.give(admission(this, this.drops, { ...facts, ...changes }))
  }

  /** Pays what is outstanding of one instalment on its day. */
  payInstalment(number: number, daysLate = 0): string[] {
    const { plan, progress } = this.in('performing')
    const instalment = plan.instalments[number - 1]
    if (instalment === undefined) throw new Error(`the plan has no instalment ${number}`)
    this.until(dayPlusDays(instalment.dueOn, daysLate))
    return this.pay(outstandingOf(plan, progress)[number - 1] ?? 0)
  }

  /** The right answers to the questions on the agreement. */
  understood(): BorrowerAnswer {
    const questions = understandingQuestions(this.in('agreeing').plan, this.policy.agreement.coolingOffDays)
    return { answer: 'understanding', choices: questions.map(({ right }) => right) }
  }
}

const isIn = <Stage extends Case['stage']>(state: Case, stage: Stage): state is CaseIn<Stage> => state.stage === stage

/** Commands that are nothing but an order within an episode. */
export type EpisodeOrder = Extract<Command, { episode: number }>['type'] &
  Exclude<Command['type'], 'assign mediator' | 'draw up agreement'>

/** The row of an accounts file as a command. */
export const admission = (walk: Walk, drop: number, row: AccountFacts = facts): Command => ({
  type: 'admit account',
  caseId: walk.caseId,
  lenderId: walk.lenderId,
  borrowerId: borrowerIdOf(walk.lenderId, 'borrower-1'),
  language: walk.lenderId === 'platform-a' ? 'zh-CN' : 'zh-TW',
  zone: TimeZone.parse('Asia/Shanghai'),
  zones: [TimeZone.parse('Asia/Shanghai')],
  facts: row,
  origin: origin(drop),
  fingerprint: `row-of-drop-${drop}`,
})

/** Cases on the way, each at one point of the ordinary road. */
export const at = {
  admitted: (lender?: string) => {
    const walk = new Walk(lender)
    walk.admit()
    return walk
  },
  assessing: (lender?: string) => {
    const walk = at.admitted(lender)
    walk.order('assess risk')
    walk.order('request statement')
    return walk
  },
  stated: (lender?: string, means: StatementOfMeans = statement) => {
    const walk = at.assessing(lender)
    walk.answer({ answer: 'statement', statement: means })
    return walk
  },
  negotiating: (lender?: string, means?: StatementOfMeans) => {
    const walk = at.stated(lender, means)
    walk.order('score ability')
    return walk
  },
  offered: (lender?: string, means?: StatementOfMeans) => {
    const walk = at.negotiating(lender, means)
    walk.order('build options')
    walk.order('make offer')
    return walk
  },
  mediated: (lender?: string) => {
    const walk = at.offered(lender)
    walk.answer({ answer: 'mediate' })
    walk.give({ type: 'assign mediator', episode: walk.state.episode, load: {} })
    return walk
  },
  proposed: (lender?: string) => {
    const walk = at.mediated(lender)
    walk.give({ type: 'take staff answer', answer: { answer: 'proposal', monthlyAmount: 90_000, months: 36 } })
    walk.order('put proposal')
    return walk
  },
  accepted: (lender?: string, means?: StatementOfMeans) => {
    const walk = at.offered(lender, means)
    walk.answer({ answer: 'accept', option: 'a' })
    return walk
  },
  explained: (lender?: string, means?: StatementOfMeans) => {
    const walk = at.accepted(lender, means)
    walk.give({ type: 'draw up agreement', episode: walk.state.episode, documentHash })
    walk.order('explain agreement')
    return walk
  },
  understood: (lender?: string, means?: StatementOfMeans) => {
    const walk = at.explained(lender, means)
    walk.answer(walk.understood())
    walk.order('ask signature')
    return walk
  },
  signed: (lender?: string, means?: StatementOfMeans) => {
    const walk = at.understood(lender, means)
    walk.answer({ answer: 'sign', documentHash })
    return walk
  },
  performing: (lender?: string, means?: StatementOfMeans) => {
    const walk = at.signed(lender, means)
    walk.wait(walk.policy.agreement.coolingOffDays)
    walk.order('activate plan')
    return walk
  },
  warned: (lender?: string) => {
    const walk = at.performing(lender)
    const dueOn = walk.in('performing').plan.instalments[0]?.dueOn ?? walk.today
    walk.until(dayPlusDays(dueOn, walk.policy.monitoring.graceDays + 1))
    walk.watch()
    return walk
  },
  broken: (lender?: string) => {
    const walk = at.performing(lender)
    const { brokenAfterMissed, graceDays } = walk.policy.monitoring
    const dueOn = walk.in('performing').plan.instalments[brokenAfterMissed - 1]?.dueOn ?? walk.today
    walk.until(dayPlusDays(dueOn, graceDays + 1))
    walk.watch()
    return walk
  },
  closed: (lender?: string) => {
    const walk = at.offered(lender)
    walk.answer({ answer: 'decline' })
    walk.order('end negotiation')
    return walk
  },
} as const

import type { CaseEventType, EventOf } from '../../domain/case/event.ts'
import type { Case, CaseIn } from '../../domain/case/state.ts'
import { type CaseId, caseIdOf, LenderId } from '../../domain/ids.ts'
import { decimalOf } from '../../domain/money.ts'
import { outstandingOf } from '../../domain/plan/progress.ts'
import { rightChoices } from '../../local/people/reading.ts'
import { dayInChina, inChina, type Mail, type Town } from './town.ts'

/** Columns of an account, as the lender writes them. */
export type Columns = Readonly<Record<string, string>>

/**
 * An account of platform-a in arrears, whose borrower can pay 1,400 a month by the lender's own figures: eight instalments of a little
 * less pay off 10,500, and a settlement is out of reach, so that nobody has to approve anything.
 */
export const accountOf = (label: string, columns: Columns = {}): Columns => ({
  account_reference: `LN-${label}-7731`,
  borrower_reference: `CU-${label}-2209`,
  name: `Quillon ${label}`,
  email: `${label}@inbox.example`,
  language: 'en',
  time_zone: 'Asia/Shanghai',
  product: 'consumer-loan',
  currency: 'CNY',
  contract_rate: '12',
  rate_basis: 'annual',
  outstanding_principal: '10400.00',
  accrued_interest: '200.00',
  fees: '50.00',
  remaining_term_months: '8',
  due_day: '15',
  days_past_due: '40',
  monthly_income: '6000',
  monthly_expenses: '4000',
  ...columns,
})

/** A statement that leaves 1,400 a month: 70 % of what is over. */
export const statement: Columns = {
  answer: 'statement',
  'income-wages': '6000.00',
  'spending-living-costs': '3500.00',
  'spending-other-spending': '300.00',
  'debt-bank-loan': '200.00',
  dependants: '0',
  hardship: 'none',
  'evidence-income': 'yes',
  disputesDebt: 'no',
}

const thinkingHours = 2

/** A borrower with one account, who reads mail, answers through its links and pays at the bank. */
export class Resident {
  readonly town: Town
  readonly columns: Columns
  readonly caseId: CaseId
  private paid = 0

  constructor(town: Town, label: string, columns: Columns = {}) {
    this.town = town
    this.columns = accountOf(label, columns)
    this.caseId = caseIdOf(LenderId.parse('platform-a'), this.columns['account_reference'] ?? '')
  }

  /** Waits for the next message of a kind. */
  hears(about: string, days?: number): Promise<Mail> {
    return this.town.hears(this.caseId, about, days)
  }

  /** Waits for a message, thinks it over and answers. @throws Error when the answer is not taken */
  async answers(about: string, fields: Columns): Promise<void> {
    const mail = await this.hears(about)
    await this.town.advance(thinkingHours)
    const { statusCode, body } = await this.town.reply(mail, fields)
    if (statusCode !== 200) throw new Error(`${fields['answer']} was answered with ${statusCode}: ${body}`)
  }

  /** Gives the statement of means, with what is different from the usual one. */
  states(different: Columns = {}): Promise<void> {
    return this.answers('statement-request', { ...statement, ...different })
  }

  accepts(option = 'a'): Promise<void> {
    return this.answers('offer', { answer: 'accept', option })
  }

  /** Answers the questions on the agreement, rightly or by chance wrongly. */
  async explainsBack({ rightly = true } = {}): Promise<void> {
    const mail = await this.hears('agreement-explained')
    if (mail.content?.kind !== 'agreement-explained')
      throw new Error('the agreement is explained without its questions')
    const right = rightChoices(mail.content)
    const choices = (rightly ? right : right.map((choice) => (choice === 0 ? 1 : 0))).join(',')
    await this.town.advance(thinkingHours)
    await this.town.reply(mail, { answer: 'understanding', choices })
  }

  async signs(): Promise<void> {
    const { documentHash } = await this.in('agreeing')
    await this.answers('signature-request', { answer: 'sign', documentHash: documentHash ?? '' })
  }

  /** From the drop to a plan in force. */
  async entersPlan(): Promise<void> {
    await this.states()
    await this.accepts()
    await this.explainsBack()
    await this.signs()
    await this.isInPlan()
  }

  /** Waits until the cooling-off time is over and the plan in force, the `nth` one of the case. */
  async isInPlan(nth = 1): Promise<void> {
    await this.town.wait('the plan in force', 10, () => this.events('PlanActivated')[nth - 1])
  }

  /** Pays at noon of the day an instalment is due, or so many days later; all that is open on it, or less. */
  async pays(number: number, { daysLate = 0, part = 1 } = {}): Promise<void> {
    const { plan } = await this.in('performing')
    const dueOn = plan.instalments[number - 1]?.dueOn ?? ''
    await this.town.until(inChina(dueOn, '12:00') + daysLate * 86_400_000)
    const { progress } = await this.in('performing')
    const outstanding = outstandingOf(plan, progress)[number - 1] ?? 0
    await this.transfers(decimalOf({ minor: Math.ceil(outstanding * part), currency: 'CNY' }))
  }

  /** A payment today; the lender drops it at once. */
  async transfers(amount: string): Promise<void> {
    this.paid += 1
    const account_reference = this.columns['account_reference'] ?? ''
    const paid_on = dayInChina(this.town.now)
    const payment_reference = `${account_reference}-P${this.paid}-${paid_on}`
    await this.town.drop('payments', [{ payment_reference, account_reference, paid_on, amount, currency: 'CNY' }])
  }

  /** Types of all that happened to the case, in order, without the messages. */
  story(): CaseEventType[] {
    return this.town
      .dossier(this.caseId)
      .map(({ event }) => event.type)
      .filter((type) => !type.startsWith('Notice'))
  }

  /** Every event of one type. */
  events<Type extends CaseEventType>(type: Type): EventOf<Type>[] {
    const isOfType = (event: { readonly type: string }): event is EventOf<Type> => event.type === type
    return this.town
      .dossier(this.caseId)
      .map(({ event }) => event)
      .filter((event) => isOfType(event))
  }

  /** The kinds of the messages that reached the borrower, in order. */
  letters(): string[] {
    const address = this.columns['email']
    return this.town.mails.filter(({ to }) => to === address).map(({ about }) => about)
  }

  /** The case as it stands. */
  async state(): Promise<Case> {
    const state = await this.town.world.dossiers().read(this.caseId)
    if (state === undefined) throw new Error(`${this.caseId} was never opened`)
    return state
  }

  /** The case in the stage where it has to be. */
  async in<Stage extends Case['stage']>(stage: Stage): Promise<CaseIn<Stage>> {
    const isThere = (state: Case): state is CaseIn<Stage> => state.stage === stage
    const state = await this.state()
    if (!isThere(state)) throw new Error(`the case is ${state.stage}, not ${stage}`)
    return state
  }
}

/** Drops the accounts of borrowers who move in together. */
export const moveIn = async (town: Town, ...residents: readonly Resident[]): Promise<void> =>
  town.drop(
    'accounts',
    residents.map(({ columns }) => columns),
  )

/** A town of one borrower, whose account was just dropped. */
export const aloneIn = async (town: Town, label: string, columns?: Columns): Promise<Resident> => {
  const resident = new Resident(town, label, columns)
  await moveIn(town, resident)
  return resident
}

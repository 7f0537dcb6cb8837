import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb'
import { unmarshall } from '@aws-sdk/util-dynamodb'
import type { Context } from 'aws-lambda'
import * as z from 'zod'
import { agreementDocument } from '../../../domain/agreement/document.ts'
import { understandingQuestions } from '../../../domain/agreement/understanding.ts'
import type { Command } from '../../../domain/case/command.ts'
import type { Case } from '../../../domain/case/state.ts'
import { BorrowerId, caseIdOf, DropId, LenderId } from '../../../domain/ids.ts'
import type { Language } from '../../../domain/language.ts'
import { isRefusal } from '../../../domain/outcome.ts'
import { policyOf } from '../../../domain/policy/policy-book.ts'
import { dayIn, instantOf, instantPlusDays, TimeZone } from '../../../domain/time.ts'
import { connectContactLedgers } from '../../../functions/adapters/contact-ledgers.ts'
import { connectDossiers } from '../../../functions/adapters/dossiers.ts'
import { connectLinks, type Link } from '../../../functions/adapters/links.ts'
import { connectObjectStore } from '../../../functions/adapters/object-store.ts'
import { step as optOut } from '../../../functions/answers/opt-out.ts'
import { step as receiveAnswer } from '../../../functions/answers/receive-answer.ts'
import { step as showQuestion } from '../../../functions/answers/show-question.ts'
import type { Handler, Step } from '../../../functions/step.ts'
import { EmbeddedDynamoDB } from '../../../local/aws/dynamodb.ts'
import { embeddedClientConfiguration, embeddedRequestHandler } from '../../../local/aws/request-handler.ts'
import { EmbeddedS3 } from '../../../local/aws/s3.ts'
import { EmbeddedSes } from '../../../local/aws/ses.ts'
import { VirtualClock } from '../../../local/clock.ts'
import { compilePolicies } from '../../../policies/load-policies.ts'

const begin = instantOf('2026-03-02T15:00:00Z')

const HttpAnswer = z.object({ statusCode: z.int(), headers: z.record(z.string(), z.string()), body: z.string() })

/** What a browser or a mail program sends besides the link. */
export interface Sent {
  readonly body?: string
  readonly type?: string
  readonly accept?: string
  readonly query?: Record<string, string>
  readonly isBase64Encoded?: boolean
}

const lenderOf: Record<Language, string> = { en: 'union-c', 'zh-CN': 'platform-a', 'zh-TW': 'platform-b' }
const currencyOf = { en: 'USD', 'zh-CN': 'CNY', 'zh-TW': 'CNY' } as const

/** What a borrower who can pay a part writes into the statement form; amounts fit both currencies. */
export const statement = {
  answer: 'statement',
  'income-wages': '5200.00',
  'spending-living-costs': '3100',
  'spending-other-spending': '300.50',
  dependants: '1',
  hardship: 'reduced-income',
  hardshipMonths: '6',
  'evidence-income': 'yes',
  disputesDebt: 'no',
}

/** One account of one lender, with the three handlers on embedded services, as a case lives through its stages. */
export class AnswersWorld {
  readonly directory = mkdtempSync(join(tmpdir(), 'answers-'))
  readonly language: Language
  readonly caseId
  readonly dossiers
  readonly documents
  readonly links
  readonly ledgers
  /** What the lender's staff were written. */
  readonly staffMail: { readonly to: string; readonly raw: string }[] = []
  private readonly dynamodb
  now = begin
  private readonly lenderId: LenderId
  private readonly handlers: Record<'receive' | 'show' | 'optOut', Handler>
  private made = 0

  constructor(language: Language = 'en') {
    this.language = language
    this.lenderId = LenderId.parse(lenderOf[language])
    this.caseId = caseIdOf(this.lenderId, 'L-1')
    const clock = new VirtualClock(Date.parse(begin))
    const buckets = new EmbeddedS3({ directory: join(this.directory, 'buckets'), clock })
    buckets.createBucket('documents')
    const tables = new EmbeddedDynamoDB({ clock })
    const key = (name: string) => ({ name, type: 'S' }) as const
    tables.createTable({
      tableName: 'cases',
      partitionKey: key('pk'),
      sortKey: key('sk'),
      indexes: [],
      stream: false,
    })
    tables.createTable({ tableName: 'contacts', partitionKey: key('borrowerId'), indexes: [], stream: false })
    const ses = new EmbeddedSes({
      clock,
      onMessage: async ({ destinations, raw }) => {
        this.staffMail.push({ to: destinations.join(), raw: Buffer.from(raw).toString() })
      },
    })
    const clients = embeddedClientConfiguration(
      embeddedRequestHandler({ s3: buckets.endpoint, dynamodb: tables.endpoint, ses: ses.endpoint }),
    )
    const policies = join(this.directory, 'policies.json')
    writeFileSync(policies, compilePolicies())
    const environment = {
      CASE_TABLE: 'cases',
      CONTACT_TABLE: 'contacts',
      DOCUMENT_BUCKET: 'documents',
      POLICIES: policies,
      PORTAL_URL: 'https://portal.example',
      CONFIGURATION_SET: 'forbear',
    }
    const log = { info: () => {}, error: () => {} }
    const entropy = () => `secret-${String(++this.made).padStart(36, '0')}`
    const bound = (step: Step) => step.bind({ environment, clients, log, entropy })
    this.handlers = { receive: bound(receiveAnswer), show: bound(showQuestion), optOut: bound(optOut) }
    this.dynamodb = new DynamoDBClient(clients)
    this.dossiers = connectDossiers(environment, clients, log)
    this.documents = connectObjectStore('documents', clients)
    this.links = connectLinks(environment, clients, entropy)
    this.ledgers = connectContactLedgers(environment, clients)
  }

  close(): void {
    rmSync(this.directory, { recursive: true, force: true })
  }

  /** The secret of a new link. */
  async link(asks: Link['asks']): Promise<string> {
    const address = await this.links.make({ caseId: this.caseId, asks }, this.now)
    return address.split('/').at(-1) ?? ''
  }

  private event(link: string, method: string, { body, type, accept, query, isBase64Encoded = false }: Sent) {
    return {
      version: '2.0',
      headers: { ...(type && { 'Content-Type': type }), ...(accept && { accept }) },
      pathParameters: { link },
      ...(query && { queryStringParameters: query }),
      requestContext: { timeEpoch: Date.parse(this.now), http: { method } },
      isBase64Encoded,
      ...(body !== undefined && { body }),
    }
  }

  private async call(handler: Handler, event: object) {
    return HttpAnswer.parse(await handler(event, {} as Context))
  }

  show = (link: string, sent: Sent = {}) => this.call(this.handlers.show, this.event(link, 'GET', sent))

  post = (link: string, sent: Sent) => this.call(this.handlers.receive, this.event(link, 'POST', sent))

  optOut = (link: string, method: 'GET' | 'POST', sent: Sent = {}) =>
    this.call(this.handlers.optOut, this.event(link, method, sent))

  /** Answers as a program does, with JSON both ways. */
  async answer(link: string, fields: Record<string, unknown>) {
    const sent = { body: JSON.stringify(fields), type: 'application/json', accept: 'application/json' }
    const { statusCode, body } = await this.post(link, sent)
    return { status: statusCode, ...z.record(z.string(), z.unknown()).parse(JSON.parse(body)) }
  }

  /** Answers as a browser does, from a form to a page. */
  submit(link: string, fields: Record<string, string>) {
    const type = 'application/x-www-form-urlencoded'
    return this.post(link, { body: new URLSearchParams(fields).toString(), type, accept: 'text/html' })
  }

  async state(): Promise<Case> {
    const state = await this.dossiers.read(this.caseId)
    if (state === undefined) throw new Error('the case was never opened')
    return state
  }

  /** The entries of the dossier, oldest first. */
  async dossier(): Promise<unknown[]> {
    const { Items = [] } = await this.dynamodb.send(
      new QueryCommand({
        TableName: 'cases',
        KeyConditionExpression: 'pk = :case AND begins_with(sk, :event)',
        ExpressionAttributeValues: { ':case': { S: this.caseId }, ':event': { S: 'EVENT#' } },
      }),
    )
    return Items.map((entry) => unmarshall(entry))
  }

  async order(command: Command): Promise<void> {
    const outcome = await this.dossiers.carryOut(this.caseId, command, this.now)
    if (isRefusal(outcome)) throw new Error(`${command.type}: ${outcome.reason}`)
  }

  later(days: number): void {
    this.now = instantPlusDays(this.now, days)
  }

  async admit(): Promise<void> {
    const { caseId, lenderId, language } = this
    await this.order({
      type: 'admit account',
      caseId,
      lenderId,
      borrowerId: BorrowerId.parse('borrower-0123456789abcdef'),
      language,
      zone: TimeZone.parse(language === 'en' ? 'America/New_York' : 'Asia/Shanghai'),
      zones: [TimeZone.parse(language === 'en' ? 'America/New_York' : 'Asia/Shanghai')],
      facts: {
        product: 'personal-loan',
        currency: currencyOf[language],
        annualRatePercent: '14.5',
        debt: { principal: 1_150_000, interest: 40_000, fees: 10_000 },
        remainingTermMonths: 12,
        dueDay: 15,
        daysPastDue: 45,
        declared: { dependants: 1 },
      },
      origin: { dropId: DropId.parse('drop-0123456789abcdef'), line: 2 },
      fingerprint: 'first',
    })
    await this.order({ type: 'assess risk', episode: 1 })
    await this.order({ type: 'request statement', episode: 1 })
  }

  /** From admission to an offer of a first round. */
  async offer(changes: Record<string, string> = {}): Promise<void> {
    await this.admit()
    await this.answer(await this.link('statement-request'), { ...statement, ...changes })
    await this.order({ type: 'score ability', episode: 1 })
    await this.order({ type: 'build options', episode: 1 })
    const { offer } = z.object({ offer: z.object({ approval: z.string() }) }).parse(await this.state())
    if (offer.approval === 'wanted') await this.order({ type: 'ask approval', episode: 1 })
    else await this.order({ type: 'make offer', episode: 1 })
  }

  /** From admission to the questions of understanding. */
  async explain(): Promise<void> {
    await this.offer()
    await this.answer(await this.link('offer'), { answer: 'accept', option: 'a' })
    const state = await this.state()
    if (state.stage !== 'agreeing') throw new Error(`the case is ${state.stage}`)
    const policy = policyOf(this.dossiers.policies, state.lenderId, state.policyVersion)
    const { caseId, language } = this
    const drawnUpOn = dayIn(state.zone, this.now)
    const { html, hash } = agreementDocument({ caseId, language, plan: state.plan, policy, drawnUpOn })
    await this.documents.write(`agreements/${caseId}/${hash}.html`, html)
    await this.order({ type: 'draw up agreement', episode: 1, documentHash: hash })
    await this.order({ type: 'explain agreement', episode: 1 })
  }

  /** The right choices of the present questions, as the form wants them. */
  async rightChoices(): Promise<string> {
    const state = await this.state()
    if (state.stage !== 'agreeing') throw new Error(`the case is ${state.stage}`)
    const { coolingOffDays } = policyOf(this.dossiers.policies, state.lenderId, state.policyVersion).agreement
    return understandingQuestions(state.plan, coolingOffDays)
      .map(({ right }) => right)
      .join(',')
  }

  /** From admission to a signature wanted; gives the hash of the document. */
  async understand(): Promise<string> {
    await this.explain()
    await this.answer(await this.link('agreement-explained'), {
      answer: 'understanding',
      choices: await this.rightChoices(),
    })
    await this.order({ type: 'ask signature', episode: 1 })
    const { documentHash } = z.object({ documentHash: z.string() }).parse(await this.state())
    return documentHash
  }

  /** From admission to a plan in force. */
  async perform(): Promise<void> {
    const documentHash = await this.understand()
    await this.answer(await this.link('signature-request'), { answer: 'sign', documentHash })
    this.later(10)
    await this.order({ type: 'activate plan', episode: 1 })
  }
}

import { createHash } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import * as z from 'zod'
import type { Case } from '../../domain/case/state.ts'
import { DefectError } from '../../domain/outcome.ts'
import { policyOf } from '../../domain/policy/policy-book.ts'
import { overPage, questionPage } from '../../domain/portal/borrower-page.ts'
import { contactTaskPage } from '../../domain/portal/contact-task-page.ts'
import { questionId, questionNow } from '../../domain/portal/question.ts'
import { renderPage } from '../../domain/portal/render-page.ts'
import { isStaffAsks, staffPage } from '../../domain/portal/staff-page.ts'
import { connectDossiers, DossierEnvironment, type Dossiers } from '../adapters/dossiers.ts'
import { connectLinkOpener, type LinkOpener, LinkOpeningEnvironment } from '../adapters/links.ts'
import { connectObjectStore, type ObjectStore } from '../adapters/object-store.ts'
import { onLambda } from '../on-lambda.ts'
import { defineStep } from '../step.ts'
import { type HttpAnswer, htmlAnswer, jsonAnswer, LinkRequest } from './exchange.ts'

/** Shows what a message asked, as the case stands now, with a form for each answer (R71); and the agreement before it is signed (R41). */
export const step = defineStep({
  stage: 'answers',
  name: 'Show question',
  environment: z.object({
    ...DossierEnvironment.shape,
    ...LinkOpeningEnvironment.shape,
    DOCUMENT_BUCKET: z.string(),
  }),
  access: { CASE_TABLE: ['dynamodb:GetItem'], DOCUMENT_BUCKET: ['s3:GetObject'] },
  input: LinkRequest,
  connect: (environment, clients, log) => ({
    dossiers: connectDossiers(environment, clients, log),
    links: connectLinkOpener(environment, clients),
    documents: connectObjectStore(environment.DOCUMENT_BUCKET, clients),
  }),
  run: async (connections, request) => showQuestion(connections, request),
})

export const handler = onLambda(step)

interface Connections {
  readonly dossiers: Pick<Dossiers, 'policies' | 'read'>
  readonly links: LinkOpener
  readonly documents: Pick<ObjectStore, 'read'>
}

/** The page behind a link, or the agreement with `?document=1`; looking changes nothing. */
export const showQuestion = async (
  { dossiers, links, documents }: Connections,
  request: LinkRequest,
): Promise<HttpAnswer> => {
  const { now, wantsJson, query } = request
  const link = await links.open(request.link, now)
  const state = link && (await dossiers.read(link.caseId))
  if (link === undefined || state === undefined)
    return wantsJson ? jsonAnswer(410, { code: 'link-over' }) : htmlAnswer(410, renderPage(overPage()))
  const { asks } = link
  if (asks === 'contact-task') {
    const policy = policyOf(dossiers.policies, state.lenderId, state.policyVersion)
    return htmlAnswer(200, renderPage(contactTaskPage(state, policy)))
  }
  if (isStaffAsks(asks)) return htmlAnswer(200, renderPage(staffPage(asks, state)))
  if (query['document'] !== undefined) {
    const document = await agreementOf(documents, state)
    if (document !== undefined) return htmlAnswer(200, document)
  }
  const policy = policyOf(dossiers.policies, state.lenderId, state.policyVersion)
  const question = questionNow(state, policy, now)
  return wantsJson
    ? jsonAnswer(200, { question: questionId(question), ...question })
    : htmlAnswer(200, renderPage(questionPage(state, policy, question, asks)))
}

/** The agreement to the byte as it was drawn up; what does not have its hash is shown to nobody. */
const agreementOf = async (documents: Pick<ObjectStore, 'read'>, state: Case): Promise<string | undefined> => {
  const hash = state.stage === 'agreeing' || state.stage === 'performing' ? state.documentHash : undefined
  if (hash === undefined) return undefined
  const bytes = await buffer(documents.read(`agreements/${state.caseId}/${hash}.html`))
  if (createHash('sha256').update(bytes).digest('hex') !== hash)
    throw new DefectError(
      `The stored agreement of ${state.caseId} does not have the hash ${hash}; restore it from the bucket's versions.`,
    )
  return bytes.toString('utf8')
}

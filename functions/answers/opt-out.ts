import * as z from 'zod'
import { isRefusal } from '../../domain/outcome.ts'
import { policyOf } from '../../domain/policy/policy-book.ts'
import { optOutPage, overPage, portalWordingIn, takenPage } from '../../domain/portal/borrower-page.ts'
import { renderPage } from '../../domain/portal/render-page.ts'
import { isStaffAsks } from '../../domain/portal/staff-page.ts'
import {
  ContactEnvironment,
  type ContactLedgers,
  connectContactLedgers,
  contactAccess,
} from '../adapters/contact-ledgers.ts'
import { connectDossiers, DossierEnvironment, type Dossiers, dossierAccess } from '../adapters/dossiers.ts'
import { connectLinkOpener, type LinkOpener, LinkOpeningEnvironment, linkOpeningAccess } from '../adapters/links.ts'
import { onLambda } from '../on-lambda.ts'
import { defineStep } from '../step.ts'
import { type HttpAnswer, htmlAnswer, jsonAnswer, LinkRequest } from './exchange.ts'
import { holdPerson } from './personal-hold.ts'

const Method = z.object({ requestContext: z.object({ http: z.object({ method: z.enum(['GET', 'HEAD', 'POST']) }) }) })

/**
 * Ends the e-mails at once (R74): on POST, as mail programs send it for one click (RFC 8058), or a person from the page. GET only shows
 * that page, since mail scanners visit every link.
 */
export const step = defineStep({
  stage: 'answers',
  name: 'Opt out',
  environment: z.object({ ...DossierEnvironment.shape, ...LinkOpeningEnvironment.shape, ...ContactEnvironment.shape }),
  access: {
    ...contactAccess,
    CASE_TABLE: [...new Set([...dossierAccess.CASE_TABLE, ...linkOpeningAccess.CASE_TABLE])],
  },
  input: z.looseObject({}).transform((event) => ({
    request: LinkRequest.parse(event),
    method: Method.parse(event).requestContext.http.method,
  })),
  connect: (environment, clients, log) => ({
    dossiers: connectDossiers(environment, clients, log),
    links: connectLinkOpener(environment, clients),
    ledgers: connectContactLedgers(environment, clients),
  }),
  run: async (connections, { request, method }) => optOut(connections, request, method === 'POST'),
})

export const handler = onLambda(step)

interface Connections {
  readonly dossiers: Dossiers
  readonly links: LinkOpener
  readonly ledgers: ContactLedgers
}

/** Shows the page, or opts out when `meant`; saying it twice is no error. */
export const optOut = async (
  { dossiers, links, ledgers }: Connections,
  request: LinkRequest,
  meant: boolean,
): Promise<HttpAnswer> => {
  const { now, wantsJson } = request
  const link = await links.open(request.link, now)
  const isBorrowers = link !== undefined && !isStaffAsks(link.asks) && link.asks !== 'contact-task'
  const state = isBorrowers ? await dossiers.read(link.caseId) : undefined
  if (state === undefined)
    return wantsJson ? jsonAnswer(410, { code: 'link-over' }) : htmlAnswer(410, renderPage(overPage()))
  const policy = policyOf(dossiers.policies, state.lenderId, state.policyVersion)
  if (!meant) return htmlAnswer(200, renderPage(optOutPage(state, policy)))
  await holdPerson({ dossiers, ledgers }, state, 'opt-out', policy, now)
  const outcome = await dossiers.carryOut(
    state.caseId,
    { type: 'take answer', answer: { answer: 'opt-out' } },
    now,
    'borrower',
  )
  if (isRefusal(outcome)) return jsonAnswer(409, { code: outcome.code, reason: outcome.reason })
  return wantsJson
    ? jsonAnswer(200, {
        taken: true,
        what: 'opt-out',
        next: portalWordingIn(state.language).taken['opt-out'].says.join(' '),
      })
    : htmlAnswer(200, renderPage({ ...takenPage(outcome.state, policy, 'opt-out'), links: [] }))
}

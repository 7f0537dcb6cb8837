import * as z from 'zod'
import { AssessmentPolicy, Guidelines } from './assessment-policy.ts'
import { inWords, isImplied, isLooserThan } from './caps.ts'
import { ClausePolicy } from './clause-policy.ts'
import type { Jurisdiction } from './jurisdiction.ts'
import { AgreementPolicy, ContactCap, ContactPolicy, DayOfWeek, OfferPolicy, type OpenHours, Policy } from './policy.ts'
import { millisecondsOfDay } from './time-of-day.ts'

/** A lender's version as it is written: what the law already decides may be left out, and is then the law's. */
export const LenderVersion = Policy.extend({
  contact: ContactPolicy.extend({ caps: z.array(ContactCap).default([]) }),
  assessment: AssessmentPolicy.extend({ guidelines: Guidelines.optional() }),
  offer: OfferPolicy.partial({ maxTermMonths: true }),
  agreement: AgreementPolicy.partial({ contents: true }),
  clauses: ClausePolicy.optional(),
  retention: Policy.shape.retention.optional(),
})
export type LenderVersion = z.infer<typeof LenderVersion>

/** One thing wrong with a policy file: where, what stands there, which rule it breaks, and who says so. */
export interface PolicyProblem {
  readonly file: string
  readonly field: string
  readonly value: string
  readonly rule: string
  /** The law's citation; absent for a rule of this project. */
  readonly cite?: string
}

/** A policy, or everything that keeps the file from being one. */
export type Tightened =
  | { readonly policy: Policy; readonly problems?: never }
  | { readonly policy?: never; readonly problems: readonly PolicyProblem[] }

type Loosening = Omit<PolicyProblem, 'file'>

const hoursBeyondLaw = ({ contact }: LenderVersion, { permittedHours }: Jurisdiction): Loosening[] => {
  const { startTime, endTime } = permittedHours.value
  const rule = `contact is allowed from ${startTime} to ${endTime} of the borrower's local day`
  const config = contact.communicationTimeConfig
  return channels.flatMap((channel) =>
    DayOfWeek.options.flatMap((weekday) =>
      (config[channel]?.openHours.dailyHours[weekday] ?? [])
        .map((hours, index) => ({ hours, index }))
        .filter(({ hours }) => !isInside(hours, permittedHours.value))
        .map(({ hours, index }) => ({
          field: `contact.communicationTimeConfig.${channel}.openHours.dailyHours.${weekday}.${index}`,
          value: `${hours.startTime} to ${hours.endTime}`,
          rule,
          cite: permittedHours.cite,
        })),
    ),
  )
}

const channels = ['email', 'sms', 'telephone'] as const

const isInside = (hours: OpenHours, outer: OpenHours): boolean =>
  millisecondsOfDay(hours.startTime) >= millisecondsOfDay(outer.startTime) &&
  millisecondsOfDay(hours.endTime) <= millisecondsOfDay(outer.endTime)

const consentBeyondLaw = (
  { contact: { consentWidensTo } }: LenderVersion,
  { permittedHours, consentMayWiden: law }: Jurisdiction,
): Loosening[] =>
  consentWidensTo === undefined || law.value || isInside(consentWidensTo, permittedHours.value)
    ? []
    : [
        {
          field: 'contact.consentWidensTo',
          value: `${consentWidensTo.startTime} to ${consentWidensTo.endTime}`,
          rule: 'no consent opens hours outside those that the law allows',
          cite: law.cite,
        },
      ]

const capsBeyondLaw = ({ contact }: LenderVersion, { contactCaps }: Jurisdiction): Loosening[] =>
  contact.caps.flatMap((cap, index) =>
    contactCaps.flatMap(({ value: law, cite }) =>
      isLooserThan(cap, law)
        ? [{ field: `contact.caps.${index}`, value: inWords(cap), rule: `at most ${inWords(law)}`, cite }]
        : [],
    ),
  )

const termBeyondLaw = ({ offer }: LenderVersion, { maxTermMonths: law }: Jurisdiction): Loosening[] => {
  if (law === undefined) {
    const rule = 'the law names no longest term here, so the lender must: give a number of months'
    return offer.maxTermMonths === undefined ? [{ field: 'offer.maxTermMonths', value: 'nothing', rule }] : []
  }
  const rule = `a plan lasts at most ${law.value} months`
  return [
    { field: 'offer.maxTermMonths', months: offer.maxTermMonths ?? 0 },
    { field: 'offer.authority.termMonths', months: offer.authority.termMonths },
  ].flatMap(({ field, months }) => (months > law.value ? [{ field, value: `${months}`, rule, cite: law.cite }] : []))
}

const contentsShortOfLaw = ({ agreement }: LenderVersion, { agreementContents: law }: Jurisdiction): Loosening[] => {
  const field = 'agreement.contents'
  if (agreement.contents === undefined) {
    const rule = 'the law lists no contents here, so the lender must: name what an agreement holds'
    return law === undefined ? [{ field, value: 'nothing', rule }] : []
  }
  const { contents } = agreement
  return (law?.value ?? [])
    .filter((content) => !contents.includes(content))
    .map((content) => ({
      field,
      value: contents.join(', '),
      rule: `an agreement must hold ${content}`,
      cite: law?.cite ?? '',
    }))
}

/** What the law wants said in the first message of this lender, or in its later ones. */
const clausesOfLaw = ({ lender }: LenderVersion, { clauses }: Jurisdiction, place: keyof ClausePolicy) =>
  clauses.filter(
    (law) => (law.in === place || law.in === 'every') && (law.of === lender.actsAs || law.of === 'everyone'),
  )

const clausesShortOfLaw = (version: LenderVersion, law: Jurisdiction): Loosening[] => {
  const { clauses, lender } = version
  if (clauses === undefined) return []
  return (['first', 'later'] as const).flatMap((place) =>
    clausesOfLaw(version, law, place)
      .filter(({ clause }) => !clauses[place].includes(clause))
      .map(({ clause, cite }) => ({
        field: `clauses.${place}`,
        value: clauses[place].join(', ') || 'nothing',
        rule: `a message of a ${lender.actsAs} must hold ${clause}: add it, or leave clauses out and take the law's`,
        cite,
      })),
  )
}

const recordsShortOfLaw = ({ retention }: LenderVersion, { retentionYears: law }: Jurisdiction): Loosening[] =>
  retention !== undefined && retention.years < law.value
    ? [
        {
          field: 'retention.years',
          value: `${retention.years}`,
          rule: `records are kept at least ${law.value} years`,
          cite: law.cite,
        },
      ]
    : []

/** The lender's caps, and those of the law that they do not already keep. */
const effectiveCaps = (lenders: readonly ContactCap[], law: readonly ContactCap[]): ContactCap[] => {
  const caps = [...lenders]
  for (const cap of law) if (!caps.some((kept) => isImplied(cap, kept))) caps.push(cap)
  return caps
}

/**
 * The policy that cases live under: a lender's version with the law filled in. Every loosening of the law is a problem, all of them at
 * once.
 * @param file what the lender's version is called in problems
 */
export const tighten = (file: string, version: LenderVersion, law: Jurisdiction): Tightened => {
  const problems = [
    hoursBeyondLaw,
    consentBeyondLaw,
    capsBeyondLaw,
    termBeyondLaw,
    contentsShortOfLaw,
    clausesShortOfLaw,
    recordsShortOfLaw,
  ]
    .flatMap((check) => check(version, law))
    .map((loosening) => ({ file, ...loosening }))
  if (problems.length > 0) return { problems }
  const policy = {
    ...version,
    contact: {
      ...version.contact,
      caps: effectiveCaps(
        version.contact.caps,
        law.contactCaps.map((cap) => cap.value),
      ),
    },
    assessment: { ...version.assessment, guidelines: version.assessment.guidelines ?? law.usualSpending },
    offer: { ...version.offer, maxTermMonths: version.offer.maxTermMonths ?? law.maxTermMonths?.value },
    agreement: { ...version.agreement, contents: version.agreement.contents ?? law.agreementContents?.value },
    clauses: version.clauses ?? {
      first: clausesOfLaw(version, law, 'first').map(({ clause }) => clause),
      later: clausesOfLaw(version, law, 'later').map(({ clause }) => clause),
    },
    retention: version.retention ?? { years: law.retentionYears.value },
  }
  return { policy: Policy.parse(policy) }
}

import { describe, expect, test } from 'vitest'
import { LenderId } from '../../../domain/ids.ts'
import type { Jurisdiction } from '../../../domain/policy/jurisdiction.ts'
import { type Policy, TimeOfDay } from '../../../domain/policy/policy.ts'
import { policyOf } from '../../../domain/policy/policy-book.ts'
import { LenderVersion, tighten } from '../../../domain/policy/tighten.ts'
import { Day } from '../../../domain/time.ts'
import { loadPolicies, policiesDirectory } from '../../../policies/load-policies.ts'
import { assessmentPolicy } from '../assessment/borrower.ts'

const platformA: Policy = policyOf(loadPolicies(policiesDirectory), LenderId.parse('platform-a'), 'v2')
const said = { source: 'a page', from: Day.parse('2026-01-01'), verified: true }
const law: Jurisdiction = {
  jurisdiction: 'cn',
  name: 'a place',
  permittedHours: {
    value: { startTime: TimeOfDay.parse('T08:00'), endTime: TimeOfDay.parse('T22:00') },
    cite: 'Hours Act',
    ...said,
  },
  consentMayWiden: { value: false, cite: 'Consent Act', ...said },
  contactCaps: [
    { value: { limit: 3, days: 1, counting: 'phone' }, cite: 'Calls Act', ...said },
    { value: { limit: 6, days: 1, counting: 'phone' }, cite: 'Attempts Act', ...said },
  ],
  maxTermMonths: { value: 60, cite: 'Art. 70', ...said },
  agreementContents: { value: ['debt', 'schedule'], cite: 'Art. 70 contents', ...said },
  clauses: [
    { clause: 'no-third-person', in: 'every', of: 'everyone', cite: 'Silence Act', ...said },
    { clause: 'collector-first', in: 'first', of: 'collector', cite: 'Collectors Act', ...said },
    { clause: 'collector-again', in: 'later', of: 'collector', cite: 'Collectors Act', ...said },
  ],
  retentionYears: { value: 5, cite: 'Records Act', ...said },
  usualSpending: {},
  duties: [],
  noted: {},
}

const version = (change: (policy: Policy) => object): LenderVersion =>
  LenderVersion.parse({ ...platformA, ...change(platformA) })
const withHours = (startTime: string, endTime: string) =>
  version(({ contact }) => ({
    contact: {
      ...contact,
      communicationTimeConfig: {
        ...contact.communicationTimeConfig,
        email: { openHours: { dailyHours: { TUESDAY: [{ startTime, endTime }] } }, restrictedPeriods: [] },
        sms: undefined,
        telephone: undefined,
      },
    },
  }))
const withCaps = (caps: object[]) => version(({ contact }) => ({ contact: { ...contact, caps } }))
const withOffer = (change: object) => version(({ offer }) => ({ offer: { ...offer, ...change } }))

const file = 'lenders/x/v1.yaml'
const hoursField = 'contact.communicationTimeConfig.email.openHours.dailyHours.TUESDAY.0'

describe('a version that loosens the law is refused with file, field, value, rule and citation', () => {
  test.each([
    ['opening too early', withHours('T07:59', 'T12:00'), hoursField, 'T07:59 to T12:00', 'Hours Act'],
    ['closing too late', withHours('T12:00', 'T22:01'), hoursField, 'T12:00 to T22:01', 'Hours Act'],
    [
      'a looser cap',
      withCaps([{ limit: 4, days: 1, counting: 'phone' }]),
      'contact.caps.0',
      '4 in 1 days, counting phone',
      'Calls Act',
    ],
    [
      'consent that opens the night where the law does not leave it to consent',
      version(({ contact }) => ({
        contact: { ...contact, consentWidensTo: { startTime: 'T08:00', endTime: 'T23:00' } },
      })),
      'contact.consentWidensTo',
      'T08:00 to T23:00',
      'Consent Act',
    ],
    [
      'a message without a clause that the law wants in each',
      version(() => ({ clauses: { first: [], later: ['no-third-person'] } })),
      'clauses.first',
      'nothing',
      'Silence Act',
    ],
    [
      'a collector that later does not say so again',
      version(({ lender }) => ({
        lender: { ...lender, actsAs: 'collector' },
        clauses: { first: ['collector-first', 'no-third-person'], later: ['no-third-person'] },
      })),
      'clauses.later',
      'no-third-person',
      'Collectors Act',
    ],
    ['a longer plan', withOffer({ maxTermMonths: 61 }), 'offer.maxTermMonths', '61', 'Art. 70'],
    [
      'a longer plan on staff’s authority',
      withOffer({ authority: { termMonths: 72, presentValueLossPercent: 1 } }),
      'offer.authority.termMonths',
      '72',
      'Art. 70',
    ],
    [
      'an agreement that lacks a content',
      version(() => ({ agreement: { ...platformA.agreement, contents: ['debt', 'apr'] } })),
      'agreement.contents',
      'debt, apr',
      'Art. 70 contents',
    ],
    ['records kept too short', version(() => ({ retention: { years: 4 } })), 'retention.years', '4', 'Records Act'],
  ])('%s', (_, loose, field, value, cite) => {
    expect(tighten(file, loose, law).problems).toEqual([
      { file, field, value, cite, rule: expect.stringMatching(/.{10}/) },
    ])
  })

  test('all loosenings at once, not the first', () => {
    const loose = { ...withOffer({ maxTermMonths: 120 }), retention: { years: 1 } }
    expect(tighten(file, loose, law).problems?.map((problem) => problem.field)).toEqual([
      'offer.maxTermMonths',
      'retention.years',
    ])
  })
})

describe('a version that keeps to the law', () => {
  test.each([
    ['exactly', 'T08:00', 'T22:00'],
    ['with room', 'T10:00', 'T12:00'],
  ])('%s passes with its own hours', (_, startTime, endTime) => {
    const { policy } = tighten(file, withHours(startTime, endTime), law)
    expect(policy?.contact.communicationTimeConfig.email?.openHours.dailyHours.TUESDAY).toEqual([
      { startTime, endTime },
    ])
  })

  test('takes what it leaves out from the law', () => {
    const bare = version((policy) => ({
      contact: { ...policy.contact, caps: [] },
      offer: { ...policy.offer, maxTermMonths: undefined },
      agreement: { ...policy.agreement, contents: undefined },
      retention: undefined,
    }))
    const { policy } = tighten(file, bare, law)
    expect(policy).toMatchObject({
      offer: { maxTermMonths: 60 },
      agreement: { contents: ['debt', 'schedule'] },
      retention: { years: 5 },
    })
    expect(policy?.contact.caps).toEqual([{ limit: 3, days: 1, counting: 'phone' }])
  })

  test('takes usual spending from its place, unless it has figures of its own', () => {
    const place = { USD: assessmentPolicy.guidelines.CNY ?? [] }
    const own = { CNY: [] }
    const guidelines = (lenders: object | undefined) =>
      tighten(
        file,
        version(({ assessment }) => ({ assessment: { ...assessment, guidelines: lenders } })),
        { ...law, usualSpending: place },
      ).policy?.assessment.guidelines
    expect(guidelines(undefined)).toEqual(place)
    expect(guidelines(own)).toEqual(own)
  })

  test('keeps the law’s caps beside its own unless its own already hold them', () => {
    const caps = (own: object[]) => tighten(file, withCaps(own), law).policy?.contact.caps
    expect(caps([{ limit: 2, days: 7, counting: 'email' }])).toHaveLength(2)
    expect(caps([{ limit: 2, days: 1, counting: 'all' }])).toHaveLength(1)
    expect(caps([{ limit: 4, days: 1, counting: 'all' }])).toHaveLength(2)
  })
})

test('every channel keeps to the hours of the law, and consent may open others where the law says so', () => {
  const calls = version(({ contact: { communicationTimeConfig, ...contact } }) => ({
    contact: {
      ...contact,
      communicationTimeConfig: {
        ...communicationTimeConfig,
        telephone: { openHours: { dailyHours: { SUNDAY: [{ startTime: 'T21:00', endTime: 'T22:30' }] } } },
      },
      consentWidensTo: { startTime: 'T00:00', endTime: 'T24:00' },
    },
  }))
  const leftToConsent = { ...law, consentMayWiden: { ...law.consentMayWiden, value: true } }
  expect(tighten(file, calls, leftToConsent).problems?.map(({ field }) => field)).toEqual([
    'contact.communicationTimeConfig.telephone.openHours.dailyHours.SUNDAY.0',
  ])
})

test('where the law is silent the lender must say it', () => {
  const { maxTermMonths: _, agreementContents: __, ...silent } = law
  const bare = version((policy) => ({
    offer: { ...policy.offer, maxTermMonths: undefined },
    agreement: { ...policy.agreement, contents: undefined },
  }))
  expect(tighten(file, bare, silent).problems?.map((problem) => problem.field)).toEqual([
    'offer.maxTermMonths',
    'agreement.contents',
  ])
})

describe('clauses that a version leaves out', () => {
  const clausesOf = (actsAs: 'creditor' | 'collector') => {
    const own = version(({ lender }) => ({ lender: { ...lender, actsAs }, clauses: undefined }))
    return tighten(file, own, law).policy?.clauses
  }

  test('are those of the law: a collector says what it is, first and again, and a creditor is none', () => {
    expect(clausesOf('creditor')).toEqual({ first: ['no-third-person'], later: ['no-third-person'] })
    expect(clausesOf('collector')).toEqual({
      first: ['no-third-person', 'collector-first'],
      later: ['no-third-person', 'collector-again'],
    })
  })
})

import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { agreementDocument } from '../../../domain/agreement/document.ts'
import { caseIdOf, LenderId } from '../../../domain/ids.ts'
import { totalOf } from '../../../domain/intake/account.ts'
import { Language } from '../../../domain/language.ts'
import { planOfProposal } from '../../../domain/mediation/propose.ts'
import { minorFromDecimal } from '../../../domain/money.ts'
import { judgeCounterOffer } from '../../../domain/plan/counter-offer.ts'
import { buildOptions } from '../../../domain/plan/options.ts'
import { type Plan, PlanKind, planTotal } from '../../../domain/plan/plan.ts'
import { AgreementPolicy, type Policy } from '../../../domain/policy/policy.ts'
import { Day } from '../../../domain/time.ts'
import { loadPolicies, policiesDirectory } from '../../../policies/load-policies.ts'
import { offerPolicy, planCase } from '../plan/plan-case.ts'

const caseId = caseIdOf(LenderId.parse('platform-a'), 'account 1')
const drawnUpOn = Day.parse('2026-03-02')
const { policies } = loadPolicies(policiesDirectory)

const policyOf = (lender: string): Policy => {
  const policy = policies.findLast((candidate) => candidate.lender.id === lender)
  if (policy === undefined) throw new Error(`no policy of ${lender}`)
  return policy
}

const plansOf = (input: Partial<Parameters<typeof buildOptions>[0]>): Plan[] => {
  const offered = buildOptions({ ...planCase, round: 1, ...input })
  return 'options' in offered ? offered.options : []
}

const planOf = (kind: Plan['kind'], plans: readonly Plan[]): Plan => {
  const plan = plans.find((candidate) => candidate.kind === kind)
  if (plan === undefined) throw new Error(`no ${kind} plan among ${plans.map((each) => each.kind).join(', ')}`)
  return plan
}

const tight = { ability: { affordableMonthly: 60_000 } }
const verdict = judgeCounterOffer({
  ...planCase,
  proposal: { monthlyAmount: 100_000 },
  previous: plansOf({}),
  round: 1,
})
const mediated = planOfProposal({ ...planCase, ...tight }, { monthlyAmount: 55_000, months: 30 })

/** One plan of every kind, as the product itself draws them up. */
const plans: Record<Plan['kind'], Plan> = {
  'longer-term': planOf('longer-term', plansOf(tight)),
  'shorter-term': planOf('shorter-term', plansOf({})),
  'step-up': planOf('step-up', plansOf({ hardship: 'reduced-income' })),
  'payment-holiday': planOf('payment-holiday', plansOf({ hardship: 'illness', hardshipMonths: 2 })),
  'interest-only': planOf(
    'interest-only',
    plansOf({ hardship: 'illness', policy: { ...offerPolicy, stepUpMonths: 1, interestOnlyMonths: 6 } }),
  ),
  settlement: planOf('settlement', plansOf({ ability: { affordableMonthly: 200_000 } })),
  'counter-offer': planOf('counter-offer', 'plan' in verdict ? [verdict.plan] : []),
  mediated: planOf('mediated', 'kind' in mediated ? [mediated] : []),
}

const allTopics = AgreementPolicy.shape.contents.element.options

const policyWith = (agreement: Partial<AgreementPolicy>, monitoring: Partial<Policy['monitoring']> = {}): Policy => {
  const policy = policyOf('platform-a')
  return {
    ...policy,
    agreement: { ...policy.agreement, ...agreement },
    monitoring: { ...policy.monitoring, ...monitoring },
  }
}

const everything = policyWith({ contents: [...allTopics] })

const pageOf = (plan: Plan, language: Language = 'en', policy: Policy = everything): string =>
  agreementDocument({ caseId, language, plan, policy, drawnUpOn }).html

const sectionOf = (html: string, topic: string): string => {
  const from = html.indexOf(`<section id="${topic}">`)
  return from < 0 ? '' : html.slice(from, html.indexOf('</section>', from))
}

const minorOf = (text: string): number => minorFromDecimal(text.replace(/[^\d.-]/g, ''), 'CNY') ?? Number.NaN

/** The cells of a section's table as they are read, without its head. */
const cellsOf = (html: string, topic: string): string[][] =>
  [...sectionOf(html, topic).matchAll(/<tr>(.*?)<\/tr>/g)]
    .map(([, row = '']) => [...row.matchAll(/<td>(.*?)<\/td>/g)].map(([, cell = '']) => cell))
    .filter((cells) => cells.length > 0)

const sum = (amounts: readonly number[]): number => amounts.reduce((all, amount) => all + amount, 0)

/** Reads a table as a reader would: whether each column adds up to the last row. @returns the rows of amounts, the sums last */
const readTable = (html: string, topic: string, firstAmount: number): number[][] => {
  const rows = cellsOf(html, topic).map((cells) => cells.slice(firstAmount).map(minorOf))
  const [total = [], ...parts] = rows.toReversed()
  for (const [column, amount] of total.entries()) expect(sum(parts.map((row) => row[column] ?? 0))).toBe(amount)
  return rows
}

const checkTables = (html: string, plan: Plan): void => {
  const debt = readTable(html, 'debt', 1)
  for (const [owed = 0, cancelled = 0, inPlan = 0] of debt) expect(owed - cancelled).toBe(inPlan)
  expect(debt.at(-1)).toEqual([
    totalOf(plan.opening) + totalOf(plan.waived),
    totalOf(plan.waived),
    totalOf(plan.opening),
  ])

  const schedule = readTable(html, 'schedule', 2)
  expect(schedule).toHaveLength(plan.instalments.length + 1)
  for (const [due = 0, ...parts] of schedule) expect(sum(parts)).toBe(due)
  expect(schedule.at(-1)?.[0]).toBe(planTotal(plan))

  const costs = readTable(html, 'charges', 1)
  expect(costs[0]).toEqual([totalOf(plan.opening)])
  expect(costs.at(-1)).toEqual([planTotal(plan)])
}

const everyPage = Language.options.flatMap((language) => PlanKind.options.map((kind) => [language, kind] as const))

describe('the agreement', () => {
  it('holds the six contents of Article 70 for every lender in China, in the order of its policy', () => {
    for (const policy of policies.filter(({ jurisdiction }) => jurisdiction === 'cn')) {
      const html = pageOf(plans['step-up'], 'zh-CN', policy)
      const sections = [...html.matchAll(/<section id="([a-z-]+)">/g)].map(([, id]) => id)
      expect(sections).toEqual([...policy.agreement.contents, 'signatures'])
      for (const content of ['debt', 'schedule', 'charges', 'no-new-card', 'rights-and-duties', 'other'])
        expect(sections).toContain(content)
    }
  })

  it('says each of the six contents in words: currency, cycle, charges, the promise, breach, and the rest', () => {
    const html = pageOf(plans['shorter-term'], 'zh-CN', policyOf('platform-a'))
    expect(sectionOf(html, 'debt')).toContain('币种为CNY')
    expect(sectionOf(html, 'schedule')).toContain('每月还一次，币种为CNY')
    expect(sectionOf(html, 'charges')).toMatch(/按年利率18%.*不收年费、滞纳金或其他任何费用/s)
    expect(sectionOf(html, 'no-new-card')).toContain('不向任何银行申请信用卡')
    expect(sectionOf(html, 'rights-and-duties')).toMatch(/停止一切催收，除非您违反本协议.*即视为违约/s)
    expect(sectionOf(html, 'other')).toContain('所有约定都写在本协议里')
  })

  it('leaves out what the policy does not ask for', () => {
    expect(pageOf(plans['step-up'], 'en', policyOf('union-c'))).not.toContain('credit card')
  })

  it.each(everyPage)('is complete in %s for a %s plan, and its amounts add up to the cent', (language, kind) => {
    const html = pageOf(plans[kind], language)
    expect(html).not.toMatch(/undefined|NaN|null|\[object|Infinity/)
    expect(html).toContain(`<html lang="${language}">`)
    for (const topic of allTopics) expect(sectionOf(html, topic).length).toBeGreaterThan(60)
    checkTables(html, plans[kind])
  })

  it.each(everyPage)('lists in %s every due date of a %s plan once', (language, kind) => {
    const dates = cellsOf(pageOf(plans[kind], language), 'schedule').map(([, dueOn]) => dueOn ?? '')
    const days = new Intl.DateTimeFormat(language === 'en' ? 'en-US' : language, { dateStyle: 'long', timeZone: 'UTC' })
    expect(dates).toEqual([
      ...plans[kind].instalments.map(({ dueOn }) => days.format(new Date(`${dueOn}T00:00:00Z`))),
      '',
    ])
  })

  it('adds up whatever the debt, the rate and the means, with and without capitalising', () => {
    let read = 0
    fc.assert(
      fc.property(
        fc.record({
          principal: fc.integer({ min: 1, max: 9_000_000 }),
          interest: fc.integer({ min: 0, max: 900_000 }),
          fees: fc.integer({ min: 0, max: 90_000 }),
        }),
        fc.constantFrom('0', '4.35', '18.25', '36'),
        fc.integer({ min: 20_000, max: 400_000 }),
        fc.constantFrom('none' as const, 'illness' as const),
        fc.boolean(),
        fc.constantFrom(0, 50, 100),
        (debt, annualRatePercent, affordableMonthly, hardship, capitaliseArrears, waiveFeesPercent) => {
          for (const plan of plansOf({
            account: { ...planCase.account, debt, annualRatePercent },
            ability: { affordableMonthly },
            hardship,
            policy: { ...offerPolicy, capitaliseArrears, waiveFeesPercent },
          })) {
            checkTables(pageOf(plan), plan)
            read += 1
          }
        },
      ),
      { numRuns: 60 },
    )
    expect(read).toBeGreaterThan(30)
  })

  it('is the same page with the same hash every time, and the hash is that of its bytes', () => {
    const input = { caseId, language: 'zh-TW' as const, plan: plans.mediated, policy: everything, drawnUpOn }
    const { html, hash } = agreementDocument(input)
    expect(agreementDocument(structuredClone(input))).toEqual({ html, hash })
    expect(hash).toBe(createHash('sha256').update(Buffer.from(html, 'utf8')).digest('hex'))
  })

  it('has another hash when a single cent moves', () => {
    const plan = plans['shorter-term']
    const [first, second, ...rest] = plan.instalments
    if (first === undefined || second === undefined) throw new Error('two instalments are needed')
    const moved = {
      ...plan,
      instalments: [
        { ...first, principal: first.principal - 1 },
        { ...second, principal: second.principal + 1 },
        ...rest,
      ],
    }
    const hashOf = (of: Plan) =>
      agreementDocument({ caseId, language: 'en', plan: of, policy: everything, drawnUpOn }).hash
    expect(hashOf(moved)).not.toBe(hashOf(plan))
  })

  it('is not drawn up from instalments that do not add up to the debt', () => {
    const plan = plans['shorter-term']
    expect(() => pageOf({ ...plan, instalments: plan.instalments.slice(1) })).toThrow(/do not add up/)
    expect(() => pageOf({ ...plan, instalments: [] })).toThrow(/do not add up/)
  })

  it('names the borrower by case alone, needs nothing from elsewhere, and lets a name of a lender be any text', () => {
    const policy = { ...everything, lender: { ...everything.lender, name: { en: 'Rivers & <Sons>' } } }
    const html = pageOf(plans['longer-term'], 'en', policy)
    expect(html).toContain(`The borrower of case ${caseId}`)
    expect(html).toContain('Rivers &amp; &lt;Sons&gt;')
    expect(html).not.toMatch(/<script|<link|src=|href=|url\(|https?:/)
  })
})

describe('what the agreement says of charges', () => {
  it('says that no interest is charged in a plan at 0 %', () => {
    const [plan] = plansOf({ account: { ...planCase.account, annualRatePercent: '0' } })
    if (plan === undefined) throw new Error('a plan is needed')
    const html = pageOf(plan)
    expect(sectionOf(html, 'charges')).toContain('no interest is charged')
    expect(sectionOf(html, 'apr')).toContain('the rate is 0% a year')
    expect(html).not.toContain('% of the interest in the next open payment')
  })

  it('does not quote the rate of the contract for a settlement, which bears no interest', () => {
    const html = pageOf(plans.settlement)
    expect(plans.settlement.annualRatePercent).toBe('18')
    expect(html).not.toContain('18%')
    expect(sectionOf(html, 'apr')).toContain('the rate is 0% a year')
  })

  it('tells what was given up, or that nothing was', () => {
    expect(sectionOf(pageOf(plans['shorter-term']), 'charges')).toContain('¥100.00 of late fees is cancelled.')
    const [unrelieved] = plansOf({
      policy: { ...offerPolicy, waiveFeesPercent: 0, waiveInterestPercent: 0, rateFloorPercent: '18' },
    })
    if (unrelieved === undefined) throw new Error('a plan is needed')
    expect(sectionOf(pageOf(unrelieved), 'charges')).toContain('Nothing of the debt is cancelled')
  })

  it('tells apart the interest owed already from what the plan adds, when arrears did not join the principal', () => {
    const [plan] = plansOf({
      policy: { ...offerPolicy, capitaliseArrears: false, waiveFeesPercent: 0, waiveInterestPercent: 0 },
    })
    if (plan === undefined) throw new Error('a plan is needed')
    expect(sectionOf(pageOf(plan), 'charges')).toContain('¥500.00 of interest and fees owed already')
    expect(cellsOf(pageOf(plan), 'debt').map(([part]) => part)).toEqual(['Loan', 'Interest', 'Fees', 'Total'])
  })

  it('explains that the interest of a pause is carried and bears none itself', () => {
    const html = pageOf(plans['payment-holiday'])
    expect(sectionOf(html, 'charges')).toContain('bears no interest itself')
    expect(sectionOf(html, 'apr')).toContain('16.70% a year')
    expect(sectionOf(pageOf(plans['shorter-term']), 'charges')).not.toContain('bears no interest itself')
  })
})

describe('what the agreement says of payments', () => {
  it('has one payment in a settlement, after which nothing more is asked for', () => {
    const html = pageOf(plans.settlement)
    expect(sectionOf(html, 'schedule')).toContain('You pay once, in CNY: ¥9,600.00 on April 15, 2026.')
    expect(sectionOf(html, 'debt')).toContain('Once the one payment has arrived, everything is settled.')
    expect(html).not.toMatch(/once a month|next payments|whether the plan still fits/)
    expect(sectionOf(html, 'rights-and-duties')).toContain('If the payment is still open')
  })

  it('tells the smaller payments of a step-up from the later ones', () => {
    expect(sectionOf(pageOf(plans['step-up']), 'schedule')).toMatch(
      /Payments 1 to 6: ¥600\.00 each\.<\/li><li>Payments 7 to \d+: ¥[\d,.]+ each\./,
    )
  })

  it('says until when nothing is due in a payment holiday', () => {
    const html = pageOf(plans['payment-holiday'])
    expect(sectionOf(html, 'schedule')).toContain(
      'Nothing is due before June 15, 2026. The pause of 2 months is part of that time.',
    )
    expect(sectionOf(pageOf(plans['step-up']), 'schedule')).not.toContain('The pause')
  })
})

describe('what the agreement says of rights and duties', () => {
  const rights = (policy: Policy, plan: Plan = plans['longer-term']): string =>
    sectionOf(pageOf(plan, 'en', policy), 'rights-and-duties')

  it('gives the days of cooling off and of grace, and when the plan is broken', () => {
    const said = rights(policyWith({ coolingOffDays: 3 }, { graceDays: 3, brokenAfterMissed: 2 }))
    expect(said).toContain('You may change your mind for 3 days after signing')
    expect(said).toContain('A payment that arrives within 3 days after its day still counts as on time.')
    expect(said).toContain('If 2 payments are open at the same time more than 3 days after their days')
  })

  it('takes effect on signing where there is no cooling-off time, and grants no grace where there is none', () => {
    const said = rights(policyWith({ coolingOffDays: 0 }, { graceDays: 0, brokenAfterMissed: 1 }))
    expect(said).toContain('takes effect when both sides have signed it')
    expect(said).toContain('If a payment is still open after its day')
    expect(said).not.toContain('0 days')
  })

  it.each([
    ['en', 'stop all contact for collection, unless the plan is broken', 'without a fee'],
    ['zh-CN', '停止一切催收，除非您违反本协议', '提前还一部分或者全部，不收任何费用'],
    ['zh-TW', '停止一切催收，除非您違反本協議書', '提前繳一部分或全部，不收任何費用'],
  ] as const)('ends collection after signing and allows to pay early, in %s', (language, ends, early) => {
    const html = pageOf(plans['step-up'], language)
    expect(sectionOf(html, 'rights-and-duties')).toContain(ends)
    expect(sectionOf(html, 'rights-and-duties')).toContain(early)
  })

  it('promises the reward only where it can be earned', () => {
    const reward = '50% of the interest in the next open payment is cancelled'
    expect(rights(everything)).toContain(`When you have kept 3 payments in a row, ${reward}`)
    expect(rights(everything, plans.settlement)).not.toContain(reward)
  })

  it('says how to reach the lender, by when it answers, and who helps for free', () => {
    const complain = sectionOf(pageOf(plans['step-up'], 'zh-CN'), 'how-to-complain')
    expect(complain).toContain('+86 10 5550 0100')
    expect(complain).toContain('reply@platform-a.example')
    expect(complain).toContain('15天内答复您')
    expect(complain).toContain('12378')
  })
})

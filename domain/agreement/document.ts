import { createHash } from 'node:crypto'
import { escaped } from '../html.ts'
import type { CaseId } from '../ids.ts'
import { type Debt, totalOf } from '../intake/account.ts'
import type { Language } from '../language.ts'
import { lenderNameIn } from '../notice/compose.ts'
import type { AgreementTopic } from '../notice/content.ts'
import { freeHelp } from '../notice/free-help.ts'
import type { Terms } from '../notice/wording/terms/terms.ts'
import { dueOf, type Instalment, type Plan, type PlanStep, planTotal } from '../plan/plan.ts'
import { aprOf } from '../plan/plan-rate.ts'
import type { Policy } from '../policy/policy.ts'
import type { Day } from '../time.ts'
import { enAgreement } from './wording-en.ts'
import { zhCnAgreement } from './wording-zh-cn.ts'
import { zhTwAgreement } from './wording-zh-tw.ts'

/** Payments in a row, by number, that ask for the same amount (minor units). */
export interface Run {
  readonly from: number
  readonly to: number
  readonly due: number
}

/** What the sentences of an agreement are made of; nothing in it says who the borrower is. Amounts are minor units. */
export interface AgreementFacts {
  readonly caseId: CaseId
  readonly plan: Plan
  readonly policy: Policy
  readonly drawnUpOn: Day
  readonly lender: string
  /** Free, independent help where the lender is, a line each (R24). */
  readonly freeHelp: readonly string[]
  readonly amount: (minor: number) => string
  readonly first: Instalment
  readonly last: Instalment
  readonly runs: readonly Run[]
  /** All that is owed before anything is cancelled. */
  readonly owed: number
  readonly total: number
  /** Interest that is added while the plan runs. */
  readonly accrued: number
  /** Interest and fees owed already that the payments contain. */
  readonly arrears: number
  /** Whether the first months leave interest open that later payments carry. */
  readonly carriesInterest: boolean
  readonly holidayMonths: number
  /** What the lender gives up, a step each. */
  readonly givenUp: readonly PlanStep[]
  readonly rateReduced: PlanStep | undefined
  /** Annual percentage rates, percent with two decimals: of the plan as it is dated here, and of the debt as it stood. */
  readonly apr: { readonly before: string | undefined; readonly after: string }
  /** So many payments open at a time break the plan. */
  readonly brokenAfter: number
  /** Whether the plan can earn its borrower a part of the interest back (R21). */
  readonly rewards: boolean
}

/** What one section says. */
export interface Clause {
  readonly paragraphs: readonly string[]
  readonly points?: readonly string[]
}

/** The words of the agreement in one language; a topic that a policy may ask for and that is missing here does not compile (R40). */
export interface AgreementWording {
  /** Words shared with the letters, so that both call a thing by the same name. */
  readonly terms: Terms
  readonly title: string
  opening(facts: AgreementFacts): readonly string[]
  readonly topics: { readonly [Topic in AgreementTopic]: (facts: AgreementFacts) => Clause }
  readonly labels: Record<
    | 'part'
    | 'owed'
    | 'cancelled'
    | 'inPlan'
    | 'joined'
    | 'principal'
    | 'interest'
    | 'fees'
    | 'sum'
    | 'number'
    | 'toPay'
    | 'cost'
    | 'amount'
    | 'scheduled'
    | 'accrued'
    | 'added',
    string
  >
  readonly signatures: {
    readonly heading: string
    readonly says: string
    readonly borrower: (caseId: CaseId) => string
    readonly sign: string
    readonly date: string
  }
}

/** What the document is made of; `drawnUpOn` is the lender's local day. */
export interface AgreementInput {
  readonly caseId: CaseId
  readonly language: Language
  readonly plan: Plan
  readonly policy: Policy
  readonly drawnUpOn: Day
}

const wordings: Record<Language, AgreementWording> = { en: enAgreement, 'zh-CN': zhCnAgreement, 'zh-TW': zhTwAgreement }

const givingUp: ReadonlySet<PlanStep['step']> = new Set([
  'fees-waived',
  'interest-waived',
  'principal-forgiven',
  'rate-reduced',
  'principal-deferred',
  'interest-paused',
])

const sumOf = (plan: Plan, part: keyof Debt): number =>
  plan.instalments.reduce((sum, instalment) => sum + instalment[part], 0)

const runsOf = (instalments: readonly Instalment[]): readonly Run[] => {
  const runs: Run[] = []
  for (const instalment of instalments) {
    const due = dueOf(instalment)
    const open = runs.at(-1)
    if (open?.due === due) runs[runs.length - 1] = { ...open, to: instalment.number }
    else runs.push({ from: instalment.number, to: instalment.number, due })
  }
  return runs
}

const factsOf = ({ caseId, language, plan, policy, drawnUpOn }: AgreementInput, { terms }: AgreementWording) => {
  const first = plan.instalments[0]
  const last = plan.instalments.at(-1)
  const accrued = sumOf(plan, 'interest') - plan.opening.interest
  const addsUp =
    sumOf(plan, 'principal') === plan.opening.principal && sumOf(plan, 'fees') === plan.opening.fees && accrued >= 0
  if (first === undefined || last === undefined || !addsUp)
    throw new Error(
      `The instalments of the plan of ${caseId} do not add up to its opening debt; draw the plan up again before anyone signs it.`,
    )
  const { afterKept, interestOffPercent } = policy.monitoring.incentive
  const holidayMonths = plan.steps.reduce((sum, step) => sum + (step.step === 'holiday-granted' ? step.months : 0), 0)
  return {
    caseId,
    plan,
    policy,
    drawnUpOn,
    lender: lenderNameIn(policy, language),
    freeHelp: freeHelp[policy.jurisdiction][language],
    amount: (minor) => terms.amount(minor, plan.currency),
    first,
    last,
    runs: runsOf(plan.instalments),
    owed: totalOf(plan.opening) + totalOf(plan.waived) + plan.deferred,
    total: planTotal(plan),
    accrued,
    arrears: plan.opening.interest + plan.opening.fees,
    carriesInterest: accrued > 0 && (holidayMonths > 0 || first.principal === 0),
    holidayMonths,
    givenUp: plan.steps.filter(({ step }) => givingUp.has(step)),
    apr: { before: plan.apr?.before, after: aprOf(drawnUpOn, totalOf(plan.opening), plan.instalments) },
    rateReduced: plan.steps.find(({ step }) => step === 'rate-reduced'),
    brokenAfter: Math.min(policy.monitoring.brokenAfterMissed, plan.instalments.length),
    rewards: accrued > 0 && interestOffPercent > 0 && plan.instalments.length > afterKept,
  } satisfies AgreementFacts
}

interface Table {
  readonly head: readonly string[]
  readonly rows: readonly (readonly string[])[]
  readonly foot: readonly string[]
}

/** Each part of the debt, what is cancelled or set aside of it and what is left for the plan: every row and every column adds up. */
const debtTable = ({ plan, amount }: AgreementFacts, { labels, terms }: AgreementWording): Table => {
  const { opening, waived, deferred } = plan
  const joined = plan.steps.reduce((sum, step) => sum + (step.step === 'arrears-capitalised' ? step.amount : 0), 0)
  const setAside = (cells: readonly string[]): readonly string[] => (deferred > 0 ? cells : [])
  const row = (label: string, cancelled: number, inPlan: number, aside = 0): readonly string[] => [
    label,
    amount(cancelled + aside + inPlan),
    amount(cancelled),
    ...setAside([amount(aside)]),
    amount(inPlan),
  ]
  return {
    head: [labels.part, labels.owed, labels.cancelled, ...setAside([terms.labels.deferred]), labels.inPlan],
    rows: [
      row(labels.principal, waived.principal, opening.principal - joined, deferred),
      ...(joined > 0 ? [row(labels.joined, 0, joined)] : []),
      row(labels.interest, waived.interest, opening.interest),
      row(labels.fees, waived.fees, opening.fees),
    ],
    foot: row(labels.sum, totalOf(waived), totalOf(opening), deferred),
  }
}

// What is due comes before its parts, so that a narrow screen cuts it off last.
const scheduleTable = ({ plan, amount, total }: AgreementFacts, { labels, terms }: AgreementWording): Table => {
  const parts = (['principal', 'interest', 'fees'] as const).filter((part) => sumOf(plan, part) > 0)
  return {
    head: [labels.number, terms.labels.dueOn, labels.toPay, ...parts.map((part) => labels[part])],
    rows: plan.instalments.map((instalment) => [
      String(instalment.number),
      terms.day(instalment.dueOn),
      amount(dueOf(instalment)),
      ...parts.map((part) => amount(instalment[part])),
    ]),
    foot: [labels.sum, '', amount(total), ...parts.map((part) => amount(sumOf(plan, part)))],
  }
}

const costTable = ({ plan, amount, accrued, total }: AgreementFacts, { labels, terms }: AgreementWording): Table => ({
  head: [labels.cost, labels.amount],
  rows: [
    [labels.scheduled, amount(totalOf(plan.opening))],
    [labels.accrued, amount(accrued)],
    [labels.added, amount(0)],
  ],
  foot: [terms.labels.total, amount(total)],
})

const tables: Partial<Record<AgreementTopic, (facts: AgreementFacts, wording: AgreementWording) => Table>> = {
  debt: debtTable,
  schedule: scheduleTable,
  charges: costTable,
}

const paragraph = (text: string): string => `<p>${escaped(text)}</p>`

const list = (points: readonly string[] = []): string =>
  points.length === 0 ? '' : `<ul>${points.map((point) => `<li>${escaped(point)}</li>`).join('')}</ul>`

const row = (cells: readonly string[], tag: 'td' | 'th'): string =>
  `<tr>${cells.map((cell) => `<${tag}${tag === 'th' ? ' scope="col"' : ''}>${escaped(cell)}</${tag}>`).join('')}</tr>`

const tableHtml = (topic: AgreementTopic, { head, rows, foot }: Table): string =>
  `<div class="table"><table class="${topic}">
<thead>${row(head, 'th')}</thead>
<tbody>
${rows.map((cells) => row(cells, 'td')).join('\n')}
</tbody>
<tfoot>${row(foot, 'td')}</tfoot>
</table></div>`

const sectionHtml = (
  topic: AgreementTopic,
  number: number,
  facts: AgreementFacts,
  wording: AgreementWording,
): string => {
  const { paragraphs, points } = wording.topics[topic](facts)
  const table = tables[topic]
  return [
    `<section id="${topic}">`,
    `<h2>${number}. ${escaped(wording.terms.topics[topic].heading)}</h2>`,
    ...paragraphs.map(paragraph),
    list(points),
    table === undefined ? '' : tableHtml(topic, table(facts, wording)),
    '</section>',
  ]
    .filter((part) => part !== '')
    .join('\n')
}

const signaturesHtml = ({ caseId, lender }: AgreementFacts, { signatures, terms }: AgreementWording): string => {
  const side = (name: string): string =>
    `<div class="side"><p><b>${escaped(name)}</b></p>${[signatures.sign, signatures.date]
      .map((label) => `<p class="line">${escaped(label)}</p>`)
      .join('')}</div>`
  return [
    '<section id="signatures">',
    `<h2>${escaped(signatures.heading)}</h2>`,
    paragraph(signatures.says),
    paragraph(terms.saysNo),
    `<div class="sides">${side(signatures.borrower(caseId))}${side(lender)}</div>`,
    '</section>',
  ].join('\n')
}

const style = `:root{color-scheme:light}
body{margin:0;background:#fff;color:#22302e;font:16px/1.6 system-ui,sans-serif;-webkit-text-size-adjust:100%}
main{max-width:720px;margin:0 auto;padding:24px 18px 48px;overflow-wrap:anywhere}
h1{margin:0 0 16px;font-size:26px;line-height:1.3}
h2{margin:32px 0 8px;font-size:18px;line-height:1.4;break-after:avoid}
p{margin:0 0 12px}
ul{margin:0 0 12px;padding-left:20px}
li{margin:0 0 8px}
.table{overflow-x:auto;margin:12px 0 16px}
table{width:100%;border-collapse:collapse;font-size:14px;font-variant-numeric:tabular-nums;overflow-wrap:normal}
th,td{padding:7px 0 7px 10px;border-bottom:1px solid #d5deda;text-align:right;vertical-align:top}
th{color:#5b6b68;font-weight:600}
td{white-space:nowrap}
th:first-child,td:first-child{padding-left:0;text-align:left}
.debt td:first-child,.charges td:first-child,.schedule td:nth-child(2){white-space:normal}
.schedule th:nth-child(2),.schedule td:nth-child(2){text-align:left}
td:last-child,.schedule td:nth-child(3),tfoot td:first-child{font-weight:600}
.schedule td:nth-child(n+4){font-weight:400}
tfoot{display:table-row-group}
tr,.sides{break-inside:avoid}
.sides{display:flex;flex-wrap:wrap;gap:24px 40px;margin-top:24px}
.side{flex:1 1 240px}
.line{margin-top:36px;padding-top:4px;border-top:1px solid #22302e;color:#5b6b68;font-size:14px}
@media (max-width:480px){main{padding:20px 14px 40px}table{font-size:11.5px}th,td{padding-left:4px}}
@media print{@page{margin:18mm}main{max-width:none;padding:0}body{font-size:11pt}table{font-size:9.5pt}.table{overflow:visible}}`

const htmlOf = (language: Language, facts: AgreementFacts, wording: AgreementWording): string => `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>${escaped(wording.title)}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${escaped(wording.title)}</h1>
${wording.opening(facts).map(paragraph).join('\n')}
${facts.policy.agreement.contents.map((topic, index) => sectionHtml(topic, index + 1, facts, wording)).join('\n')}
${signaturesHtml(facts, wording)}
</main>
</body>
</html>
`

/**
 * The agreement that both sides sign (R40, CN Art. 70), as one HTML page that needs nothing else, with a section for each topic of the
 * policy. The borrower is named by case only; the name is joined when it is handed over. `hash` is the SHA-256 of its UTF-8 bytes, in hex.
 * @throws Error when the instalments do not add up to the debt
 */
export const agreementDocument = (input: AgreementInput): { html: string; hash: string } => {
  const wording = wordings[input.language]
  const html = htmlOf(input.language, factsOf(input, wording), wording)
  return { html, hash: createHash('sha256').update(html, 'utf8').digest('hex') }
}

import type { Case, CaseIn } from '../case/state.ts'
import { DropId } from '../ids.ts'
import { totalOf } from '../intake/account.ts'
import type { Language } from '../language.ts'
import { summaryOf } from './content.ts'
import type { Message, Section } from './notice.ts'
import { enStaff } from './wording/staff/en.ts'
import type { AccountPlace, StaffNews, StaffWording } from './wording/staff/staff.ts'
import { zhCnStaff } from './wording/staff/zh-cn.ts'
import { zhTwStaff } from './wording/staff/zh-tw.ts'
import { enTerms } from './wording/terms/en.ts'
import { planFigures, type Terms } from './wording/terms/terms.ts'
import { zhCnTerms } from './wording/terms/zh-cn.ts'
import { zhTwTerms } from './wording/terms/zh-tw.ts'

const wordings: Record<Language, StaffWording> = { en: enStaff, 'zh-CN': zhCnStaff, 'zh-TW': zhTwStaff }
const terms: Record<Language, Terms> = { en: enTerms, 'zh-CN': zhCnTerms, 'zh-TW': zhTwTerms }

/** What a message to staff is about, before it has a frame. */
export interface StaffWords {
  readonly subject: string
  readonly text: string
  readonly sections?: readonly Section[]
}

/** The words of one piece of news. */
export const staffNews = (news: StaffNews, language: Language): StaffWords => {
  const { subject, says } = wordings[language].news[news]
  return { subject, text: says }
}

/** The plans that an approver is asked about, and what they would cost the lender. */
export const approvalWanted = ({ offer, debt, facts }: CaseIn<'negotiating'>, language: Language): StaffWords => {
  const { owed, labels, option, presentValueLoss, needsApproval } = wordings[language]
  const words = { ...terms[language], labels: { ...terms[language].labels, ...labels } }
  const options = (offer?.options ?? []).map((plan, place) => ({
    heading: option(place + 1, words.kinds[plan.kind]),
    figures: [
      ...planFigures(summaryOf(plan, 'a'), words),
      { label: presentValueLoss, value: `${plan.presentValueLossPercent}%` },
      { label: needsApproval.label, value: plan.needsApproval ? needsApproval.yes : needsApproval.no },
    ],
  }))
  const total = { heading: owed, paragraphs: [words.amount(totalOf(debt), facts.currency)] }
  return { ...staffNews('approval', language), sections: [total, ...options] }
}

const placeOf = ({ caseId, seen }: Pick<Case, 'caseId' | 'seen'>): AccountPlace | undefined => {
  const [newest] = Object.entries(seen).slice(-1)
  const dropId = newest && DropId.safeParse(newest[0])
  return newest && dropId?.success ? { caseId, dropId: dropId.data, line: newest[1] } : undefined
}

/**
 * A message to staff, with the case in its subject and how to find its account below; who is no member of the lender's staff has no
 * use for the second.
 */
export const staffLetter = (
  { subject, text, sections = [] }: StaffWords,
  state: Pick<Case, 'caseId' | 'seen'>,
  { language, ofLender, asks }: { readonly language: Language; readonly ofLender: boolean; readonly asks: boolean },
): Message => {
  const wording = wordings[language]
  const place = ofLender ? placeOf(state) : undefined
  return {
    language,
    subject: `${subject}: ${state.caseId}`,
    greeting: wording.greeting,
    paragraphs: text.split('\n').filter((line) => line !== ''),
    figures: [],
    sections,
    ...(asks && { action: { label: wording.answer } }),
    closing: place === undefined ? [] : [wording.whose(place)],
    signature: wording.signature,
    clauses: [],
  }
}

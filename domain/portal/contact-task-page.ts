import { Temporal } from 'temporal-polyfill'
import * as z from 'zod'
import { type ContactTask, TaskOutcome } from '../case/contact-task.ts'
import type { Case } from '../case/state.ts'
import type { ContactDecision } from '../contact/gate.ts'
import { channelHoursOf } from '../contact/open-hours.ts'
import type { Language } from '../language.ts'
import { lenderNameIn } from '../notice/compose.ts'
import type { Section } from '../notice/notice.ts'
import type { StaffWords } from '../notice/staff-letter.ts'
import { DayOfWeek, type Policy } from '../policy/policy.ts'
import type { Instant } from '../time.ts'
import type { FieldProblem, Fields } from './answer-form.ts'
import { type Form, type Page, sayingPage } from './page.ts'
import { enScript } from './wording/script/en.ts'
import type { CallScript } from './wording/script/script.ts'
import { zhCnScript } from './wording/script/zh-cn.ts'
import { zhTwScript } from './wording/script/zh-tw.ts'

/** What staff say, by the borrower's language. */
export const callScripts: Readonly<Record<Language, CallScript>> = {
  en: enScript,
  'zh-CN': zhCnScript,
  'zh-TW': zhTwScript,
}

const page = (heading: string, paragraphs: readonly string[], more: Partial<Page> = {}): Page =>
  sayingPage({ language: 'en', title: 'A task for you', lender: 'Forbear', heading, paragraphs, ...more })

const asked = { phone: 'A call is wanted', sms: 'A text message is wanted' } as const
const why = {
  unreachable: 'E-mail to the borrower of this case comes back, so they do not hear from us.',
  unanswered: 'The borrower of this case has not answered the last reminder.',
} as const
const whose =
  'The number is in your own system, under the account of this case. Nothing here says who it is, and nothing that is typed here may.'

const hoursOf = ({ contact }: Policy, { channel }: ContactTask): Section['figures'] => {
  const dailyHours = channelHoursOf(contact.communicationTimeConfig, channel)?.openHours.dailyHours ?? {}
  return DayOfWeek.options.flatMap((weekday) => {
    const spans = (dailyHours[weekday] ?? []).map(
      ({ startTime, endTime }) => `${startTime.slice(1)}–${endTime.slice(1)}`,
    )
    const [first = '', ...rest] = weekday
    return spans.length === 0 ? [] : [{ label: first + rest.join('').toLowerCase(), value: spans.join(', ') }]
  })
}

const whenSection = (state: Case, task: ContactTask, policy: Policy): Section => ({
  heading: 'When it may be done',
  paragraphs: [
    `By the clock where the borrower lives (${state.zones.join(', ')})${policy.contact.communicationTimeConfig.days === 'working-days' ? ', on working days' : ''}. It is looked at again when you begin: the last slot may be gone by then, or a hold in force.`,
  ],
  figures: hoursOf(policy, task) ?? [],
})

const saySection = ({ language }: Case, { channel, because }: ContactTask, policy: Policy): Section => {
  const script = callScripts[language]
  const caller = { lender: lenderNameIn(policy, language), phone: policy.lender.phone }
  return channel === 'sms'
    ? { heading: 'What to send', paragraphs: [script.text(because, caller)] }
    : {
        heading: 'What to say',
        paragraphs: [script.opening(caller), script.identity, script.message[because], script.closing(caller)],
        points: [
          'Ask for two things that your own system knows. Until both are right, say nothing of why you call.',
          `To anybody else: ${script.somebodyElse}`,
          `If they do not want calls: ${script.noMoreCalls}`,
          'Leave no message on a machine, and none with other people.',
        ],
      }
}

/** What a member of staff is written: why, when and what to say; nothing of who it is (R73). */
export const taskMatter = (state: Case, task: ContactTask, policy: Policy): StaffWords => ({
  subject: asked[task.channel],
  text: [
    why[task.because],
    whose,
    'Begin and end it on the page behind this link, which takes the slot and keeps what came of it.',
  ].join('\n'),
  sections: [whenSection(state, task, policy), saySection(state, task, policy)],
})

/** Names what staff see, so that a page left open is not taken for a later task. */
export const taskQuestionId = ({ number, step }: ContactTask): string => `contact-task-${number}-${step}`

const outcomes: Readonly<Record<TaskOutcome, string>> = {
  reached: 'Reached: we spoke, or it was sent and answered',
  'not-reached': 'Not reached: nobody answered',
  'wrong-number': 'Wrong number: somebody else has it',
  'asks-not-to-be-called': 'They ask not to be called again',
}

const startForm = (task: ContactTask): Form => ({
  answer: 'start-contact',
  heading: '',
  says: [],
  fields: [],
  hidden: { question: taskQuestionId(task) },
  buttons: [{ label: task.channel === 'phone' ? 'Start the call' : 'Send the text now' }],
  folded: false,
})

const outcomeForm = (task: ContactTask): Form => ({
  answer: 'contact-outcome',
  heading: 'What came of it',
  says: ['An address that they give goes into your own system; with your next file, e-mail goes again.'],
  fields: [
    {
      kind: 'radios',
      name: 'outcome',
      label: 'Outcome',
      choices: TaskOutcome.options.map((value) => ({ value, label: outcomes[value] })),
    },
  ],
  hidden: { question: taskQuestionId(task) },
  buttons: [{ label: 'Record it' }],
  folded: false,
})

/** The page behind the link of a task, as the case stands now: what to do, when and what to say, and the way to begin or to end it. */
export const contactTaskPage = (state: Case, policy: Policy): Page => {
  const task = state.contactTask
  if (task === undefined || task.step === 'over')
    return page('Nothing is wanted now', ['This task is over. You need do nothing.'])
  const forms = task.step === 'started' ? [outcomeForm(task)] : [startForm(task)]
  return page(`${asked[task.channel]}: ${state.caseId}`, [why[task.because], whose], {
    sections: [whenSection(state, task, policy), saySection(state, task, policy)],
    forms,
  })
}

/** Why staff may not begin now, and from when they may. */
export const notNowPage = (state: Case, decision: Exclude<ContactDecision, { decision: 'now' }>): Page =>
  page('Not now, please', [reasonOf(state, decision)], {
    links: [{ href: '?', label: 'Look at the task again', apart: false }],
  })

/** To the minute, rounded up: who comes then is not sent away again. */
const at = ({ zone }: Case, until: Instant): string => {
  const local = Temporal.Instant.from(until).toZonedDateTimeISO(zone).toPlainDateTime()
  return `${local.toString({ smallestUnit: 'minute', roundingMode: 'ceil' }).replace('T', ' ')} (${zone})`
}

/** Why not, in words for staff. */
export const reasonOf = (state: Case, decision: Exclude<ContactDecision, { decision: 'now' }>): string => {
  if (decision.decision === 'suppress')
    return decision.reason.startsWith('hold-')
      ? `The borrower may not be contacted about this: ${decision.reason.slice('hold-'.length)}. The task is over.`
      : 'This task is too old to be of use, or its channel is closed. The task is over.'
  const until = at(state, decision.until)
  if (decision.because === 'window') return `It is outside the permitted hours; they open at ${until}.`
  if (decision.because === 'cap')
    return `The borrower was contacted as often as is allowed; there is a slot at ${until}.`
  return `The borrower is to be left in peace for now: ${decision.because.slice('hold-'.length)}. Look again at ${until}.`
}

/** What staff read after they recorded what came of it. */
export const taskDonePage = page('Thank you', ['It is in the dossier. You hear from us if anything else is wanted.'])

const TaskAnswer = z.discriminatedUnion('answer', [
  z.object({ answer: z.literal('start-contact') }),
  z.object({ answer: z.literal('contact-outcome'), outcome: TaskOutcome }),
])
export type TaskAnswer = z.infer<typeof TaskAnswer>

/** Reads what staff send from the page; the first field that cannot be taken comes back as a value. */
export const readTaskAnswer = (fields: Fields): TaskAnswer | FieldProblem => {
  const read = TaskAnswer.safeParse(fields)
  if (read.success) return read.data
  const field = String(read.error.issues[0]?.path[0] ?? 'answer')
  return { field, fault: fields[field] === undefined ? 'missing' : 'choice' }
}

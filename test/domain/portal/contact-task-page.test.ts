import { describe, expect, test } from 'vitest'
import { type ContactTask, TaskReason } from '../../../domain/case/contact-task.ts'
import { conductFindings } from '../../../domain/conduct/conduct.ts'
import { Language } from '../../../domain/language.ts'
import {
  callScripts,
  contactTaskPage,
  notNowPage,
  readTaskAnswer,
  reasonOf,
  taskMatter,
} from '../../../domain/portal/contact-task-page.ts'
import { renderPage } from '../../../domain/portal/render-page.ts'
import { instantOf } from '../../../domain/time.ts'
import { at } from '../case/walk.ts'

const walk = at.offered()
const task = (changes: Partial<ContactTask> = {}): ContactTask => ({
  number: 1,
  channel: 'phone',
  because: 'unreachable',
  about: 'offer',
  openedAt: walk.now,
  notBefore: walk.now,
  step: 'handed-over',
  ...changes,
})
const stateWith = (changes: Partial<ContactTask> = {}) => ({ ...walk.state, contactTask: task(changes) })
const htmlOf = (changes: Partial<ContactTask> = {}) => renderPage(contactTaskPage(stateWith(changes), walk.policy))

describe.each(Language.options)('what staff say in %s', (language) => {
  const script = callScripts[language]
  const caller = { lender: 'Union C', phone: '+1 202 555 0100' }
  const said = TaskReason.options.flatMap((because) => [script.message[because], script.text(because, caller)])
  const all = [
    script.opening(caller),
    script.identity,
    script.somebodyElse,
    ...said,
    script.closing(caller),
    script.noMoreCalls,
  ]

  test('threatens, presses and shames nobody', () => {
    for (const sentence of all) expect(conductFindings(sentence, language), sentence).toEqual([])
  })

  test('tells nobody of a debt before it is certain who listens, and no text message ever does', () => {
    const before = [script.opening(caller), script.identity, script.somebodyElse]
    const texts = TaskReason.options.map((because) => script.text(because, caller))
    for (const sentence of [...before, ...texts])
      expect(sentence).not.toMatch(/debt|loan|overdue|owe|payment|instal|欠|债|債|贷|貸|逾期|还款|還款|催/i)
  })

  test('says who speaks and where a person answers', () => {
    expect(script.opening(caller)).toContain(caller.lender)
    expect(script.closing(caller)).toContain(caller.phone)
    for (const because of TaskReason.options) expect(script.text(because, caller)).toContain(caller.phone)
  })
})

describe('the page of a task', () => {
  test('says why, when and what to say in the borrower’s language, and lets staff begin', () => {
    const html = htmlOf()
    expect(html).toContain(`A call is wanted: ${walk.caseId}`)
    expect(html).toContain('09:00–18:00')
    expect(html).toContain('Asia/Shanghai), on working days')
    expect(html).toContain('平台甲')
    expect(html).toContain('Start the call')
    expect(html).not.toContain('What came of it')
  })

  test('shows the words of a text message, where that is the channel', () => {
    const html = htmlOf({ channel: 'sms' })
    expect(html).toContain('A text message is wanted')
    expect(html).toContain('【平台甲】')
    expect(html).not.toContain('Leave no message on a machine')
  })

  test('asks what came of it once it was begun, and nothing once it is over', () => {
    expect(htmlOf({ step: 'started' })).toContain('They ask not to be called again')
    expect(htmlOf({ step: 'started' })).not.toContain('Start the call')
    expect(htmlOf({ step: 'over' })).toContain('Nothing is wanted now')
  })

  test('goes to staff as mail that names nobody', () => {
    const { subject, text, sections } = taskMatter(stateWith(), task(), walk.policy)
    expect(subject).toBe('A call is wanted')
    expect(text).toContain('E-mail to the borrower of this case comes back')
    expect(sections).toMatchObject([
      { heading: 'When it may be done', figures: expect.arrayContaining([{ label: 'Monday', value: '09:00–18:00' }]) },
      {
        heading: 'What to say',
        paragraphs: [expect.stringContaining('平台甲'), expect.anything(), expect.anything(), expect.anything()],
      },
    ])
  })
})

describe('why staff may not begin', () => {
  const until = instantOf('2026-03-09T01:00:00.001Z')
  test.each([
    ['window', 'It is outside the permitted hours; they open at 2026-03-09 09:01 (Asia/Shanghai).'],
    ['cap', 'The borrower was contacted as often as is allowed; there is a slot at 2026-03-09 09:01 (Asia/Shanghai).'],
    [
      'hold-complaint',
      'The borrower is to be left in peace for now: complaint. Look again at 2026-03-09 09:01 (Asia/Shanghai).',
    ],
  ] as const)('%s is told with when they may', (because, words) => {
    const decision = { decision: 'wait', until, because, provisional: false } as const
    expect(reasonOf(walk.state, decision)).toBe(words)
    expect(renderPage(notNowPage(walk.state, decision))).toContain('Look at the task again')
  })

  test('a hold that stays is told by its name', () => {
    expect(reasonOf(walk.state, { decision: 'suppress', reason: 'hold-no-calls' })).toContain('no-calls')
    expect(reasonOf(walk.state, { decision: 'suppress', reason: 'stale' })).toContain('too old')
  })
})

test('what staff send is read, or the field is named that cannot be', () => {
  expect(readTaskAnswer({ answer: 'start-contact' })).toEqual({ answer: 'start-contact' })
  expect(readTaskAnswer({ answer: 'contact-outcome', outcome: 'reached' })).toMatchObject({ outcome: 'reached' })
  expect(readTaskAnswer({ answer: 'contact-outcome' })).toEqual({ field: 'outcome', fault: 'missing' })
  expect(readTaskAnswer({ answer: 'contact-outcome', outcome: 'shouted' })).toEqual({
    field: 'outcome',
    fault: 'choice',
  })
  expect(readTaskAnswer({})).toEqual({ field: 'answer', fault: 'missing' })
})

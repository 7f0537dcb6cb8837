import type { Command } from '../../../domain/case/command.ts'
import { noticeIdOf } from '../../../domain/ids.ts'
import { isRefusal } from '../../../domain/outcome.ts'
import { dayPlusDays } from '../../../domain/time.ts'
import { admission, documentHash, type EpisodeOrder, facts, origin, payment, statement, type Walk } from './walk.ts'

const orders: readonly EpisodeOrder[] = [
  'assess risk',
  'request statement',
  'remind statement',
  'score ability',
  'build options',
  'ask approval',
  'make offer',
  'remind offer',
  'answer counter-offer',
  'put proposal',
  'end negotiation',
  'explain agreement',
  'ask signature',
  'activate plan',
  'lapse agreement',
]

/** One of every command, as it would be given to a case where it stands. */
export const everyCommand = (walk: Walk): Readonly<Record<string, Command>> => {
  const { episode, warnings, notices } = walk.state
  const warning = Math.max(1, warnings)
  const noticeId = noticeIdOf(walk.caseId, Math.max(1, notices))
  return {
    'admit account: the same row': admission(walk, 1),
    'admit account: a later row': admission(walk, 77, { ...facts, daysPastDue: 41 }),
    'receive payment': {
      type: 'receive payment',
      paymentId: payment('new'),
      amount: 5_000,
      on: walk.today,
      origin: origin(900),
    },
    'reverse payment': { type: 'reverse payment', paymentId: payment('unheard-of'), origin: origin(901) },
    ...Object.fromEntries(orders.map((type) => [type, { type, episode }])),
    'assign mediator': { type: 'assign mediator', episode, load: {} },
    'draw up agreement': { type: 'draw up agreement', episode, documentHash },
    'watch plan': { type: 'watch plan', today: walk.today },
    'ask what changed': { type: 'ask what changed', warning },
    'respond to change': { type: 'respond to change', warning },
    'check recovery': { type: 'check recovery', warning },
    'answer: statement': { type: 'take answer', answer: { answer: 'statement', statement } },
    'answer: accept': { type: 'take answer', answer: { answer: 'accept', option: 'a' } },
    'answer: counter': { type: 'take answer', answer: { answer: 'counter', monthlyAmount: 100_000 } },
    'answer: decline': { type: 'take answer', answer: { answer: 'decline' } },
    'answer: mediate': { type: 'take answer', answer: { answer: 'mediate' } },
    'answer: understanding': {
      type: 'take answer',
      answer: walk.state.stage === 'agreeing' ? walk.understood() : { answer: 'understanding', choices: [0, 0, 0] },
    },
    'answer: sign': { type: 'take answer', answer: { answer: 'sign', documentHash } },
    'answer: withdraw': { type: 'take answer', answer: { answer: 'withdraw' } },
    'answer: will-pay': { type: 'take answer', answer: { answer: 'will-pay', payBy: dayPlusDays(walk.today, 7) } },
    'answer: difficulty': { type: 'take answer', answer: { answer: 'difficulty', hardship: 'illness' } },
    'answer: support-group': { type: 'take answer', answer: { answer: 'support-group' } },
    'answer: all-well': { type: 'take answer', answer: { answer: 'all-well' } },
    'answer: opt-out': { type: 'take answer', answer: { answer: 'opt-out' } },
    'answer: complaint': { type: 'take answer', answer: { answer: 'complaint' } },
    'staff: approval': { type: 'take staff answer', answer: { answer: 'approval', granted: true } },
    'staff: proposal': { type: 'take staff answer', answer: { answer: 'proposal', monthlyAmount: 90_000, months: 36 } },
    'record notice sent': { type: 'record notice sent', noticeId, messageId: 'ses-1', confirmed: true },
    'suppress notice': { type: 'suppress notice', noticeId, reason: 'stale' },
    'record failure': { type: 'record failure', machine: 'offer', step: 'Build options', error: 'DefectError' },
  }
}

/** What a command comes to, in one line: the events in their order, `-` for none, or `no: ` and the refusal's code. */
export const outcomeOf = (walk: Walk, command: Command): string => {
  const decided = walk.ask(command)
  if (isRefusal(decided)) return `no: ${decided.code}`
  return decided.length === 0 ? '-' : decided.map(({ type }) => type).join(' ')
}

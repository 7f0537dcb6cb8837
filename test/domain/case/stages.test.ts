import { expect, test } from 'vitest'
import { unknownAccount } from '../../../domain/case/decide.ts'
import { everyCommand, outcomeOf } from './commands.ts'
import { at, Walk } from './walk.ts'

const cases = Object.fromEntries(Object.entries(at).map(([point, go]) => [point, go()]))

const negotiation = 'negotiating offered mediated proposed'
const agreement = 'accepted explained understood signed'
const plan = 'performing warned'
const everywhere = `admitted assessing stated ${negotiation} ${agreement} ${plan} broken closed`

/** What each command comes to, by the points of the road at which it comes to that; everywhere else it is refused as `otherwise`. */
const table: Record<string, { readonly otherwise: string; readonly [outcome: string]: string }> = {
  'admit account: the same row': { otherwise: '-' },
  'admit account: a later row': { otherwise: 'AccountUpdated' },
  'receive payment': { otherwise: 'PaymentReceived', 'PaymentReceived NoticeRequested': plan },
  'reverse payment': { otherwise: 'no: unknown-payment' },

  'assess risk': { otherwise: 'no: moved-on', RiskAssessed: 'admitted broken', '-': 'assessing stated' },
  'request statement': { otherwise: 'no: moved-on', '-': 'assessing stated' },
  'remind statement': { otherwise: 'no: moved-on', 'StatementReminded NoticeRequested': 'assessing', '-': 'stated' },
  'score ability': {
    otherwise: 'no: moved-on',
    'StatementLapsed Assessed': 'assessing',
    Assessed: 'stated',
    '-': negotiation,
  },

  'build options': { otherwise: 'no: moved-on', OptionsBuilt: 'negotiating', '-': 'offered mediated proposed' },
  'ask approval': { otherwise: 'no: moved-on', '-': 'offered mediated proposed' },
  'make offer': { otherwise: 'no: moved-on', '-': 'offered mediated proposed' },
  'remind offer': { otherwise: 'no: moved-on', 'OfferReminded NoticeRequested': 'offered', '-': 'mediated proposed' },
  'answer counter-offer': { otherwise: 'no: moved-on', '-': 'offered mediated proposed' },
  'assign mediator': {
    otherwise: 'no: moved-on',
    'MediatorAssigned HoldPlaced NoticeRequested': 'negotiating offered',
    '-': 'mediated proposed',
  },
  'put proposal': { otherwise: 'no: moved-on', '-': 'proposed' },
  'end negotiation': { otherwise: 'no: moved-on', 'CaseClosed NoticeRequested': negotiation },

  'draw up agreement': { otherwise: 'no: moved-on', AgreementDrawnUp: 'accepted', '-': 'explained understood signed' },
  'explain agreement': { otherwise: 'no: moved-on', '-': agreement },
  'ask signature': { otherwise: 'no: moved-on', '-': agreement },
  'activate plan': {
    otherwise: 'no: moved-on',
    'no: not-signed': 'accepted explained understood',
    'no: cooling-off': 'signed',
    '-': plan,
  },
  'lapse agreement': { otherwise: 'no: moved-on', 'CaseClosed NoticeRequested': 'accepted explained understood' },

  'watch plan': { otherwise: 'no: moved-on', '-': plan },
  'ask what changed': { otherwise: 'no: moved-on', 'ChangeAskedFor NoticeRequested': 'warned' },
  'respond to change': { otherwise: 'no: moved-on', WarningHandedOver: 'warned' },
  'check recovery': { otherwise: 'no: moved-on', WarningHandedOver: 'warned' },

  'answer: statement': { otherwise: 'no: too-late', StatementReceived: 'assessing' },
  'answer: accept': { otherwise: 'no: too-late', PlanAccepted: 'offered', 'HoldLifted PlanAccepted': 'proposed' },
  'answer: counter': { otherwise: 'no: too-late', CounterOffered: 'offered', 'no: not-offered': 'proposed' },
  'answer: decline': { otherwise: 'no: too-late', OfferDeclined: 'offered', ProposalDeclined: 'proposed' },
  'answer: mediate': { otherwise: 'no: too-late', MediationWanted: 'offered', 'no: not-offered': 'proposed' },
  'answer: understanding': { otherwise: 'no: too-late', AgreementUnderstood: 'explained' },
  'answer: sign': {
    otherwise: 'no: too-late',
    'no: not-understood': 'accepted explained',
    'AgreementSigned HoldPlaced NoticeRequested': 'understood',
  },
  'answer: withdraw': { otherwise: 'no: too-late', 'AgreementWithdrawn CaseClosed': agreement },
  'answer: will-pay': {
    otherwise: 'no: too-late',
    'WarningRaised WarningAnswered': 'performing',
    WarningAnswered: 'warned',
  },
  'answer: difficulty': {
    otherwise: 'no: too-late',
    'WarningRaised WarningAnswered': 'performing',
    WarningAnswered: 'warned',
  },
  'answer: support-group': {
    otherwise: 'no: too-late',
    'WarningRaised WarningAnswered': 'performing',
    WarningAnswered: 'warned',
  },
  'answer: all-well': { otherwise: 'no: too-late', '-': plan },
  'answer: opt-out': { otherwise: 'HoldPlaced' },
  'answer: complaint': { otherwise: 'ComplaintTaken HoldPlaced NoticeRequested' },
  'staff: approval': { otherwise: 'no: too-late', 'no: not-wanted': negotiation },
  'staff: proposal': { otherwise: 'no: too-late', MediatorProposed: 'mediated' },

  'record notice sent': { otherwise: 'NoticeSent', 'no: not-pending': 'admitted' },
  'suppress notice': { otherwise: 'NoticeSuppressed', 'no: not-pending': 'admitted' },
  'record failure': { otherwise: 'StageFailed' },
}

const commandsAt = (point: string) => {
  const walk = cases[point] ?? new Walk()
  return { walk, commands: everyCommand(walk) }
}

test('every command stands in the table, at every point of the road', () => {
  expect(Object.keys(table).toSorted()).toEqual(Object.keys(commandsAt('admitted').commands).toSorted())
  expect(everywhere.split(' ').toSorted()).toEqual(Object.keys(at).toSorted())
})

test.each(Object.entries(table))('%s', (name, { otherwise, ...outcomes }) => {
  const foreseen = (point: string): string =>
    Object.entries(outcomes).find(([, points]) => points.split(' ').includes(point))?.[0] ?? otherwise
  const outcome = (point: string): string => {
    const { walk, commands } = commandsAt(point)
    const command = commands[name]
    return command === undefined ? 'no such command' : outcomeOf(walk, command)
  }
  const points = Object.keys(at)
  expect(Object.fromEntries(points.map((point) => [point, outcome(point)]))).toEqual(
    Object.fromEntries(points.map((point) => [point, foreseen(point)])),
  )
})

test('nothing but an account can begin a case', () => {
  const { commands } = commandsAt('performing')
  for (const command of Object.values(commands))
    if (command.type !== 'admit account') expect(new Walk().ask(command)).toEqual(unknownAccount)
})

test('an order of an earlier episode is seen to be late', () => {
  const walk = at.broken()
  expect(walk.state.episode).toBe(2)
  for (const command of Object.values(everyCommand(walk)))
    if ('episode' in command) expect(walk.ask({ ...command, episode: 1 })).toMatchObject({ code: 'moved-on' })
})

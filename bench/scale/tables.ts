import { assumed } from '../cost/assumed.ts'
import { costOf, type PriceList, totalCost } from '../cost/prices.ts'
import type { Recorded } from '../cost/recorded.ts'
import { figure, markdownTable } from '../markdown.ts'
import { constantsInSources } from '../own-constants.ts'
import { bookLines, mornings, payments, planYear } from './book.ts'
import { backOffStorm, type DropSize, dropLines, dropShape, herdRate, type Line } from './drop.ts'
import type { OwnLimits } from './own-limits.ts'
import { type Region, type RegionName, regionNames } from './quotas.ts'
import { scenarios } from './scenarios.ts'

/** All that is reckoned from. */
export interface Grounds {
  readonly recorded: Recorded
  readonly prices: PriceList
  readonly own: OwnLimits
  readonly quotas: Readonly<Record<RegionName, Region>>
  readonly size: DropSize
}

/** A span of time as people say it: `45 s`, `12 min`, `3.4 h`, `2.1 days`. */
export const span = (seconds: number): string => {
  if (seconds < 90) return `${figure(Math.ceil(seconds))} s`
  if (seconds < 90 * 60) return `${figure(Math.round(seconds / 60))} min`
  if (seconds < 48 * 3600) return `${(seconds / 3600).toFixed(1)} h`
  return `${(seconds / 86_400).toFixed(1)} days`
}

const takes = ({ takes: taken }: Line): string =>
  'seconds' in taken
    ? span(taken.seconds)
    : taken.timesOver > 1
      ? `${figure(taken.timesOver)} times too many`
      : 'enough'

const comparing = (of: (region: Region) => Line[], { quotas }: Grounds): string => {
  const lines = regionNames.map((name) => of(quotas[name]))
  const [first = []] = lines
  return markdownTable(
    ['', 'asked', '', ...regionNames.flatMap((name) => [name, 'takes'])],
    first.map(({ what, asked, unit }, row) => [
      what,
      figure(asked),
      unit,
      ...lines.flatMap((each) => {
        const line = each[row]
        return line === undefined
          ? ['', '']
          : [`${figure(line.given)}${'seconds' in line.takes ? '/s' : ''}`, takes(line)]
      }),
    ]),
  )
}

/** The lines of a region that bind: stocks that do not suffice, then what takes longest, the worst first. */
export const bindingLines = (lines: readonly Line[]): Line[] => {
  const weight = ({ takes: taken }: Line) =>
    'seconds' in taken ? taken.seconds : taken.timesOver > 1 ? taken.timesOver * 1e9 : 0
  return [...lines].sort((a, b) => weight(b) - weight(a))
}

const first = (grounds: Grounds): string => {
  const { size, recorded, own, quotas } = grounds
  const reckoned: readonly (readonly [string, (region: Region) => Line[]])[] = [
    [`a drop of ${figure(size.accounts)} accounts`, (region) => dropLines(size, recorded, own, region)],
    [`a book of ${figure(scenarios.plans)} plans`, (region) => bookLines(scenarios.plans, recorded, own, region)],
  ]
  const rows = reckoned.flatMap(([what, of]) =>
    regionNames.map((name) => {
      const lines = bindingLines(of(quotas[name]))
      const stops = lines.filter((line) => 'timesOver' in line.takes && line.takes.timesOver > 1)
      const slow = lines.find((line) => 'seconds' in line.takes)
      const stopping = stops.map((line) => line.what).join('; ')
      return [what, name, stopping || 'nothing', slow?.what ?? '', slow === undefined ? '' : takes(slow)]
    }),
  )
  return markdownTable(['', 'region', 'stops', 'then binds', 'takes'], rows)
}

const measured = ({ recorded }: Grounds): string => {
  const year = planYear(recorded)
  const asked = recorded.paths['first message']
  if (asked === undefined) throw new Error('no first message on record; run npm run cost -- --record')
  const row = (what: string, used: typeof asked.used, started: number, rowWrites: number) => [
    what,
    ...[
      started,
      used.stateTransitions,
      used.functionCalls,
      used.tableWriteUnits,
      rowWrites,
      used.busEvents,
      used.mails,
    ].map(figure),
  ]
  return markdownTable(
    ['', 'executions', 'transitions', 'calls', 'write units', 'of them a row', 'events', 'mails'],
    [
      row('an account until its first message', asked.used, asked.started, asked.rowsWrote.writeUnits),
      row('a plan in a year that is kept', year.used, year.started, year.paymentWriteUnits),
    ],
  )
}

/** Write units of one account's row. */
const rowWrites = ({ paths }: Recorded): number => paths['first message']?.rowsWrote.writeUnits ?? 0

const shape = ({ size, own, recorded, quotas }: Grounds): string => {
  const { bytes, chunks, rowsAChunk, rowsASecond, secondsUnhindered } = dropShape(size, own)
  const writes = rowWrites(recorded)
  const perChunk = rowsASecond / own.chunksAtOnce
  const borne = (aSecond: number) => figure(aSecond / writes / perChunk)
  const { newTableWrites, tableWrites } = quotas['us-east-1']
  return markdownTable(
    ['the file', ''],
    [
      ['megabytes', figure(bytes / 1024 ** 2)],
      ['chunks', figure(chunks)],
      ['rows a chunk', figure(rowsAChunk)],
      ['rows a second that the chunks at once would deal with', figure(rowsASecond)],
      ['write units a second that they would ask for', figure(rowsASecond * writes)],
      ['how long that would take, were there no quota', span(secondsUnhindered)],
      ['chunks at once that a new table bears', borne(newTableWrites.aSecond)],
      ['chunks at once that a warm table bears', borne(tableWrites.aSecond)],
    ],
  )
}

const mail = ({ size, own, prices, quotas }: Grounds): string => {
  const even = Math.ceil(size.accounts / (scenarios.openHours * 3600))
  const herd = herdRate(size.accounts, own, quotas['us-east-1'].stateTransitions)
  return markdownTable(
    ['mails a second', 'takes', 'rounds of back-off', 'tries', 'transitions', 'their cost, USD', 'the mails, USD'],
    [even, scenarios.modestMailRate, 200, herd].map((rate) => {
      const { rounds, tries, transitions } = backOffStorm(
        size.accounts,
        rate,
        own,
        quotas['us-east-1'].stateTransitions,
      )
      const usd = (transitions * prices.prices.stateTransitions.usd) / prices.prices.stateTransitions.per
      const mails = (size.accounts * prices.prices.mails.usd) / prices.prices.mails.per
      return [
        figure(rate),
        span(size.accounts / rate),
        figure(rounds),
        figure(tries),
        figure(transitions),
        figure(Math.round(usd)),
        figure(mails),
      ]
    }),
  )
}

/** Shards that the history of the busiest day, the index when payments come, and the shards at once ask for. */
const wantedShards = ({ recorded, own, quotas, size }: Grounds): number => {
  const year = planYear(recorded)
  const { shardsForHistory } = mornings(scenarios.plans, year, own)
  const { rowsASecond } = dropShape(size, own)
  const { shardsForIndex } = payments(scenarios.plans, year, rowsASecond, quotas['us-east-1'])
  return Math.max(shardsForHistory, shardsForIndex, own.shardsAtOnce)
}

const morning = (grounds: Grounds): string => {
  const { recorded, own } = grounds
  const year = planYear(recorded)
  const now = mornings(scenarios.plans, year, own)
  const wanted = wantedShards(grounds)
  const then = mornings(scenarios.plans, year, { ...own, shards: wanted })
  return markdownTable(
    ['shards of the lender', 'plans a second', 'usually due', 'takes', 'due at most', 'takes', 'given up after'],
    [[own.shards, now] as const, [wanted, then] as const].map(([shards, of]) => [
      figure(shards),
      figure(of.plansASecond),
      figure(of.usual),
      span(of.usualSeconds),
      figure(of.busiest),
      span(of.busiestSeconds),
      `${figure(own.morningHours)} h`,
    ]),
  )
}

const volumes = ({ recorded, prices }: Grounds): string => {
  const year = planYear(recorded)
  const agreed = recorded.paths['agreed']
  if (agreed === undefined) throw new Error('no agreement on record; run npm run cost -- --record')
  const kept = recorded.paths['kept for a year']?.used ?? agreed.used
  const mails = scenarios.plans * year.used.mails
  return markdownTable(
    ['in a year', ''],
    [
      ['mails', figure(mails)],
      ['mails on an open day', figure(mails / scenarios.openDays)],
      ['mails a second in its open hours', figure(mails / scenarios.openDays / scenarios.openHours / 3600)],
      ['terabytes of dossiers after it', figure((scenarios.plans * kept.tableGigabyteMonths) / 12 / 1024)],
      ['gigabytes of logs a day', figure((scenarios.plans * year.used.logGigabytes) / 365)],
      ['calls of functions a second, on average', figure((scenarios.plans * year.used.functionCalls) / 365 / 86_400)],
      ['US dollars for the plans in force', figure(scenarios.plans * totalCost(year.used, prices))],
      ['US dollars of it for mails', figure(scenarios.plans * costOf(year.used, 'mails', prices))],
    ],
  )
}

const ownTable = ({ recorded, own, quotas, size }: Grounds): string => {
  const year = planYear(recorded)
  const { rowsASecond } = dropShape(size, own)
  const { shardsForHistory, plansAShard } = mornings(scenarios.plans, year, own)
  const { shardsForIndex } = payments(scenarios.plans, year, rowsASecond, quotas['us-east-1'])
  const writesOfAChunk = (rowsASecond / own.chunksAtOnce) * rowWrites(recorded)
  const borne = (aSecond: number) => figure(aSecond / writesOfAChunk)
  const { newTableWrites, tableWrites } = quotas['us-east-1']
  const { lanes, startsAtOnce, plansAtOnce, apiRate } = constantsInSources
  const startedASecond = (startsAtOnce.value * 1000) / (assumed.handlerMs + assumed.callMs.states)
  const handedOver = size.accounts * (recorded.paths['first message']?.handedOver ?? 0)
  const requests = size.accounts * (recorded.paths['agreed']?.used.apiRequests ?? 0)
  const answers = requests / scenarios.answerDays / scenarios.openHours / 3600
  return markdownTable(
    ['our own', 'is', 'at this size'],
    [
      [
        'chunks of a drop at once, `workflows/intake.ts`',
        figure(own.chunksAtOnce),
        `${borne(newTableWrites.aSecond)} is what a new table bears, ${borne(tableWrites.aSecond)} a warm one`,
      ],
      [
        'lanes of a chunk, `functions/adapters/drops.ts`',
        figure(lanes.value),
        `one chunk alone asks for ${figure(writesOfAChunk)} write units a second`,
      ],
      [
        'shards of a lender, `policies/`',
        figure(own.shards),
        `${figure(shardsForHistory)} for the history of the busiest day, ${figure(shardsForIndex)} for the index when payments come`,
      ],
      ['shards at once, `workflows/monitoring.ts`', figure(own.shardsAtOnce), 'enough, once there are as many shards'],
      [
        'plans at once, `functions/monitoring/watch-plans.ts`',
        figure(plansAtOnce.value),
        `a shard’s history has room for ${figure(plansAShard)} plans a day`,
      ],
      [
        'stages started at once, `infra/configuration.ts`',
        figure(startsAtOnce.value),
        `${figure(startedASecond)} a second; the stages of such a drop are started in ${span(handedOver / startedASecond)}, and events wait for 6 h`,
      ],
      [
        'back-off of a notice in seconds, `functions/notice/await-window.ts`',
        figure(own.backOffSeconds),
        'see the table of mail',
      ],
      [
        'requests a second of the API, `infra/constructs/answers-api.ts`',
        figure(apiRate.value),
        `${figure(answers)} on average, when a whole drop answers in ${figure(scenarios.answerDays)} open days`,
      ],
      [
        'reserved concurrency, `infra/constructs/answers-api.ts`',
        'answers',
        'one busy step can still take what the other steps need',
      ],
      ['one contact ledger a borrower, one snapshot a case', '1 item', 'never hot: it changes a few times a day'],
    ],
  )
}

/** Hours in which a drop, or a usual day’s work, shall be through. */
const wantedHours = 1

const ask = (grounds: Grounds): string => {
  const { size, recorded, own, quotas } = grounds
  const us = dropLines(size, recorded, own, quotas['us-east-1'])
  const wanted = (what: string) => Math.ceil((us.find((line) => line.what === what)?.asked ?? 0) / wantedHours / 3600)
  const holiday = bookLines(scenarios.plans, recorded, own, quotas['us-east-1']).find(
    ({ unit, takes: taken }) => unit === 'executions' && 'timesOver' in taken,
  )
  const mails = scenarios.plans * planYear(recorded).used.mails
  const { rowsASecond } = dropShape(size, own)
  const writes = rowWrites(recorded)
  const rows: readonly (readonly [string, (region: Region) => string, string])[] = [
    [
      'open executions',
      ({ openExecutions }) => figure(openExecutions.most),
      figure(Math.ceil(Math.max(2 * size.accounts, holiday?.asked ?? 0) / 1e6) * 1e6),
    ],
    [
      'StartExecution a second',
      ({ startExecutions }) => figure(startExecutions.aSecond),
      figure(wanted('start assessments and waits')),
    ],
    [
      'StateTransition a second',
      ({ stateTransitions }) => figure(stateTransitions.aSecond),
      figure(wanted('walk through the states')),
    ],
    ['PutEvents a second', ({ busEvents }) => figure(busEvents.aSecond), figure(wanted('publish what happened'))],
    [
      'write units a second of the case table, warmed',
      ({ newTableWrites }) => figure(newTableWrites.aSecond),
      figure(rowsASecond * writes),
    ],
    ['mails in 24 hours', () => 'not published', figure(Math.max(size.accounts, mails / scenarios.openDays))],
    [
      'mails a second',
      () => 'not published',
      figure(herdRate(size.accounts, own, quotas['us-east-1'].stateTransitions)),
    ],
  ]
  return markdownTable(
    ['what', ...regionNames, `ask for, to be through in ${wantedHours} h`],
    rows.map(([what, given, wish]) => [what, ...regionNames.map((name) => given(quotas[name])), wish]),
  )
}

const sources = ({ quotas }: Grounds): string =>
  markdownTable(
    ['quota', ...regionNames.map((name) => `source for ${name}`)],
    Object.keys(quotas['us-east-1']).map((name) => [
      name,
      ...regionNames.map(
        (region) => Object.entries(quotas[region]).find(([quota]) => quota === name)?.[1].source ?? '',
      ),
    ]),
  )

/** Every table of `docs/scale.md`, by the name under which the document holds it. */
export const scaleTables = (grounds: Grounds): Readonly<Record<string, string>> => ({
  first: first(grounds),
  measured: measured(grounds),
  drop: comparing((region) => dropLines(grounds.size, grounds.recorded, grounds.own, region), grounds),
  file: shape(grounds),
  mail: mail(grounds),
  book: comparing((region) => bookLines(scenarios.plans, grounds.recorded, grounds.own, region), grounds),
  mornings: morning(grounds),
  volumes: volumes(grounds),
  own: ownTable(grounds),
  ask: ask(grounds),
  sources: sources(grounds),
})

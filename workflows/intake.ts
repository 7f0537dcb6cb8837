import { Duration } from 'aws-cdk-lib'
import {
  Choice,
  Condition,
  DistributedMap,
  ProvideItems,
  type StateMachine,
  StateMachineType,
} from 'aws-cdk-lib/aws-stepfunctions'
import { Construct } from 'constructs'
import { step as admitAccounts } from '../functions/intake/admit-accounts.ts'
import { step as applyPayments } from '../functions/intake/apply-payments.ts'
import { step as countContacts } from '../functions/intake/count-contacts.ts'
import { step as placeHolds } from '../functions/intake/place-holds.ts'
import { step as reportDrop } from '../functions/intake/report-drop.ts'
import { step as splitDrop } from '../functions/intake/split-drop.ts'
import { jsonata, MachineBuilder, type MachineProps, ofInput } from './machine-builder.ts'

/** Chunks dealt with at once: Lambda's default of 1,000 invocations an account is shared with everything else that runs. */
const chunksAtOnce = 50

/**
 * Intake of one dropped file, starts on its arrival with `{ bucket, key, contentTag, size, lenderId, kind, dropId }`:
 *
 *     Split drop → For each chunk: Admit accounts | Apply payments | Count contacts | Place holds → Report drop → Done
 *                      ↺ rows that need others of the same file come afterwards, in chunks of their own
 *
 * A chunk may be dealt with twice and changes nothing the second time; the same file dropped again finds done what was done.
 */
export class IntakeMachine extends Construct {
  readonly machine: StateMachine

  constructor(scope: Construct, id: string, props: MachineProps) {
    super(scope, id)
    const lenderId = ofInput('lenderId')
    const build = new MachineBuilder(this, props, { lenderId })
    const drop = { lenderId, dropId: ofInput('dropId'), kind: ofInput('kind') }
    const file = {
      ...drop,
      bucket: ofInput('bucket'),
      key: ofInput('key'),
      contentTag: ofInput('contentTag'),
      size: ofInput('size'),
    }
    const split = build.task(splitDrop, file, { assign: { afterwards: jsonata('$states.result.Payload.afterwards') } })

    const inChunk = jsonata('$states.input.lenderId')
    const chunk = new MachineBuilder(
      this,
      props,
      { lenderId: inChunk },
      { done: 'Chunk done', failure: 'Record chunk failure' },
    )
    const payload = {
      lenderId: inChunk,
      dropId: jsonata('$states.input.dropId'),
      chunk: jsonata('$states.input.chunk'),
    }
    const admit = chunk.task(admitAccounts, payload)
    const pay = chunk.task(applyPayments, payload)
    const count = chunk.task(countContacts, payload)
    const hold = chunk.task(placeHolds, payload)
    for (const task of [admit, pay, count, hold]) task.next(chunk.done)

    const map = DistributedMap.jsonata(this, 'For each chunk', {
      items: ProvideItems.jsonata(jsonata('$states.input.chunks')),
      itemSelector: { ...drop, chunk: jsonata('$states.context.Map.Item.Value') },
      maxConcurrency: chunksAtOnce,
      mapExecutionType: StateMachineType.STANDARD,
      // A chunk that fails is recorded, and the report names it: the other rows and their rejects are not lost with it.
      toleratedFailurePercentage: 100,
      outputs: { chunks: jsonata('$afterwards') },
      assign: { afterwards: [] },
    })
    map.itemProcessor(
      chunk.branch('Which kind', 'kind', { accounts: admit, payments: pay, contacts: count, holds: hold }),
    )
    build.recording(map)

    const report = build.task(reportDrop, file)
    const more = Choice.jsonata(this, 'More chunks')
      .when(Condition.jsonata(jsonata('$count($states.input.chunks) > 0')), map)
      .otherwise(report)
    split.next(more)
    map.next(more)
    report.next(build.done)
    this.machine = build.machine(
      split,
      Duration.hours(12),
      'Takes in one dropped file, row by row, and reports what became of it.',
    )
  }
}

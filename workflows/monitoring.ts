import { Duration } from 'aws-cdk-lib'
import { DistributedMap, ProvideItems, type StateMachine, StateMachineType } from 'aws-cdk-lib/aws-stepfunctions'
import { Construct } from 'constructs'
import { step as listShards } from '../functions/monitoring/list-shards.ts'
import { step as watchPlans } from '../functions/monitoring/watch-plans.ts'
import { jsonata, MachineBuilder, type MachineProps, ofInput } from './machine-builder.ts'

/** Shards looked at at once; each is one Lambda invocation at a time, so this is also what a lender's morning costs in concurrency. */
const shardsAtOnce = 10

/**
 * A lender's daily look at its plans, starts every day with `{ lenderId }`:
 *
 *     List shards → For each shard: Watch plans ↺ (while more need a look) → Done
 *
 * A shard that fails is recorded and does not keep the others from being looked at.
 */
export class MonitoringMachine extends Construct {
  readonly machine: StateMachine

  constructor(scope: Construct, id: string, props: MachineProps) {
    super(scope, id)
    const lenderId = ofInput('lenderId')
    const build = new MachineBuilder(this, props, { lenderId })
    const list = build.task(listShards, { lenderId })

    const inShard = jsonata('$states.input.lenderId')
    const shard = new MachineBuilder(
      this,
      props,
      { lenderId: inShard },
      { done: 'Shard done', failure: 'Record shard failure' },
    )
    const watch = shard.task(watchPlans, {
      lenderId: inShard,
      shard: jsonata('$states.input.shard'),
      today: jsonata('$states.input.today'),
      after: jsonata('$exists($states.input.after) ? $states.input.after : null'),
    })
    watch.next(shard.branch('More plans', 'next', { more: watch, done: shard.done }))

    const map = DistributedMap.jsonata(this, 'For each shard', {
      items: ProvideItems.jsonata(jsonata('$states.input.shards')),
      maxConcurrency: shardsAtOnce,
      mapExecutionType: StateMachineType.STANDARD,
      toleratedFailurePercentage: 100,
      outputs: {},
    })
    map.itemProcessor(watch)
    build.recording(map)
    list.next(map)
    map.next(build.done)
    this.machine = build.machine(list, Duration.hours(12), "Looks at a lender's plans once a day.")
  }
}

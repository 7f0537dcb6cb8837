import type * as z from 'zod'
import {
  argumentFields,
  branchFields,
  complaintOf,
  type FieldsOf,
  machineFields,
  processorFields,
  stateFields,
} from './definition-fields.ts'
import { InvalidDefinition } from './errors.ts'
import type { Place } from './expression-rules.ts'
import type { Expressions, Template } from './expressions.ts'
import { instantOf } from './instants.ts'
import { isJsonArray, isJsonObject, type Json, type JsonObject, parseJson } from './json.ts'
import {
  type Body,
  type ExecutionType,
  type Exit,
  type Handled,
  type Machine,
  type MapState,
  type Pattern,
  type Service,
  type State,
  type StateMachineDefinition,
  type TaskState,
  targetsOf,
} from './machine.ts'

const resourcePattern = /^arn:aws(?:-cn|-us-gov)?:states:[a-z0-9-]*:\d*:(.+)$/
const resources: Readonly<Record<string, readonly [Service, Pattern]>> = {
  'lambda:invoke': ['lambda:invoke', 'request'],
  'lambda:invoke.waitForTaskToken': ['lambda:invoke', 'token'],
  'states:startExecution': ['states:startExecution', 'request'],
  'states:startExecution.sync:2': ['states:startExecution', 'sync'],
  'states:startExecution.waitForTaskToken': ['states:startExecution', 'token'],
}

const objectOr = (value: Json | undefined): JsonObject => (isJsonObject(value) ? value : {})

const isExpression = (value: Json | undefined): boolean => typeof value === 'string' && value.startsWith('{%')

const isStateType = (type: Json | undefined): type is keyof typeof stateFields =>
  typeof type === 'string' && Object.hasOwn(stateFields, type)

/** Inside which scope a body is read. */
interface Surrounding {
  readonly type: ExecutionType
  readonly outerVariables: ReadonlySet<string>
}

class Reader {
  readonly bodies: Body[] = []
  private readonly expressions: Expressions
  private readonly machine: string
  private readonly isJsonataByDefault: boolean
  private readonly names = new Set<string>()

  constructor(expressions: Expressions, machine: string, isJsonataByDefault: boolean) {
    this.expressions = expressions
    this.machine = machine
    this.isJsonataByDefault = isJsonataByDefault
  }

  refuse(where: string, complaint: string): never {
    throw new InvalidDefinition(`State machine '${this.machine}', ${where}: ${complaint}.`)
  }

  fields<Schema extends z.ZodType>(schema: Schema, value: Json, where: string): z.infer<Schema> {
    const { success, data, error } = schema.safeParse(value)
    return success ? data : this.refuse(where, complaintOf(error))
  }

  body({ StartAt, States }: { StartAt: string; States: JsonObject }, where: string, around: Surrounding): Body {
    const id = this.bodies.length
    const states = new Map<string, State>()
    const body: Body = { id, startAt: StartAt, states }
    this.bodies.push(body)
    const variables = this.variablesOf(States)
    for (const name of variables) {
      if (around.outerVariables.has(name)) {
        this.refuse(where, `variable '${name}' is assigned in an outer scope too; an inner one needs a name of its own`)
      }
    }
    const within = { type: around.type, outerVariables: new Set([...around.outerVariables, ...variables]) }
    for (const [name, state] of Object.entries(States)) states.set(name, this.state(name, state, within))
    if (!states.has(StartAt)) this.refuse(where, `field 'StartAt' names '${StartAt}', which is none of its States`)
    for (const [name, state] of states) this.checkTargets(name, state, states)
    return body
  }

  private variablesOf(states: JsonObject): Set<string> {
    const names = new Set<string>()
    const note = (holder: Json | undefined): void => {
      const { Assign } = objectOr(holder)
      for (const name of Object.keys(objectOr(Assign))) names.add(name)
    }
    for (const state of Object.values(states)) {
      note(state)
      const { Choices, Catch } = objectOr(state)
      for (const list of [Choices, Catch]) if (isJsonArray(list)) list.forEach(note)
    }
    return names
  }

  private checkTargets(name: string, state: State, states: ReadonlyMap<string, State>): void {
    for (const next of targetsOf(state)) {
      if (!states.has(next))
        this.refuse(`state '${name}'`, `field 'Next' names '${next}', which is no state of its scope`)
    }
  }

  private state(name: string, value: Json, around: Surrounding): State {
    const where = `state '${name}'`
    if (name.length === 0 || name.length > 80) this.refuse(where, 'a state name has from 1 to 80 characters')
    if (this.names.has(name)) this.refuse(where, 'the name is given twice in this machine')
    this.names.add(name)
    const { Type: type, QueryLanguage: language } = objectOr(value)
    if (!isStateType(type)) this.refuse(where, `field 'Type' ${JSON.stringify(type)} is not implemented here`)
    if (language === undefined ? !this.isJsonataByDefault : language !== 'JSONata') {
      this.refuse(
        where,
        `field 'QueryLanguage' ${JSON.stringify(language ?? 'JSONPath')} is not implemented, only JSONata`,
      )
    }
    const common = { name, where, around }
    switch (type) {
      case 'Pass': {
        const fields = this.fields(stateFields.Pass, value, where)
        return { name, type, exit: this.onward(where, fields, false) }
      }
      case 'Succeed': {
        const fields = this.fields(stateFields.Succeed, value, where)
        return { name, type, exit: this.exit(where, null, fields, 'input') }
      }
      case 'Fail': {
        const { Error: error, Cause: cause } = this.fields(stateFields.Fail, value, where)
        return { name, type, error: this.optional(where, 'Error', error), cause: this.optional(where, 'Cause', cause) }
      }
      case 'Wait':
        return this.wait(name, where, this.fields(stateFields.Wait, value, where))
      case 'Choice': {
        const fields = this.fields(stateFields.Choice, value, where)
        const rules = fields.Choices.map((rule, index) => ({
          condition: this.template(where, `Choices[${index}].Condition`, rule.Condition),
          exit: this.exit(`${where} Choices[${index}]`, rule.Next, rule, 'input'),
        }))
        const otherwise = fields.Default === undefined ? null : this.exit(where, fields.Default, fields, 'input')
        return { name, type, rules, otherwise }
      }
      case 'Task':
        return this.task(common, this.fields(stateFields.Task, value, where))
      case 'Parallel': {
        const fields = this.fields(stateFields.Parallel, value, where)
        const branches = fields.Branches.map((branch, index) => {
          const inside = `${where} Branches[${index}]`
          return this.body(this.fields(branchFields, branch, inside), inside, around)
        })
        const exit = this.onward(where, fields, true)
        return {
          name,
          type,
          exit,
          arguments: this.optional(where, 'Arguments', fields.Arguments),
          branches,
          ...this.handled(where, fields),
        }
      }
      case 'Map':
        return this.map(common, this.fields(stateFields.Map, value, where))
    }
  }

  private wait(name: string, where: string, fields: FieldsOf<'Wait'>): State {
    if ((fields.Seconds === undefined) === (fields.Timestamp === undefined)) {
      this.refuse(where, "a Wait state needs either field 'Seconds' or field 'Timestamp'")
    }
    const until = this.optional(where, 'Timestamp', fields.Timestamp)
    if (until?.kind === 'constant' && instantOf(until.value) === null) {
      this.refuse(where, `field 'Timestamp' '${fields.Timestamp}' is no RFC 3339 instant`)
    }
    const seconds = this.optional(where, 'Seconds', fields.Seconds)
    return { name, type: 'Wait', exit: this.onward(where, fields, false), seconds, until }
  }

  private task(
    { name, where, around }: { name: string; where: string; around: Surrounding },
    fields: FieldsOf<'Task'>,
  ): TaskState {
    const [service, pattern] = resources[resourcePattern.exec(fields.Resource)?.[1] ?? ''] ?? []
    if (service === undefined || pattern === undefined) {
      return this.refuse(where, `field 'Resource' '${fields.Resource}' is not implemented here`)
    }
    if (around.type === 'EXPRESS' && pattern !== 'request') {
      this.refuse(where, `field 'Resource' '${fields.Resource}' is not for Express executions, which cannot wait`)
    }
    const { Arguments: given, TimeoutSeconds: timeout, HeartbeatSeconds: heartbeat } = fields
    if (given === undefined) return this.refuse(where, `needs field 'Arguments'`)
    if (isJsonObject(given)) {
      const { success, error } = argumentFields[service].safeParse(given)
      if (!success) this.refuse(`${where} Arguments`, complaintOf(error))
    } else if (!isExpression(given)) this.refuse(where, "field 'Arguments' must be an object or a JSONata expression")
    if (typeof timeout === 'number' && typeof heartbeat === 'number' && heartbeat >= timeout) {
      this.refuse(where, "field 'HeartbeatSeconds' must be smaller than 'TimeoutSeconds'")
    }
    return {
      name,
      type: 'Task',
      exit: this.onward(where, fields, true),
      resource: fields.Resource,
      service,
      pattern,
      arguments: this.template(where, 'Arguments', given),
      timeoutSeconds: this.optional(where, 'TimeoutSeconds', timeout),
      heartbeatSeconds: this.optional(where, 'HeartbeatSeconds', heartbeat),
      ...this.handled(where, fields),
    }
  }

  private map(
    { name, where, around }: { name: string; where: string; around: Surrounding },
    fields: FieldsOf<'Map'>,
  ): MapState {
    const inside = `${where} ItemProcessor`
    const processor = this.fields(processorFields, fields.ItemProcessor, inside)
    const { Mode, ExecutionType } = processor.ProcessorConfig
    const isDistributed = Mode === 'DISTRIBUTED'
    if (isDistributed && ExecutionType === undefined) this.refuse(inside, "a distributed Map needs 'ExecutionType'")
    if (isDistributed && around.type === 'EXPRESS')
      this.refuse(where, 'a distributed Map is not for Express executions')
    if (!isDistributed) {
      if (ExecutionType !== undefined) this.refuse(inside, "field 'ExecutionType' belongs to Mode DISTRIBUTED")
      for (const field of ['ItemBatcher', 'Label', 'ToleratedFailureCount', 'ToleratedFailurePercentage'] as const) {
        if (fields[field] !== undefined) this.refuse(where, `field '${field}' belongs to Mode DISTRIBUTED`)
      }
    }
    const batcher = fields.ItemBatcher
    if (
      batcher !== undefined &&
      batcher.MaxItemsPerBatch === undefined &&
      batcher.MaxInputBytesPerBatch === undefined
    ) {
      this.refuse(where, "field 'ItemBatcher' needs MaxItemsPerBatch or MaxInputBytesPerBatch")
    }
    const type = ExecutionType ?? around.type
    const label = fields.Label ?? name.replace(/[^\p{L}\p{N}_-]/gu, '').slice(0, 40)
    const within = isDistributed ? { type, outerVariables: new Set<string>() } : around
    return {
      name,
      type: 'Map',
      exit: this.onward(where, fields, true),
      items: this.optional(where, 'Items', fields.Items),
      selector: this.optional(where, 'ItemSelector', fields.ItemSelector),
      processor: this.body(processor, inside, within),
      maxConcurrency: this.optional(where, 'MaxConcurrency', fields.MaxConcurrency),
      distributed: isDistributed ? { type, label } : null,
      batcher:
        batcher === undefined
          ? null
          : {
              items: this.optional(where, 'ItemBatcher.MaxItemsPerBatch', batcher.MaxItemsPerBatch),
              bytes: this.optional(where, 'ItemBatcher.MaxInputBytesPerBatch', batcher.MaxInputBytesPerBatch),
              input: this.optional(where, 'ItemBatcher.BatchInput', batcher.BatchInput),
            },
      toleratedCount: this.optional(where, 'ToleratedFailureCount', fields.ToleratedFailureCount),
      toleratedPercentage: this.optional(where, 'ToleratedFailurePercentage', fields.ToleratedFailurePercentage),
      ...this.handled(where, fields),
    }
  }

  private handled(where: string, fields: Pick<FieldsOf<'Task'>, 'Retry' | 'Catch'>): Handled {
    for (const [field, entries] of [
      ['Retry', fields.Retry],
      ['Catch', fields.Catch],
    ] as const) {
      entries.forEach(({ ErrorEquals: names }, index) => {
        if (!names.includes('States.ALL')) return
        if (names.length > 1) this.refuse(where, `field '${field}[${index}].ErrorEquals' must have States.ALL alone`)
        if (index < entries.length - 1)
          this.refuse(where, `field '${field}[${index}]' with States.ALL must be the last`)
      })
    }
    fields.Retry.forEach((retrier, index) => {
      if (retrier.MaxDelaySeconds !== undefined && retrier.MaxDelaySeconds <= retrier.IntervalSeconds) {
        this.refuse(where, `field 'Retry[${index}].MaxDelaySeconds' must be greater than IntervalSeconds`)
      }
    })
    return {
      retriers: fields.Retry,
      catchers: fields.Catch.map((catcher, index) => ({
        errorEquals: catcher.ErrorEquals,
        exit: this.exit(`${where} Catch[${index}]`, catcher.Next, catcher, 'errorOutput'),
      })),
    }
  }

  private onward(
    where: string,
    fields: Pick<FieldsOf<'Pass'>, 'Next' | 'End' | 'Output' | 'Assign'>,
    hasResult: boolean,
  ): Exit {
    if ((fields.Next === undefined) === (fields.End !== true))
      this.refuse(where, "needs either field 'Next' or 'End': true")
    return this.exit(where, fields.Next ?? null, fields, hasResult ? 'result' : 'input')
  }

  private exit(
    where: string,
    next: string | null,
    fields: Pick<FieldsOf<'Pass'>, 'Output' | 'Assign'>,
    reads: 'input' | 'result' | 'errorOutput',
  ): Exit {
    const template = (field: string, value: Json): Template => this.template(where, field, value, reads)
    return {
      next,
      output: fields.Output === undefined ? null : template('Output', fields.Output),
      assign: Object.entries(fields.Assign ?? {}).map(([name, value]) => [name, template(`Assign.${name}`, value)]),
    }
  }

  private optional(where: string, field: string, value: Json | undefined): Template | null {
    return value === undefined ? null : this.template(where, field, value)
  }

  private template(
    where: string,
    field: string,
    value: Json,
    reads: 'input' | 'result' | 'errorOutput' = 'input',
  ): Template {
    const place: Place = {
      field: `${where} field '${field}'`,
      mayReadResult: reads === 'result',
      mayReadErrorOutput: reads === 'errorOutput',
    }
    try {
      return this.expressions.template(value, place)
    } catch (error) {
      return this.refuse(where, `field '${field}' ${error instanceof Error ? error.message : String(error)}`)
    }
  }
}

/** Checks and parses a definition; throws InvalidDefinition naming the state and the field that are not implemented. */
export const readMachine = (source: StateMachineDefinition, expressions: Expressions): Machine => {
  const { arn, name, definition, type } = source
  let json: Json
  try {
    json = parseJson(definition)
  } catch (error) {
    throw new InvalidDefinition(`State machine '${name}': the definition is no JSON: ${String(error)}.`)
  }
  const { QueryLanguage: language } = objectOr(json)
  const reader = new Reader(expressions, name, language === 'JSONata')
  const fields = reader.fields(machineFields, json, 'top level')
  if (language !== undefined && language !== 'JSONata') {
    reader.refuse('top level', `field 'QueryLanguage' ${JSON.stringify(language)} is not implemented, only JSONata`)
  }
  reader.body(fields, 'top level', { type, outerVariables: new Set() })
  return { arn, name, definition, type, timeoutSeconds: fields.TimeoutSeconds ?? null, bodies: reader.bodies }
}

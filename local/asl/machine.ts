import type { argumentFields, FieldsOf } from './definition-fields.ts'
import type { Template } from './expressions.ts'

/** Standard executions live up to a year and keep their history; Express ones five minutes. */
export type ExecutionType = 'STANDARD' | 'EXPRESS'

/** A state machine as it is deployed; `definition` is JSON text in the Amazon States Language. */
export interface StateMachineDefinition {
  readonly arn: string
  readonly name: string
  readonly definition: string
  readonly type: ExecutionType
}

/** A way out of a state: where to, with what output, and which variables it leaves behind; `next` null ends the scope. */
export interface Exit {
  readonly next: string | null
  readonly output: Template | null
  readonly assign: readonly (readonly [string, Template])[]
}

/** One entry of a Retry field, with the defaults of the language filled in. */
export type Retrier = FieldsOf<'Task'>['Retry'][number]

/** One entry of a Catch field. */
export interface Catcher {
  readonly errorEquals: readonly string[]
  readonly exit: Exit
}

interface Named {
  readonly name: string
}
/** The error handling of the states that have it. */
export interface Handled {
  readonly retriers: readonly Retrier[]
  readonly catchers: readonly Catcher[]
}

/** The service integrations there are. */
export type Service = keyof typeof argumentFields

/** How a Task waits for its service: not at all, for the execution it started, or for somebody with the task token. */
export type Pattern = 'request' | 'sync' | 'token'

/** A Task state. */
export interface TaskState extends Named, Handled {
  readonly type: 'Task'
  readonly exit: Exit
  readonly resource: string
  readonly service: Service
  readonly pattern: Pattern
  readonly arguments: Template
  readonly timeoutSeconds: Template | null
  readonly heartbeatSeconds: Template | null
}

/** A Parallel state. */
export interface ParallelState extends Named, Handled {
  readonly type: 'Parallel'
  readonly exit: Exit
  readonly arguments: Template | null
  readonly branches: readonly Body[]
}

/** A Map state; `distributed` tells the type of its child executions, null makes the iterations part of this execution. */
export interface MapState extends Named, Handled {
  readonly type: 'Map'
  readonly exit: Exit
  readonly items: Template | null
  readonly selector: Template | null
  readonly processor: Body
  readonly maxConcurrency: Template | null
  readonly distributed: { readonly type: ExecutionType; readonly label: string } | null
  readonly batcher: {
    readonly items: Template | null
    readonly bytes: Template | null
    readonly input: Template | null
  } | null
  readonly toleratedCount: Template | null
  readonly toleratedPercentage: Template | null
}

/** Any state, told apart by `type`. */
export type State =
  | (Named & { readonly type: 'Pass' | 'Succeed'; readonly exit: Exit })
  | (Named & { readonly type: 'Fail'; readonly error: Template | null; readonly cause: Template | null })
  | (Named & {
      readonly type: 'Wait'
      readonly exit: Exit
      readonly seconds: Template | null
      readonly until: Template | null
    })
  | (Named & {
      readonly type: 'Choice'
      readonly rules: readonly { readonly condition: Template; readonly exit: Exit }[]
      readonly otherwise: Exit | null
    })
  | TaskState
  | ParallelState
  | MapState

/** The states of a machine, a branch or an item processor; `id` is its place in `Machine.bodies`. */
export interface Body {
  readonly id: number
  readonly startAt: string
  readonly states: ReadonlyMap<string, State>
}

/** A checked and parsed state machine; `bodies[0]` is its own. */
export interface Machine extends StateMachineDefinition {
  readonly timeoutSeconds: number | null
  readonly bodies: readonly Body[]
}

const exitsOf = (state: State): readonly (Exit | null)[] => {
  switch (state.type) {
    case 'Fail':
      return []
    case 'Choice':
      return [...state.rules.map(({ exit }) => exit), state.otherwise]
    case 'Pass':
    case 'Succeed':
    case 'Wait':
      return [state.exit]
    case 'Task':
    case 'Parallel':
    case 'Map':
      return [state.exit, ...state.catchers.map(({ exit }) => exit)]
  }
}

/** The names of the states that `state` can lead to. */
export const targetsOf = (state: State): readonly string[] => exitsOf(state).flatMap((exit) => exit?.next ?? [])

import type { Expression } from 'jsonata'

/** Where an expression stands decides which members of `$states` it may read. */
export interface Place {
  /** The field, for messages: `state 'Score' field 'Output'`. */
  readonly field: string
  readonly mayReadResult: boolean
  readonly mayReadErrorOutput: boolean
}

type Node = Readonly<Record<string, unknown>>

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null

function* nodesOf(value: unknown): Generator<Node> {
  if (!isNode(value) || value instanceof RegExp) return
  yield value
  for (const member of Object.values(value)) yield* nodesOf(member)
}

const nameOf = ({ value }: Node): unknown => value

const typeIs = ({ type }: Node, name: string): boolean => type === name

const isVariable = (node: unknown, name: string): boolean =>
  isNode(node) && typeIs(node, 'variable') && nameOf(node) === name

const memberOfStates = ({ type, steps }: Node): unknown => {
  if (type !== 'path' || !Array.isArray(steps)) return undefined
  const [first, second]: unknown[] = steps
  return isVariable(first, 'states') && isNode(second) ? nameOf(second) : undefined
}

// The library of JSONata 2.0.6 without $eval, and what Step Functions adds.
const functionNames: ReadonlySet<unknown> = new Set(
  (
    'abs append assert average boolean ceil clone contains count decodeUrl decodeUrlComponent distinct each encodeUrl ' +
    'encodeUrlComponent error exists filter floor formatBase formatInteger formatNumber fromMillis join keys length lookup ' +
    'lowercase map match max merge millis min not now number pad parseInteger power random reduce replace reverse round ' +
    'shuffle sift single sort split spread sqrt string substring substringAfter substringBefore sum toMillis trim type ' +
    'uppercase zip parse hash uuid partition range'
  ).split(' '),
)

const namesOf = (nodes: unknown): readonly unknown[] =>
  Array.isArray(nodes) ? nodes.map((node: unknown) => (isNode(node) ? nameOf(node) : undefined)) : []

/** Names an expression gives to something itself: the arguments of its functions and what it binds with `:=`. */
const ownNames = (nodes: readonly Node[]): ReadonlySet<unknown> =>
  new Set(
    nodes.flatMap(({ type, lhs, arguments: given }) =>
      type === 'lambda' ? namesOf(given) : type === 'bind' ? namesOf([lhs]) : [],
    ),
  )

/** The variable a node calls, if it calls one by its name. */
const calledName = ({ type, procedure, rhs }: Node): unknown => {
  const callee = type === 'function' || type === 'partial' ? procedure : type === 'apply' ? rhs : undefined
  return isNode(callee) && typeIs(callee, 'variable') ? nameOf(callee) : undefined
}

/** Throws an Error when the expression uses what Step Functions does not offer where it stands. */
export const checkExpression = (parsed: Expression, place: Place): void => {
  const nodes = [...nodesOf(parsed.ast())]
  const own = ownNames(nodes)
  for (const node of nodes) {
    const called = calledName(node)
    if (called === 'eval' || isVariable(node, 'eval')) throw new Error('$eval is not offered; use $parse')
    if (called !== undefined && !functionNames.has(called) && !own.has(called)) {
      throw new Error(`calls $${String(called)}, which is no function of Step Functions`)
    }
    const member = memberOfStates(node)
    if (member === 'result' && !place.mayReadResult) throw new Error('$states.result does not exist here')
    if (member === 'errorOutput' && !place.mayReadErrorOutput)
      throw new Error('$states.errorOutput does not exist here')
  }
}

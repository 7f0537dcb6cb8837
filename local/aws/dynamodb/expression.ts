import { convertKeyCondition, type ExpressionRequest, validateExpressions } from 'dynalite/validations/index.js'
import { type Fields, isFields } from '../aws-json.ts'
import { type AttributeValue, checkValue, type Item, invalid, typeOf } from './attribute-value.ts'

/** Where a value is inside an item: attribute names and list positions. */
export type DocumentPath = readonly (string | number)[]

/** What an operator works on; `value` is the name of a request's placeholder, such as `:now`. */
export type Operand =
  | { readonly kind: 'path'; readonly path: DocumentPath }
  | { readonly kind: 'value'; readonly name: string }
  | { readonly kind: 'call'; readonly name: string; readonly operands: readonly Operand[] }

/** A condition or filter as a tree. */
export type Condition =
  | { readonly kind: 'and' | 'or'; readonly left: Condition; readonly right: Condition }
  | { readonly kind: 'not'; readonly inner: Condition }
  | { readonly kind: 'test'; readonly operator: string; readonly operands: readonly Operand[] }

/** One action of an update expression. */
export interface UpdateAction {
  readonly action: 'set' | 'remove' | 'add' | 'delete'
  readonly path: DocumentPath
  readonly operand?: Operand
}

/** A condition on one key attribute; the operands are placeholders' names. */
export interface KeyTest {
  readonly operator: 'EQ' | 'LT' | 'LE' | 'GT' | 'GE' | 'BETWEEN' | 'BEGINS_WITH'
  readonly values: readonly string[]
}

/** Every expression of one request, parsed; `names` are the top-level attributes a filter looks at. */
export interface Expressions {
  readonly condition?: Condition
  readonly filter?: { readonly condition: Condition; readonly names: readonly string[] }
  readonly keys?: ReadonlyMap<string, KeyTest>
  readonly projection?: readonly DocumentPath[]
  readonly update?: readonly UpdateAction[]
}

/** A request's placeholders for values, `:name` to value. */
export type Values = Readonly<Item>

const isPath = (value: unknown): value is DocumentPath => Array.isArray(value)

type PlaceholderNames = ReadonlyMap<unknown, string>

const operandOf = (node: unknown, names: PlaceholderNames): Operand => {
  if (isPath(node)) return { kind: 'path', path: node }
  const name = names.get(node)
  if (name !== undefined) return { kind: 'value', name }
  if (isFields(node) && Array.isArray(node['args'])) {
    const call = node['type'] === 'function' ? node['name'] : node['type']
    return { kind: 'call', name: String(call), operands: node['args'].map((child) => operandOf(child, names)) }
  }
  throw new Error(`The expression parser answered an operand of unknown shape: ${JSON.stringify(node)}.`)
}

const conditionOf = (node: unknown, names: PlaceholderNames): Condition => {
  if (!isFields(node) || !Array.isArray(node['args'])) throw invalid('Invalid ConditionExpression: Syntax error;')
  const { type, args } = { type: node['type'], args: node['args'] }
  if (type === 'and' || type === 'or') {
    return { kind: type, left: conditionOf(args[0], names), right: conditionOf(args[1], names) }
  }
  if (type === 'not') return { kind: 'not', inner: conditionOf(args[0], names) }
  const operator = String(type === 'function' ? node['name'] : type)
  return { kind: 'test', operator, operands: args.map((child) => operandOf(child, names)) }
}

const keyOperators = ['EQ', 'LT', 'LE', 'GT', 'GE', 'BETWEEN', 'BEGINS_WITH'] as const

const keysOf = (expression: unknown, names: PlaceholderNames): ReadonlyMap<string, KeyTest> => {
  const converted = convertKeyCondition(expression)
  if (typeof converted === 'string') throw invalid(converted)
  const tests = Object.entries(converted).map(([attribute, test]): [string, KeyTest] => {
    const operator = keyOperators.find((known) => known === test.ComparisonOperator)
    if (operator === undefined) throw invalid('Invalid operator used in KeyConditionExpression')
    const operands = test.AttributeValueList.map((value) => names.get(value))
    return [attribute, { operator, values: operands.filter((name) => name !== undefined) }]
  })
  return new Map(tests)
}

const actions = ['set', 'remove', 'add', 'delete'] as const

const actionOf = (
  section: NonNullable<ExpressionRequest['_updates']>['sections'][number],
  names: PlaceholderNames,
): UpdateAction => {
  const action = actions.find((known) => known === section.type)
  if (action === undefined) throw new Error(`The expression parser answered the unknown action ${section.type}.`)
  return {
    action,
    path: section.path,
    ...(section.val === undefined ? {} : { operand: operandOf(section.val, names) }),
  }
}

const texts = [
  'ConditionExpression',
  'FilterExpression',
  'KeyConditionExpression',
  'ProjectionExpression',
  'UpdateExpression',
] as const

const parse = (request: Fields, values: Values): Expressions => {
  const asked: ExpressionRequest = {}
  for (const name of texts) {
    const text = request[name]
    if (typeof text === 'string') asked[name] = text
  }
  if (isFields(request['ExpressionAttributeNames']))
    asked.ExpressionAttributeNames = request['ExpressionAttributeNames']
  if (isFields(request['ExpressionAttributeValues'])) asked.ExpressionAttributeValues = values
  const problem = validateExpressions(asked)
  if (problem !== undefined && problem !== null) throw invalid(problem)
  const names: PlaceholderNames = new Map(Object.entries(values).map(([name, value]) => [value, name]))
  const { _condition, _filter, _keyCondition, _projection, _updates } = asked
  return {
    ...(_condition && { condition: conditionOf(_condition.expression, names) }),
    ...(_filter && {
      filter: { condition: conditionOf(_filter.expression, names), names: Object.keys(_filter.pathHeads) },
    }),
    ...(_keyCondition && { keys: keysOf(_keyCondition.expression, names) }),
    ...(_projection && { projection: _projection.paths }),
    ...(_updates && { update: _updates.sections.map((section) => actionOf(section, names)) }),
  }
}

const parsed = new Map<string, Expressions>()
const mostParsed = 5_000
// These two are checked against the values themselves, so what was parsed for other values says nothing.
const dependsOnValues = /between|attribute_type/i

const cacheKey = (request: Fields, values: Values): string | undefined => {
  let key = ''
  for (const name of texts) {
    const text = request[name]
    if (typeof text !== 'string') continue
    if (dependsOnValues.test(text)) return undefined
    key += `${name}\n${text}\n`
  }
  if (request['ExpressionAttributeNames'] !== undefined) key += JSON.stringify(request['ExpressionAttributeNames'])
  for (const name in values) {
    const value = values[name]
    if (value !== undefined) key += `\n${name} ${typeOf(value)}`
  }
  return key
}

const noExpressions: Expressions = {}

/** The expressions of a request, parsed (once for each wording), and its values, checked. */
export const expressionsOf = (request: Fields): { expressions: Expressions; values: Values } => {
  const values: Record<string, AttributeValue> = {}
  const given = request['ExpressionAttributeValues']
  const hasText = texts.some((name) => request[name] !== undefined)
  if (isFields(given)) {
    if (!hasText) throw invalid('ExpressionAttributeValues can only be specified when using expressions')
    if (Object.keys(given).length === 0) throw invalid('ExpressionAttributeValues must not be empty')
    for (const name in given) {
      const value = given[name]
      checkValue(value)
      values[name] = value
    }
  }
  if (!hasText) {
    if (request['ExpressionAttributeNames'] !== undefined) {
      throw invalid('ExpressionAttributeNames can only be specified when using expressions')
    }
    return { expressions: noExpressions, values }
  }
  const key = cacheKey(request, values)
  const known = key === undefined ? undefined : parsed.get(key)
  if (known !== undefined) return { expressions: known, values }
  const expressions = parse(request, values)
  if (key !== undefined && parsed.size < mostParsed) parsed.set(key, expressions)
  return { expressions, values }
}

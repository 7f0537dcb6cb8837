import { type AttributeValue, compareValues, type Item, invalid, sameValues, typeOf } from './attribute-value.ts'
import type { Condition, DocumentPath, Operand, Values } from './expression.ts'

/** The value at `path` in `item`, if there is one. */
export const valueAt = (item: Item | undefined, path: DocumentPath): AttributeValue | undefined => {
  let value: AttributeValue | undefined
  for (let depth = 0; depth < path.length; depth++) {
    const step = path[depth]
    if (step === undefined) return undefined
    if (depth === 0) value = Object.hasOwn(item ?? {}, step) ? item?.[step] : undefined
    else if (typeof step === 'number') value = value?.L?.[step]
    else value = value?.M !== undefined && Object.hasOwn(value.M, step) ? value.M[step] : undefined
    if (value === undefined) return undefined
  }
  return value
}

const sizeOf = (value: AttributeValue): AttributeValue | undefined => {
  const members = value.L ?? value.SS ?? value.NS ?? value.BS
  if (members !== undefined) return { N: String(members.length) }
  if (value.S !== undefined) return { N: String(value.S.length) }
  if (value.B !== undefined) return { N: String(Buffer.byteLength(value.B, 'base64')) }
  if (value.M !== undefined) return { N: String(Object.keys(value.M).length) }
  return undefined
}

const resolve = (operand: Operand, item: Item | undefined, values: Values): AttributeValue | undefined => {
  switch (operand.kind) {
    case 'path':
      return valueAt(item, operand.path)
    case 'value':
      return values[operand.name]
    case 'call': {
      const [inner] = operand.operands
      if (operand.name !== 'size' || inner === undefined) {
        throw invalid(`The function is not allowed to be used this way in an expression; function: ${operand.name}`)
      }
      const value = resolve(inner, item, values)
      return value === undefined ? undefined : sizeOf(value)
    }
    default:
      return operand satisfies never
  }
}

const beginsWith = (value: AttributeValue, start: AttributeValue): boolean => {
  if (value.S !== undefined && start.S !== undefined) return value.S.startsWith(start.S)
  if (value.B === undefined || start.B === undefined) return false
  const [whole, part] = [Buffer.from(value.B, 'base64'), Buffer.from(start.B, 'base64')]
  return whole.subarray(0, part.length).equals(part)
}

const contains = (value: AttributeValue, sought: AttributeValue): boolean => {
  if (value.S !== undefined) return sought.S !== undefined && value.S.includes(sought.S)
  if (value.B !== undefined) {
    return sought.B !== undefined && Buffer.from(value.B, 'base64').includes(Buffer.from(sought.B, 'base64'))
  }
  if (value.L !== undefined) return value.L.some((member) => sameValues(member, sought))
  const [members, member] = [value.SS ?? value.NS ?? value.BS, sought.S ?? sought.N ?? sought.B]
  const sameType = typeOf(value) === `${typeOf(sought)}S`
  return sameType && member !== undefined && (members ?? []).includes(member)
}

const ordered = (left: AttributeValue, right: AttributeValue, holds: (order: number) => boolean): boolean => {
  const order = compareValues(left, right)
  return order !== undefined && holds(order)
}

const passes = (
  operator: string,
  first: AttributeValue | undefined,
  others: readonly (AttributeValue | undefined)[],
) => {
  if (operator === 'attribute_exists') return first !== undefined
  if (operator === 'attribute_not_exists') return first === undefined
  const [second, third] = others
  if (operator === '<>')
    return first === undefined || second === undefined ? first !== second : !sameValues(first, second)
  if (first === undefined || second === undefined) {
    return (
      operator === 'in' &&
      first !== undefined &&
      others.some((other) => other !== undefined && sameValues(first, other))
    )
  }
  switch (operator) {
    case '=':
      return sameValues(first, second)
    case '<':
      return ordered(first, second, (order) => order < 0)
    case '<=':
      return ordered(first, second, (order) => order <= 0)
    case '>':
      return ordered(first, second, (order) => order > 0)
    case '>=':
      return ordered(first, second, (order) => order >= 0)
    case 'between':
      return (
        third !== undefined &&
        ordered(first, second, (order) => order >= 0) &&
        ordered(first, third, (order) => order <= 0)
      )
    case 'in':
      return others.some((other) => other !== undefined && sameValues(first, other))
    case 'begins_with':
      return beginsWith(first, second)
    case 'contains':
      return contains(first, second)
    case 'attribute_type':
      return typeOf(first) === second.S
    default:
      throw invalid(`Invalid function name; function: ${operator}`)
  }
}

/** Whether `item` (undefined: there is none) meets `condition`. */
export const meets = (condition: Condition, item: Item | undefined, values: Values): boolean => {
  switch (condition.kind) {
    case 'and':
      return meets(condition.left, item, values) && meets(condition.right, item, values)
    case 'or':
      return meets(condition.left, item, values) || meets(condition.right, item, values)
    case 'not':
      return !meets(condition.inner, item, values)
    case 'test': {
      const [first, ...others] = condition.operands.map((operand) => resolve(operand, item, values))
      return passes(condition.operator, first, others)
    }
    default:
      return condition satisfies never
  }
}

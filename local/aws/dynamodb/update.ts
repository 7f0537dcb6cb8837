import { type AttributeValue, addNumbers, type Item, invalid, typeOf } from './attribute-value.ts'
import { valueAt } from './condition.ts'
import type { DocumentPath, Operand, UpdateAction, Values } from './expression.ts'

const wrongType = () => invalid('An operand in the update expression has an incorrect data type')
const noSuchAttribute = () => invalid('The provided expression refers to an attribute that does not exist in the item')
const badPath = () => invalid('The document path provided in the update expression is invalid for update')

const call = (name: string, operands: readonly Operand[], item: Item, values: Values): AttributeValue => {
  const [first, second] = operands
  if (first === undefined || second === undefined) throw wrongType()
  if (name === 'if_not_exists') {
    const present = first.kind === 'path' ? valueAt(item, first.path) : undefined
    return present ?? resolve(second, item, values)
  }
  const [left, right] = [resolve(first, item, values), resolve(second, item, values)]
  if (name === 'list_append') {
    if (left.L === undefined || right.L === undefined) throw wrongType()
    return { L: [...left.L, ...right.L] }
  }
  if (left.N === undefined || right.N === undefined) throw wrongType()
  return { N: addNumbers(left.N, right.N, name === 'add' ? 1 : -1) }
}

const resolve = (operand: Operand, item: Item, values: Values): AttributeValue => {
  switch (operand.kind) {
    case 'path': {
      const value = valueAt(item, operand.path)
      if (value === undefined) throw noSuchAttribute()
      return value
    }
    case 'value': {
      const value = values[operand.name]
      if (value === undefined) throw noSuchAttribute()
      return value
    }
    case 'call':
      return call(operand.name, operand.operands, item, values)
    default:
      return operand satisfies never
  }
}

const setType = (value: AttributeValue): 'SS' | 'NS' | 'BS' => {
  const type = typeOf(value)
  if (type === 'SS' || type === 'NS' || type === 'BS') return type
  throw wrongType()
}

const added = (present: AttributeValue | undefined, extra: AttributeValue): AttributeValue => {
  if (extra.N !== undefined) {
    if (present !== undefined && present.N === undefined) throw wrongType()
    return { N: addNumbers(present?.N ?? '0', extra.N, 1) }
  }
  const type = setType(extra)
  if (present !== undefined && present[type] === undefined) throw wrongType()
  return { [type]: [...new Set([...(present?.[type] ?? []), ...(extra[type] ?? [])])] }
}

const without = (present: AttributeValue | undefined, members: AttributeValue): AttributeValue | undefined => {
  if (present === undefined) return undefined
  const type = setType(members)
  if (present[type] === undefined) throw wrongType()
  const left = present[type].filter((member) => !(members[type] ?? []).includes(member))
  return left.length === 0 ? undefined : { [type]: left }
}

/** The lists a request took members out of or wrote past the end of; positions count as before the request. */
type Gaps = Map<AttributeValue, Set<number>>

const write = (parent: AttributeValue, step: string | number, value: AttributeValue | undefined, gaps: Gaps): void => {
  if (typeof step === 'string') {
    if (parent.M === undefined) throw badPath()
    if (value === undefined) delete parent.M[step]
    else parent.M[step] = value
    return
  }
  if (parent.L === undefined) throw badPath()
  const holes = gaps.get(parent) ?? new Set<number>()
  gaps.set(parent, holes)
  if (value === undefined) holes.add(step)
  else {
    for (let index = parent.L.length; index < step; index++) {
      parent.L[index] = { NULL: true }
      holes.add(index)
    }
    parent.L[step] = value
  }
}

const parentAt = (root: AttributeValue, path: DocumentPath): AttributeValue => {
  const parent = valueAt({ root }, ['root', ...path.slice(0, -1)])
  if (parent === undefined) throw badPath()
  return parent
}

const resultOf = (action: UpdateAction, item: Item, values: Values): AttributeValue | undefined => {
  if (action.action === 'remove' || action.operand === undefined) return undefined
  const operand = resolve(action.operand, item, values)
  const present = valueAt(item, action.path)
  if (action.action === 'set') return operand
  return action.action === 'add' ? added(present, operand) : without(present, operand)
}

/** `item` after `actions`, all of which see it as it was before; `item` itself stays untouched. */
export const updated = (item: Item, actions: readonly UpdateAction[], values: Values): Item => {
  const results = actions.map((action) => resultOf(action, item, values))
  const next: Item = { ...item }
  const copied = new Set<string | number>()
  const gaps: Gaps = new Map()
  actions.forEach(({ path }, index) => {
    const [head] = path
    const step = path[path.length - 1]
    if (head === undefined || step === undefined) throw badPath()
    const top = next[head]
    if (path.length > 1 && top !== undefined && !copied.has(head)) {
      copied.add(head)
      next[head] = structuredClone(top)
    }
    write(parentAt({ M: next }, path), step, results[index], gaps)
  })
  for (const [list, holes] of gaps) list.L = (list.L ?? []).filter((_, index) => !holes.has(index))
  return next
}

/** The named parts of `item`, each with the maps and lists that lead to it. */
export const projected = (item: Item, paths: readonly DocumentPath[]): Item => {
  const whole: Item = {}
  for (const path of paths) {
    const value = valueAt(item, path)
    if (value !== undefined) place(whole, path, value, item)
  }
  return squeezed({ M: whole }).M ?? {}
}

const place = (whole: Item, path: DocumentPath, value: AttributeValue, source: Item): void => {
  let holder: AttributeValue = { M: whole }
  path.forEach((step, depth) => {
    const isLast = depth === path.length - 1
    const original = valueAt(source, path.slice(0, depth + 1))
    const fresh: AttributeValue = isLast ? value : original?.L === undefined ? { M: {} } : { L: [] }
    const present = typeof step === 'number' ? holder.L?.[step] : holder.M?.[step]
    const next = isLast ? fresh : (present ?? fresh)
    if (typeof step === 'number' && holder.L !== undefined) holder.L[step] = next
    if (typeof step === 'string' && holder.M !== undefined) holder.M[step] = next
    holder = next
  })
}

const squeezed = (value: AttributeValue): AttributeValue => {
  if (value.L !== undefined) return { L: Object.values(value.L).map(squeezed) }
  if (value.M === undefined) return value
  return { M: Object.fromEntries(Object.entries(value.M).map(([name, member]) => [name, squeezed(member)])) }
}

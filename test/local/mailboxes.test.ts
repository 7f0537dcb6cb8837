import { expect, test } from 'vitest'
import { mailboxOf } from '../../local/people/mailbox.ts'

const addresses = Array.from({ length: 2_000 }, (_, number) => `borrower-${number}@example.com`)
const outcomes = (seed: string, percent: number) =>
  addresses.map((address) => mailboxOf(seed, address, percent).outcome)
const count = (all: readonly string[], outcome: string) => all.filter((found) => found === outcome).length

test('a seed and an address always have the same mailbox, another seed has others', () => {
  expect(outcomes('1', 20)).toEqual(outcomes('1', 20))
  expect(outcomes('1', 20)).not.toEqual(outcomes('2', 20))
})

test('about so many of a hundred addresses are in trouble, in each of the ways', () => {
  const all = outcomes('1', 20)
  expect(count(all, 'delivered') / all.length).toBeCloseTo(0.8, 1)
  expect(count(all, 'bounced') / all.length).toBeCloseTo(0.16, 1)
  expect(count(all, 'complained')).toBeGreaterThan(40)
  const types = new Set(addresses.map((address) => Object(mailboxOf('1', address, 20)).type))
  expect(types).toEqual(new Set([undefined, 'Permanent', 'Transient']))
})

test('more trouble is the same trouble and more', () => {
  const [few, many] = [outcomes('1', 5), outcomes('1', 30)]
  expect(few.filter((outcome, index) => outcome !== 'delivered' && many[index] !== outcome)).toEqual([])
})

test('without trouble all mail arrives', () => {
  expect(count(outcomes('1', 0), 'delivered')).toBe(addresses.length)
})

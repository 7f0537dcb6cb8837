import { describe, expect, it } from 'vitest'
import { compileEventPattern } from '../../../local/aws/events/event-pattern.ts'

const event = {
  version: '0',
  source: 'aws.s3',
  'detail-type': 'Object Created',
  region: 'us-east-1',
  resources: ['arn:aws:s3:::drop', 'arn:aws:s3:::other'],
  detail: {
    state: 'running',
    size: 100,
    ratio: 0.5,
    ready: true,
    nothing: null,
    blank: '',
    empty: [],
    address: '10.0.0.17',
    path: 'lender/accounts/2026-01.csv',
    label: '50*off',
    none: { inner: { deep: 'x' } },
    lines: [
      { kind: 'fee', amount: 5 },
      { kind: 'interest', amount: 50 },
    ],
  },
}

describe('an event pattern matches', () => {
  it.each([
    ['an exact value', { source: ['aws.s3'] }],
    ['one of several values', { detail: { state: ['stopped', 'running'] } }],
    ['all of its members', { source: ['aws.s3'], detail: { size: [100], ready: [true] } }],
    ['null', { detail: { nothing: [null] } }],
    ['an empty string', { detail: { blank: [''] } }],
    ['one member of a list', { resources: ['arn:aws:s3:::other'] }],
    ['a prefix', { region: [{ prefix: 'us-' }] }],
    ['a prefix in any case', { source: [{ prefix: { 'equals-ignore-case': 'AWS.' } }] }],
    ['a suffix', { detail: { path: [{ suffix: '.csv' }] } }],
    ['a suffix in any case', { detail: { path: [{ suffix: { 'equals-ignore-case': '.CSV' } }] } }],
    ['any case', { 'detail-type': [{ 'equals-ignore-case': 'OBJECT created' }] }],
    ['a wildcard', { detail: { path: [{ wildcard: '*/accounts/*.csv' }] } }],
    ['an escaped asterisk', { detail: { label: [{ wildcard: '50\\*o*' }] } }],
    ['an equal number', { detail: { ratio: [{ numeric: ['=', 0.5] }] } }],
    ['a range of numbers', { detail: { size: [{ numeric: ['>', 0, '<=', 100] }] } }],
    ['a CIDR block', { detail: { address: [{ cidr: '10.0.0.0/24' }] } }],
    ['what exists', { detail: { state: [{ exists: true }] } }],
    ['what does not exist', { detail: { absent: [{ exists: false }], none: { absent: [{ exists: false }] } } }],
    ['an object as no value of its own', { detail: { none: [{ exists: false }] } }],
    ['an empty list as no value', { detail: { empty: [{ exists: false }] } }],
    ['anything but a value', { detail: { state: [{ 'anything-but': 'stopped' }] } }],
    ['anything but numbers', { detail: { size: [{ 'anything-but': [1, 2] }] } }],
    ['anything but a prefix', { region: [{ 'anything-but': { prefix: 'eu-' } }] }],
    ['anything but suffixes', { detail: { path: [{ 'anything-but': { suffix: ['.png', '.jpg'] } }] } }],
    ['anything but any case', { detail: { state: [{ 'anything-but': { 'equals-ignore-case': ['STOPPED'] } }] } }],
    ['anything but a wildcard', { detail: { path: [{ 'anything-but': { wildcard: '*/lib/*' } }] } }],
    ['nested members', { detail: { none: { inner: { deep: ['x'] } } } }],
    ['an operator or a value', { detail: { state: [{ prefix: 'stop' }, 'running'] } }],
    ['one choice of $or', { $or: [{ region: ['eu-west-1'] }, { detail: { size: [100] } }] }],
    ['$or inside, beside other members', { detail: { state: ['running'], $or: [{ size: [1] }, { ready: [true] }] } }],
    ['an object in a list', { detail: { lines: { kind: ['interest'], amount: [50] } } }],
  ])('%s', (_, pattern) => {
    expect(compileEventPattern(pattern)(event)).toBe(true)
  })
})

describe('an event pattern does not match', () => {
  it.each([
    ['another value', { source: ['aws.ec2'] }],
    ['a value of another type', { detail: { size: ['100'] } }],
    ['a value in another case', { source: ['AWS.S3'] }],
    ['when one member differs', { source: ['aws.s3'], detail: { state: ['stopped'] } }],
    ['another prefix', { region: [{ prefix: 'eu-' }] }],
    ['a wildcard that leaves a rest', { detail: { path: [{ wildcard: '*/accounts' }] } }],
    ['a number outside its range', { detail: { size: [{ numeric: ['>', 0, '<', 100] }] } }],
    ['text as a number', { detail: { state: [{ numeric: ['>', 0] }] } }],
    ['an address outside its block', { detail: { address: [{ cidr: '10.0.1.0/24' }] } }],
    ['what exists when it must not', { detail: { state: [{ exists: false }] } }],
    ['what does not exist', { detail: { absent: [{ exists: true }] } }],
    ['an object as a value', { detail: { none: [{ exists: true }] } }],
    ['anything but when there is nothing', { detail: { absent: [{ 'anything-but': 'x' }] } }],
    ['anything but the value itself', { detail: { state: [{ 'anything-but': ['running', 'stopped'] }] } }],
    ['anything but its own prefix', { region: [{ 'anything-but': { prefix: 'us-' } }] }],
    ['a deeper place that is a value', { detail: { state: { inner: ['running'] } } }],
    ['none of the choices of $or', { $or: [{ region: ['eu-west-1'] }, { source: ['aws.ec2'] }] }],
    ['members of different objects in a list', { detail: { lines: { kind: ['fee'], amount: [50] } } }],
  ])('%s', (_, pattern) => {
    expect(compileEventPattern(pattern)(event)).toBe(false)
  })
})

describe('an event pattern is refused', () => {
  it.each([
    [
      'for an unknown operator, by name',
      { detail: { a: [{ matches: 'x' }] } },
      /detail\.a: there is no operator "matches"/,
    ],
    [
      'for an operator not allowed in anything-but',
      { a: [{ 'anything-but': { numeric: ['=', 1] } }] },
      /no operator "numeric"/,
    ],
    ['for a value outside a list', { source: 'aws.s3' }, /source: a pattern is an object, and its leaves are lists/],
    ['for an empty list', { source: [] }, /source: an empty list/],
    ['when it is empty', {}, /its top: an empty pattern/],
    ['for two operators in one object', { a: [{ prefix: 'x', suffix: 'y' }] }, /stands alone/],
    ['for a comparison that is none', { a: [{ numeric: ['!=', 1] }] }, /numeric does not know "!="/],
    ['for half a comparison', { a: [{ numeric: ['>'] }] }, /pairs of a comparison and a number/],
    ['for consecutive wildcards', { a: [{ wildcard: 'x**' }] }, /consecutive wildcards/],
    ['for a lonely choice', { $or: [{ a: ['x'] }] }, /at least two patterns/],
    ['for a list within a list', { a: [['x']] }, /no value to compare with/],
  ])('%s', (_, pattern, message) => {
    expect(() => compileEventPattern(pattern)).toThrow(message)
  })
})

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { connectObjectStore, type ObjectStore } from '../../../functions/adapters/object-store.ts'
import { embeddedClientConfiguration, embeddedRequestHandler } from '../../../local/aws/request-handler.ts'
import { EmbeddedS3 } from '../../../local/aws/s3.ts'
import { VirtualClock } from '../../../local/clock.ts'

let directory: string
let store: ObjectStore

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'object-store-'))
  const s3 = new EmbeddedS3({ directory, clock: new VirtualClock(Date.UTC(2026, 2, 2)) })
  s3.createBucket('work')
  store = connectObjectStore('work', embeddedClientConfiguration(embeddedRequestHandler({ s3: s3.endpoint })))
})

afterEach(() => rmSync(directory, { recursive: true, force: true }))

const textOf = async (bytes: AsyncIterable<Uint8Array>): Promise<string> => {
  const pieces: Uint8Array[] = []
  for await (const piece of bytes) pieces.push(piece)
  return Buffer.concat(pieces).toString('utf8')
}

const collected = async (keys: AsyncIterable<string>): Promise<string[]> => {
  const found: string[] = []
  for await (const key of keys) found.push(key)
  return found
}

test('reads back what it wrote, and what it wrote last', async () => {
  await store.write('a/张.json', '{"name":"张"}')
  await store.write('a/张.json', '{"name":"王"}')
  expect(await textOf(store.read('a/张.json'))).toBe('{"name":"王"}')
})

test('says which object is missing', async () => {
  await expect(textOf(store.read('nowhere.csv'))).rejects.toMatchObject({ name: 'NoSuchKey' })
})

test.each([
  ['nothing', 0],
  ['less than a part', 1_000],
  ['exactly one part', 8 * 1024],
  ['several parts', 20 * 1024],
])('streams %s', async (_name, lines) => {
  const line = `${'x'.repeat(1_023)}\n`
  const body = (async function* () {
    for (let index = 0; index < lines; index++) yield line
  })()
  await store.writeStream('rejects.csv', body)
  expect((await textOf(store.read('rejects.csv'))).length).toBe(lines * 1_024)
})

test('leaves no half-written object when the stream fails', async () => {
  const failing = (async function* () {
    for (let index = 0; index < 10; index++) yield 'x'.repeat(1024 * 1024)
    throw new Error('chunk lost')
  })()
  await expect(store.writeStream('rejects.csv', failing)).rejects.toThrow('chunk lost')
  expect(await collected(store.list('rejects'))).toEqual([])
})

test('lists every key of a prefix in order, beyond one page', async () => {
  const keys = Array.from({ length: 1_050 }, (_, index) => `chunks/d/${String(index).padStart(5, '0')}.jsonl`)
  for (const key of [...keys].reverse()) await store.write(key, '-')
  await store.write('chunks/e/00001.jsonl', '-')
  expect(await collected(store.list('chunks/d/'))).toEqual(keys)
})

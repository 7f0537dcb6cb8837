/**
 * Run as a process of its own: takes a drop of so many rows through splitting, validating and reporting, with its bucket on the disk, and
 * prints how many rows came out and the most bytes of heap that were alive at once.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connectObjectStore, type ObjectStore } from '../functions/adapters/object-store.ts'
import { embeddedClientConfiguration, embeddedRequestHandler } from '../local/aws/request-handler.ts'
import { EmbeddedS3 } from '../local/aws/s3.ts'
import { VirtualClock } from '../local/clock.ts'
import { accountsFile, reported, split, validated } from './generated-drop.ts'

const rows = Number(process.argv[2])
const bucket = 'forbear-bench'

let aliveBytes = 0
let calls = 0

/** What is alive is known only after the collector ran, which takes too long to do it every time. */
const sample = (): void => {
  calls += 1
  if (calls % 20 !== 0) return
  globalThis.gc?.()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  aliveBytes = Math.max(aliveBytes, heapUsed + arrayBuffers)
}

const sampling = (store: ObjectStore): ObjectStore => ({
  ...store,
  write: (key, body) => {
    sample()
    return store.write(key, body)
  },
  read: (key) => {
    sample()
    return store.read(key)
  },
})

const directory = await mkdtemp(join(tmpdir(), 'forbear-bench-'))
try {
  const s3 = new EmbeddedS3({ directory, clock: new VirtualClock(Date.UTC(2026, 2, 2)) })
  s3.createBucket(bucket)
  const clients = embeddedClientConfiguration(embeddedRequestHandler({ s3: s3.endpoint }))
  const store = sampling(connectObjectStore(bucket, clients))
  let size = 0
  for (const piece of accountsFile(rows)) size += piece.length
  await validated(store, await split(store, size, accountsFile(rows)))
  process.stdout.write(JSON.stringify({ rows: await reported(store), aliveBytes }))
} finally {
  await rm(directory, { recursive: true })
}

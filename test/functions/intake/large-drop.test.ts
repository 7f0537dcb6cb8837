import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

const run = promisify(execFile)

const dropOf = async (rows: number) => {
  const flags = ['--expose-gc', '--max-old-space-size=48']
  const { stdout } = await run(process.execPath, [...flags, join(import.meta.dirname, 'large-drop.ts'), String(rows)])
  const printed: unknown = JSON.parse(stdout)
  return printed as { size: number; most: number; chunks: number; rejected: number }
}

test('a drop ten times as large needs no more memory, but for what the collector has not seen to yet', async () => {
  const [small, large] = [await dropOf(40_000), await dropOf(400_000)]
  expect(large.size).toBeGreaterThan(60e6)
  expect(large.chunks).toBeGreaterThan(5 * small.chunks)
  expect(large.rejected).toBe(40_000)
  expect(large.most).toBeLessThan(small.most + large.size / 4)
})

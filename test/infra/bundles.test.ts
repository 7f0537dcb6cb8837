import { execFileSync } from 'node:child_process'
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { bundleOf, entryFiles } from '../../infra/bundle.ts'

const files = entryFiles()
const bundles = await Promise.all(
  files.map(async (file) => {
    const { step } = await import(join(import.meta.dirname, '../../functions', file))
    return join(bundleOf(step), 'index.mjs')
  }),
)

/** Loads every bundle as Lambda would, by its path alone, and says what its handler is. */
const loader = `
  const loaded = {}
  for (const url of process.argv.slice(1)) {
    try { loaded[url] = typeof (await import(url)).handler } catch (error) { loaded[url] = String(error) }
  }
  process.stdout.write(JSON.stringify(loaded))`

describe('bundles', () => {
  test('each loads by itself in a fresh Node.js, with no variable of the environment set, and has a handler', () => {
    const urls = bundles.map((bundle) => pathToFileURL(bundle).href)
    const output = execFileSync(process.execPath, ['--input-type=module', '-e', loader, ...urls], {
      env: {},
      cwd: '/',
      encoding: 'utf8',
    })
    const loaded = z.record(z.string(), z.string()).parse(JSON.parse(output))
    expect(loaded).toEqual(Object.fromEntries(urls.map((url) => [url, 'function'])))
    expect(urls.length).toBeGreaterThan(35)
  })

  test.each(files.map((file, index) => [file, bundles[index] ?? ''] as const))(
    '%s is small enough to start fast',
    (_, bundle) => {
      expect(statSync(bundle).size).toBeLessThan(2_500_000)
    },
  )
})

import { existsSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { compare } from '../../../peers/compare.ts'
import { talliesOf } from '../../../peers/fineract/tally.ts'
import { floorsOf } from '../../../peers/floors.ts'
import { readOptions } from '../../../peers/options.ts'

const options = readOptions([])
const { fineract, products, openintro, regz } = options
const present = [fineract, products, openintro, regz].every(({ path }) => existsSync(path))

if (!present) console.warn('Not run: nothing is compared with peers, because their files are not all here.')

describe.runIf(present)('compared with people who did not write this', async () => {
  const { figures, absent } = await compare(options)

  it.each(floorsOf(figures))('$floor', ({ holds, reached }) => {
    expect(holds, reached).toBe(true)
  })

  it('every table is accounted for', () => {
    const verdicts = figures.fineract ?? []
    const all = (table: string) => talliesOf(verdicts.filter((verdict) => verdict.table === table)).at(-1)
    expect(absent).toEqual([])
    expect(all('schedule')).toMatchObject({ tables: 915 })
    expect(all('total')).toMatchObject({ tables: 900 })
    expect(verdicts.filter(({ verdict, why }) => (verdict === 'passed') !== (why === undefined))).toEqual([])
  })
})

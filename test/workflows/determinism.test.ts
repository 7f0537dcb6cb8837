import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DropKind } from '../../domain/intake/drop.ts'
import type { Disturbances } from '../../local/aws/event-bus.ts'
import { seededRandom } from '../../local/random.ts'
import { run } from '../../local/run.ts'
import { loadPolicies, policiesDirectory } from '../../policies/load-policies.ts'
import { readDossier } from '../../replay/dossier.ts'
import { readDossiers } from '../../replay/read.ts'
import { replay } from '../../replay/replay.ts'
import { sharedAssembly, sources } from './assembly.ts'
import { moveIn, Resident } from './resident.ts'
import { Town } from './town.ts'

describe('a run on one machine', () => {
  let directory: string
  const outs = new Map<string, ReadonlyMap<string, string>>()

  const few = 7

  /** The first rows of the sample drop's files. */
  const smallDrop = async (): Promise<string> => {
    const drop = join(directory, 'drop')
    for (const lender of ['platform-a', 'platform-b', 'union-c'])
      for (const kind of DropKind.options) {
        const text = await readFile(join(sources, 'examples/drops', lender, kind, '2026-03-02.csv'), 'utf8')
        await mkdir(join(drop, lender, kind), { recursive: true })
        const rows = text.split(/(?<=\n)/).slice(0, few)
        await writeFile(join(drop, lender, kind, 'small.csv'), rows.join(''))
      }
    return drop
  }

  const filesOf = async (out: string): Promise<Map<string, string>> => {
    const entries = await readdir(out, { recursive: true, withFileTypes: true })
    const files = entries
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name))
      .filter((file) => !relative(out, file).startsWith('.'))
      .sort()
    return new Map(
      await Promise.all(files.map(async (file) => [relative(out, file), await readFile(file, 'utf8')] as const)),
    )
  }

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'forbear-runs-'))
    const drop = await smallDrop()
    const synthesized = await sharedAssembly()
    for (const [name, seed] of [
      ['first', 7],
      ['again', 7],
      ['other', 8],
    ] as const) {
      const out = join(directory, name)
      await run({ sources, drop, out, months: 3, seed, lender: undefined, synthesized, onProgress: () => undefined })
      outs.set(name, await filesOf(out))
    }
  })
  afterAll(() => rm(directory, { recursive: true, force: true }))

  it('gives the same bytes for the same seed', () => {
    const first = outs.get('first') ?? new Map()
    const again = outs.get('again') ?? new Map()
    expect(first.size).toBeGreaterThan(50)
    expect([...again.keys()]).toEqual([...first.keys()])
    expect([...first].filter(([file, content]) => again.get(file) !== content).map(([file]) => file)).toEqual([])
  })

  it('gives another story for another seed', () => {
    const dossiers = (name: string) => [...(outs.get(name) ?? [])].filter(([file]) => file.startsWith('dossiers/'))
    expect(dossiers('other').map(([file]) => file)).toEqual(dossiers('first').map(([file]) => file))
    expect(dossiers('other')).not.toEqual(dossiers('first'))
  })

  it.each(['first', 'other'])('leaves dossiers in which replay finds nothing wrong: %s', async (name) => {
    const { findings, lenders } = replay(
      loadPolicies(policiesDirectory),
      await readDossiers(join(directory, name, 'dossiers')),
    )
    expect(findings).toEqual([])
    const sum = (of: 'sent' | 'lenders' | 'checks') =>
      Object.values(lenders).reduce((total, counts) => total + counts[of], 0)
    expect(sum('sent')).toBeGreaterThan(60)
    expect(sum('lenders')).toBeGreaterThan(3)
    expect(sum('checks')).toBeGreaterThan(4 * sum('sent'))
  })

  it('leaves dossiers in which replay finds the one letter that somebody moves into the night', async () => {
    const dossiers = await readDossiers(join(directory, 'first', 'dossiers'))
    const sent = dossiers
      .flatMap(({ lines }) => lines)
      .find(({ event, by }) => event.type === 'NoticeSent' && by === 'system')
    if (sent === undefined) throw new Error('no letter went')
    const text = (await readFile(sent.file, 'utf8')).split('\n')
    const moved = (text[sent.line - 1] ?? '').replace(sent.at, `${sent.at.slice(0, 10)}T19:00:00.000Z`)
    const seeded = readDossier(sent.file, text.with(sent.line - 1, moved).join('\n'))
    const { findings } = replay(loadPolicies(policiesDirectory), [
      ...dossiers.filter(({ lines }) => lines[0]?.file !== sent.file),
      seeded,
    ])
    const found = findings.map(({ file, line, rule }) => ({ file, line, rule }))
    expect(found).toContainEqual({ file: sent.file, line: sent.line, rule: 'chain' })
    expect(found).toContainEqual({ file: sent.file, line: sent.line, rule: 'window' })
    expect(found.every(({ file }) => file === sent.file)).toBe(true)
  })
})

describe('a bus that repeats, delays and reorders its events', () => {
  /** The same five borrowers do the same things; who has to wait longer for a message acts later. */
  const live = async (disturbances?: Disturbances) => {
    const town = await Town.open({ ...(disturbances && { disturbances }) })
    const accepting = new Resident(town, 'accepting')
    const haggling = new Resident(town, 'haggling')
    const mediating = new Resident(town, 'mediating')
    const silent = new Resident(town, 'silent')
    const missing = new Resident(town, 'missing')
    const residents = [accepting, haggling, mediating, silent, missing]
    await moveIn(town, ...residents)
    await accepting.states()
    await haggling.states()
    await mediating.states()
    await missing.states()
    await accepting.accepts()
    await missing.accepts()
    await haggling.answers('offer', { answer: 'counter', monthlyAmount: '500.00' })
    await mediating.answers('offer', { answer: 'mediate' })
    await accepting.explainsBack()
    await missing.explainsBack()
    await accepting.signs()
    await missing.signs()
    await haggling.answers('counter-answer', { answer: 'decline' })
    await town.reply(await mediating.hears('mediation'), { answer: 'proposal', monthlyAmount: '900.00', months: '24' })
    await mediating.answers('mediator-proposal', { answer: 'decline' })
    await accepting.isInPlan()
    await accepting.pays(1)
    await accepting.pays(2)
    await missing.hears('matter', 60)
    await town.until(Date.parse('2026-06-01T00:00:00Z'))
    const lives = residents.map((resident) => ({
      story: resident.story(),
      letters: [...resident.letters()].sort(),
      unfinished: town.unfinished(resident.caseId).filter((name) => !name.startsWith('WAIT')),
    }))
    const { givenUp } = town
    const calls = town.calls.filter(({ step }) => step === 'start-stage' || step === 'wake-waiting').length
    await town.close()
    return { lives, givenUp, calls }
  }

  it('leads to the same dossiers as one that does not', async () => {
    const undisturbed = await live()
    expect(undisturbed.lives.map(({ story }) => story.at(-1))).toEqual([
      'InstalmentMet',
      'CaseClosed',
      'CaseClosed',
      'CaseClosed',
      'InstalmentMissed',
    ])
    for (const seed of ['storm', 'flood']) {
      const disturbances = { random: seededRandom(seed), repeat: 0.5, delayMs: 600_000, reorder: true }
      const disturbed = await live(disturbances)
      expect(disturbed.calls).toBeGreaterThan(undisturbed.calls * 1.3)
      expect(disturbed.lives).toEqual(undisturbed.lives)
      expect(disturbed.givenUp).toEqual([])
    }
  })
})

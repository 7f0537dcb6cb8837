import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { command } from '../../../replay/command.ts'
import { usage } from '../../../replay/options.ts'
import { DossierWriter } from './dossiers.ts'

describe('npm run replay', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'forbear-replay-'))
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  const keep = (dossier: DossierWriter): string => {
    const file = join(folder, 'dossiers', basename(dossier.file))
    mkdirSync(join(folder, 'dossiers'), { recursive: true })
    writeFileSync(file, dossier.text())
    return file
  }

  const ends = async (...args: readonly string[]) => {
    const written: string[] = []
    const code = await command(['--dossiers', join(folder, 'dossiers'), ...args], (text) => written.push(text))
    return { code, text: written.join('') }
  }

  it('ends with 0 and counts where nothing is wrong', async () => {
    const dossier = new DossierWriter('A1')
    dossier.sends('2026-03-03 10:00')
    keep(dossier)
    const { code, text } = await ends()
    expect(code).toBe(0)
    expect(text).toMatch(/^platform-a\n {2}cases +1\n {2}notices sent +1\n/)
    expect(text).toMatch(/\nNo violation\.\n$/)
  })

  it('ends with 1 and lists what is wrong, file and line first', async () => {
    const dossier = new DossierWriter('A1')
    dossier.sends('2026-03-03 21:00')
    const file = keep(dossier)
    const { code, text } = await ends()
    expect(code).toBe(1)
    expect(text).toContain(`${file}:3  window  ${dossier.caseId}-n1  2026-03-03T13:00:00.000Z\n`)
    expect(text).not.toContain('notices sent')
  })

  it('tells a past day before it counts, and writes all of it as JSON', async () => {
    const dossier = new DossierWriter('A1')
    dossier.sends('2026-03-03 10:00')
    keep(dossier)
    const json = join(folder, 'replay.json')
    const { text } = await ends('--day', '2026-03-03', '--json', json)
    expect(text).toMatch(/^10:00:00 {2}case-[0-9a-f]{16}-n1 {2}payment-received {2}went: open in Asia\/Shanghai; /)
    expect(JSON.parse(readFileSync(json, 'utf8'))).toMatchObject({
      findings: [],
      lenders: { 'platform-a': { sent: 1, checks: 5 } },
      day: { on: '2026-03-03', lines: [expect.stringContaining('went')] },
    })
    expect((await ends('--day', '2026-03-05')).text).toMatch(/^Nothing on 2026-03-05\.\n/)
  })

  it('says what it cannot read', async () => {
    await expect(ends()).rejects.toThrow('holds no dossier')
    await expect(ends('--day', 'Friday')).rejects.toThrow('--day')
    keep(new DossierWriter('A1'))
    await expect(ends('--policy', folder)).rejects.toThrow()
  })

  it('explains every option', async () => {
    expect(await ends('--help')).toEqual({ code: 0, text: usage })
    for (const name of ['dossiers', 'policy', 'day', 'json', 'help']) expect(usage).toContain(`--${name}`)
  })
})

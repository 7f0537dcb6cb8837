import { existsSync, readdirSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, it } from 'vitest'
import type { Step } from '../../functions/step.ts'

const root = resolve(import.meta.dirname, '../..')

const kebab = (name: string): string => name.toLowerCase().replaceAll(' ', '-')

const stepFiles = readdirSync(join(root, 'functions'), { recursive: true, encoding: 'utf8' }).filter(
  (file) => file.endsWith('.ts') && dirname(file) !== '.' && dirname(file) !== 'adapters',
)

interface StepModule {
  readonly step?: Step
  readonly handler?: unknown
}

const load = async (file: string): Promise<StepModule> => import(pathToFileURL(join(root, 'functions', file)).href)

describe('a step has one name', () => {
  it.each(stepFiles)('functions/%s', async (file) => {
    const { step, handler } = await load(file)
    if (step === undefined) return expect(handler).toBeUndefined()
    expect(kebab(step.name)).toBe(basename(file, '.ts'))
    expect(step.stage).toBe(dirname(file))
    expect(handler).toBeTypeOf('function')
  })

  it('that no other step has', async () => {
    const names = (await Promise.all(stepFiles.map(load))).flatMap(({ step }) =>
      step === undefined ? [] : [step.name],
    )
    expect(new Set(names).size).toBe(names.length)
    expect(names.length).toBeGreaterThan(30)
  })
})

describe('each stage of the lifecycle', () => {
  it.each(['intake', 'assessment', 'offer', 'agreement', 'monitoring', 'early-warning', 'notice', 'contact-task'])(
    '%s has its machine and its steps',
    (stage) => {
      expect(existsSync(join(root, 'workflows', `${stage}.ts`))).toBe(true)
      expect(existsSync(join(root, 'functions', stage))).toBe(true)
    },
  )
})

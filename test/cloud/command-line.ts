import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Emulator } from './emulator.ts'
import { root } from './emulator.ts'

const run = promisify(execFile)

/** The commands of README's deploy chapter, as they stand there, without the remarks behind them. */
export const deployChapter = (): string[] => {
  const readme = readFileSync(join(root, 'README.md'), 'utf8')
  const [, chapter = ''] = readme.split('\n## Deploy\n')
  const [, commands = ''] = /```sh\n([\s\S]*?)```/.exec(chapter.split('\n## ')[0] ?? '') ?? []
  return commands
    .split('\n')
    .map((line) => line.replace(/\s+#.*$/, '').trim())
    .filter((line) => line !== '')
}

/** Runs a command on the emulator as somebody would who says yes to what it asks. @returns all that it said */
export const onEmulator = async ({ environment }: Emulator, command: string): Promise<string> => {
  const { stdout, stderr } = await run(command, {
    cwd: root,
    shell: true,
    env: { ...environment, CDK_REQUIRE_APPROVAL: 'never', CDK_FORCE: 'true' },
    maxBuffer: 64 * 1024 * 1024,
  } as const)
  return stdout + stderr
}

/** A stack's outputs as `cdk deploy` prints them, by name. */
export const outputsIn = (said: string): Map<string, string> =>
  new Map(Array.from(said.matchAll(/^Forbear-[\w-]+\.(\w+) = (.*)$/gm), ([, name = '', value = '']) => [name, value]))

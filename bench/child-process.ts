import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'

/** The project's root, in which children run. */
export const root = dirname(import.meta.dirname)

/** How a child process did. */
export interface ChildRun {
  readonly output: string
  readonly seconds: number
  /** The most memory that the process itself held, its own children left out. */
  readonly peakBytes: number
}

const peakMemory = join(import.meta.dirname, 'peak-memory.ts')

const textOf = (stream: unknown): Promise<string> =>
  stream instanceof Readable ? text(stream) : Promise.reject(new Error('the child process came without its pipes'))

/** Runs a file of the project in a fresh Node.js. @throws Error with what a failing child said */
export const runChild = async (
  file: string,
  args: readonly string[],
  flags: readonly string[] = [],
): Promise<ChildRun> => {
  const began = performance.now()
  const child = spawn(process.execPath, [...flags, '--import', peakMemory, join(root, file), ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  })
  const [output, complaint, peak] = await Promise.all([
    textOf(child.stdout),
    textOf(child.stderr),
    textOf(child.stdio[3]),
    once(child, 'close'),
  ])
  const seconds = (performance.now() - began) / 1000
  if (child.exitCode !== 0) throw new Error(`${file} ${args.join(' ')} failed: ${complaint.trim()}`)
  return { output, seconds, peakBytes: Number(peak) * 1024 }
}

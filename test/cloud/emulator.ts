import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { createWriteStream, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'
import * as z from 'zod'

/** The project's root. */
export const root = resolve(import.meta.dirname, '../..')

const requirements = join(import.meta.dirname, 'requirements.txt')
const isWindows = process.platform === 'win32'

/** An interpreter that is new enough, or undefined where there is none. */
export const findPython = (): string | undefined =>
  (isWindows ? ['py', 'python'] : ['python3', 'python']).find((name) => {
    try {
      execFileSync(name, ['-c', 'import ensurepip, sys, venv; assert sys.version_info >= (3, 10)'], { stdio: 'ignore' })
      return true
    } catch {
      return false
    }
  })

/**
 * MiniStack in a virtual environment of its own under `node_modules/.cache`, made once for its list of requirements.
 * @returns the environment's Python @throws Error where there is no Python, or no way to PyPI
 */
export const install = (): string => {
  const fingerprint = createHash('sha256').update(readFileSync(requirements)).digest('hex').slice(0, 16)
  const home = join(root, 'node_modules/.cache/forbear-emulator', fingerprint)
  const interpreter = join(home, isWindows ? 'Scripts/python.exe' : 'bin/python')
  if (existsSync(join(home, 'complete'))) return interpreter
  const python = findPython()
  if (python === undefined) throw new Error('the emulator needs Python 3.10 or newer with venv and ensurepip')
  rmSync(home, { recursive: true, force: true })
  mkdirSync(home, { recursive: true })
  execFileSync(python, ['-m', 'venv', home], { stdio: 'inherit' })
  execFileSync(
    interpreter,
    ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--requirement', requirements],
    { stdio: 'inherit' },
  )
  mkdirSync(join(home, 'complete'))
  return interpreter
}

const freePort = (): Promise<number> =>
  new Promise((done, failed) => {
    const server = createServer().once('error', failed)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => done(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })

const Standing = z.object({ now: z.number() })

/** AWS on this machine: MiniStack on a loopback port, its clock moved by whoever holds it. */
export class Emulator {
  readonly endpoint: string
  /** What the SDK and the command line need to speak to it, and to nobody else. */
  readonly environment: Readonly<Record<string, string>>
  private readonly child: ChildProcess
  private readonly answers: AsyncIterator<string>
  private time = 0

  private constructor(child: ChildProcess, endpoint: string, environment: Record<string, string>) {
    this.child = child
    this.endpoint = endpoint
    this.environment = environment
    if (child.stdout === null) throw new Error('the emulator was started without a pipe for its answers')
    this.answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  }

  /** Starts it in an empty directory. @throws Error when it is not healthy within half a minute */
  static async open(directory: string): Promise<Emulator> {
    const python = install()
    rmSync(directory, { recursive: true, force: true })
    mkdirSync(directory, { recursive: true })
    const port = String(await freePort())
    const endpoint = `http://127.0.0.1:${port}`
    const surroundings = {
      PATH: `${join(root, 'node_modules/.bin')}${isWindows ? ';' : ':'}${process.env['PATH'] ?? ''}`,
      HOME: directory,
      TMPDIR: directory,
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
    }
    const child = spawn(python, [join(import.meta.dirname, 'emulator.py')], {
      cwd: directory,
      stdio: ['pipe', 'pipe', 'pipe'],
      env: {
        ...surroundings,
        BIND_HOST: '127.0.0.1',
        GATEWAY_PORT: port,
        MINISTACK_REGION: region,
        // Every call is authorised by the policies of whoever makes it: a function's by its own role.
        AUTH: 'true',
        S3_DATA_DIR: join(directory, 's3'),
        STATE_DIR: join(directory, 'state'),
        SFTP_ENABLED: '0',
        IOT_MTLS_ENABLED: '0',
        // The clock jumps by months; functions stay warm all the same.
        LAMBDA_WARM_TTL_SECONDS: '1000000000',
        NODE_OPTIONS: `--import=${new URL('layers.mjs', import.meta.url).href}`,
      },
    })
    child.stderr?.pipe(createWriteStream(join(directory, 'emulator.log')))
    const emulator = new Emulator(child, endpoint, {
      ...surroundings,
      AWS_ENDPOINT_URL: endpoint,
      AWS_REGION: region,
      AWS_DEFAULT_REGION: region,
      AWS_CONFIG_FILE: join(directory, 'no-config'),
      AWS_SHARED_CREDENTIALS_FILE: join(directory, 'no-credentials'),
      CDK_DISABLE_CLI_TELEMETRY: 'true',
      CI: 'true',
      NO_COLOR: '1',
    })
    await emulator.healthy()
    return emulator
  }

  private async healthy(): Promise<void> {
    for (let attempt = 0; attempt < 150; attempt++) {
      if (this.child.exitCode !== null) throw new Error('the emulator ended before it was healthy; see emulator.log')
      const answer = await fetch(`${this.endpoint}/_ministack/health`).catch(() => undefined)
      if (answer?.ok) return
      await pause(200)
    }
    throw new Error('the emulator is not healthy after half a minute; see emulator.log')
  }

  /** The instant on its clock when it last stood still, in milliseconds since the epoch. */
  now(): number {
    return this.time
  }

  /** Sets the clock, back or forth, whatever waits. */
  async set(at: number): Promise<void> {
    await this.tell({ at: at / 1000 })
  }

  /** Lets time go to the next thing that is due, but not beyond `limit`, and comes back when nothing runs any more. */
  async next(limit: number): Promise<void> {
    await this.tell({ until: limit / 1000 })
  }

  private async tell(order: object): Promise<void> {
    this.child.stdin?.write(`${JSON.stringify(order)}\n`)
    const { value, done } = await this.answers.next()
    if (done === true) throw new Error('the emulator ended; see emulator.log')
    this.time = Standing.parse(JSON.parse(value)).now * 1000
  }

  /** Ends it, and with it every function that it started. */
  async close(): Promise<void> {
    if (this.child.exitCode !== null) return
    const ended = new Promise((done) => this.child.once('exit', done))
    this.child.stdin?.end()
    await Promise.race([ended, pause(5_000).then(() => this.child.kill('SIGKILL'))])
  }
}

/** The region of README's example. */
export const region = 'ap-southeast-1'

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { brokenAt } from '../../domain/case/chain.ts'
import type { CaseEventType } from '../../domain/case/event.ts'
import { beginning } from '../workflows/town.ts'
import { deployChapter, onEmulator, outputsIn } from './command-line.ts'
import { Emulator } from './emulator.ts'
import { CloudScene, LocalScene } from './scene.ts'
import { borrowers, caseOf, play } from './story.ts'

const started = Date.now()
const say = (what: string): void => {
  process.stdout.write(`${((Date.now() - started) / 1000).toFixed(0).padStart(4)} s  ${what}\n`)
}

const [deploy = '', diff = '', destroy = ''] = deployChapter()

let directory: string
let emulator: Emulator
let cloud: CloudScene
let local: LocalScene
let outputs: ReadonlyMap<string, string>
let differences: string
let inCloud: ReadonlyMap<string, CaseEventType[]>
let onRunner: ReadonlyMap<string, CaseEventType[]>

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'forbear-cloud-'))
  emulator = await Emulator.open(join(directory, 'emulator'))
  say('the emulator is healthy')
  await onEmulator(emulator, 'npx cdk bootstrap')
  say('bootstrapped')
  outputs = outputsIn(await onEmulator(emulator, deploy))
  say('deployed')
  differences = await onEmulator(emulator, diff)
  say('compared with what is deployed')
  cloud = new CloudScene(emulator, outputs)
  await emulator.set(beginning)
  inCloud = await play(cloud, () => cloud.fireSchedule('prod', 'platform-a'))
  say('played the story in the emulator')
  local = await LocalScene.open(beginning)
  onRunner = await play(local, async () => undefined)
  say('played the story on the local runner')
})

afterAll(async () => {
  await local?.close()
  await emulator?.close()
  await rm(directory, { recursive: true, force: true })
})

describe('README’s deploy chapter', () => {
  test('deploys, and names the bucket, the API and both dashboards', () => {
    expect(deploy).toMatch(/^npm run deploy /)
    expect(Object.fromEntries(outputs)).toMatchObject({
      DropBucketName: expect.stringMatching(/dropbucket/),
      AnswersUrl: expect.stringMatching(/^https?:/),
      BusinessDashboard: expect.stringMatching(/region=ap-southeast-1#dashboards\/dashboard\/forbear-prod-business$/),
      EngineeringDashboard: expect.stringMatching(/#dashboards\/dashboard\/forbear-prod-engineering$/),
    })
  })

  test('finds nothing to change right after', () => {
    expect(diff).toMatch(/^npm run diff /)
    expect(differences).toMatch(/Number of stacks with differences: 0/)
  })
})

describe('the lifecycle, deployed', () => {
  test.each(borrowers.map(({ label }) => [label]))('of %s is the one of the local runner, event by event', (label) => {
    expect(inCloud.get(label)).toEqual(onRunner.get(label))
  })

  test('assesses every account, and writes to everybody', async () => {
    const mail = await cloud.mail()
    for (const { label } of borrowers) {
      expect(inCloud.get(label)).toContain('Assessed')
      expect(mail.some(({ To }) => To.some((address) => address.includes(`${label}@`)))).toBe(true)
    }
  })

  test('comes to a plan that is signed and in force, to a payment, to a warning and to a complaint', () => {
    expect(inCloud.get('keeper')).toEqual(expect.arrayContaining(['AgreementSigned', 'PlanActivated', 'InstalmentMet']))
    expect(inCloud.get('stumbler')).toEqual(expect.arrayContaining(['InstalmentMissed', 'WarningRaised']))
    expect(inCloud.get('haggler')).toEqual(expect.arrayContaining(['CounterOffered', 'AgreementWithdrawn']))
    expect(inCloud.get('aggrieved')).toContain('ComplaintTaken')
  })

  test('leaves a chained record of every case', async () => {
    for (const { label } of borrowers) expect(brokenAt(await cloud.dossier(caseOf(label)))).toBeUndefined()
  })

  test('lets nobody in who does not sign, so that roles are what functions live by', async () => {
    const answer = await fetch(emulator.endpoint, {
      method: 'POST',
      headers: { 'x-amz-target': 'DynamoDB_20120810.ListTables', 'content-type': 'application/x-amz-json-1.0' },
      body: '{}',
    })
    expect(answer.ok).toBe(false)
    expect(await answer.text()).toMatch(/MissingAuthenticationToken/)
  })

  test('sets the broken row aside, with its field', async () => {
    const rejects = await cloud.read('platform-a/rejects/accounts/story.csv')
    expect(rejects).toMatch(/outstanding_principal,bad-number/)
  })

  test('fails no execution and leaves no dead letter', async () => {
    expect(await cloud.failedExecutions()).toEqual([])
    expect(await cloud.deadLetters()).toBe(0)
  })
})

test('a dead letter is redriven', async () => {
  await cloud.leaveDeadLetter('start-monitoring', { lenderId: 'platform-a', scheduledAt: '2026-07-01T01:00:00Z' })
  expect(await onEmulator(emulator, 'npm run redrive -- prod start-monitoring')).toMatch(
    /start-monitoring.* 1 .* 0 .* 0 /,
  )
  await emulator.next(emulator.now())
  expect(await cloud.deadLetters()).toBe(0)
  expect(await cloud.executions('monitoring')).toContain('platform-a-monitoring-2026-07-01')
})

describe('README’s last command', () => {
  test('takes away what runs and leaves what is kept', async () => {
    const kept = await cloud.dossier(caseOf('keeper'))
    await onEmulator(emulator, destroy)
    say('destroyed')
    expect(await cloud.machines()).toEqual([])
    expect(await cloud.dossier(caseOf('keeper'))).toEqual(kept)
    expect(await cloud.read('platform-a/accounts/story.csv')).toContain('LN-keeper-7731')
  })
})

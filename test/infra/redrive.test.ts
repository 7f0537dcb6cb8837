import { DeleteMessageCommand, ListQueuesCommand, ReceiveMessageCommand } from '@aws-sdk/client-sqs'
import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { type Clients, redrive } from '../../scripts/redrive.ts'
import { ofType, synthesize } from './assembly.ts'

/** Queues as CloudFormation names them: stack, logical id and something random, in at most 80 characters. */
const queueUrls = ofType(synthesize().template, 'AWS::SQS::Queue').map(
  ([logicalId]) => `https://sqs.example/1/${`Forbear-demo-${logicalId}`.slice(0, 67)}-4F6ZTLGRCAQ2`,
)
const queueOf = (step: string): string =>
  queueUrls.find((url) => url.toLowerCase().includes(`deadlettersof${step.replaceAll('-', '')}`)) ??
  expect.fail(`no queue of ${step}`)

/** A deployment of queues and functions; `failing` names the steps that still fail. */
class Deployment {
  readonly letters = new Map<string, { MessageId: string; ReceiptHandle: string; Body: string }[]>()
  readonly calls: { step: string; event: unknown }[] = []
  readonly failing = new Set<string>()

  leave(step: string, ...bodies: object[]): void {
    const letters = bodies.map((body, index) => ({
      MessageId: `m${index}`,
      ReceiptHandle: `r${index}`,
      Body: JSON.stringify(body),
    }))
    this.letters.set(queueOf(step), letters)
  }

  get clients(): Clients {
    const sqs = async (command: unknown) => {
      if (command instanceof ListQueuesCommand)
        return { QueueUrls: queueUrls.filter((url) => url.includes(`/${command.input.QueueNamePrefix}`)) }
      if (command instanceof ReceiveMessageCommand) {
        const { QueueUrl = '', MaxNumberOfMessages } = command.input
        return { Messages: (this.letters.get(QueueUrl) ?? []).slice(0, MaxNumberOfMessages) }
      }
      if (!(command instanceof DeleteMessageCommand)) return expect.fail('another command')
      const { QueueUrl = '', ReceiptHandle } = command.input
      const left = (this.letters.get(QueueUrl) ?? []).filter((letter) => letter.ReceiptHandle !== ReceiptHandle)
      this.letters.set(QueueUrl, left)
      return {}
    }
    const lambda = async (command: unknown) => {
      const { input } = z.object({ input: z.object({ FunctionName: z.string(), Payload: z.string() }) }).parse(command)
      const step = input.FunctionName.replace('forbear-demo-', '')
      this.calls.push({ step, event: JSON.parse(input.Payload) })
      return this.failing.has(step) ? { FunctionError: 'Unhandled' } : {}
    }
    return { sqs: { send: sqs as Clients['sqs']['send'] }, lambda: { send: lambda as Clients['lambda']['send'] } }
  }
}

const event = { 'detail-type': 'AccountAdmitted', detail: { caseId: 'case-1' } }

describe('redriving dead letters', () => {
  test('calls the step with the event that EventBridge left, and with the one that Lambda wrapped', async () => {
    const deployment = new Deployment()
    deployment.leave('start-stage', event, { version: '1.0', requestPayload: event, responsePayload: {} })
    expect(await redrive(deployment.clients, 'demo', ['start-stage'])).toEqual([
      { step: 'start-stage', done: 2, failed: 0, withoutEvent: 0 },
    ])
    expect(deployment.calls).toEqual([
      { step: 'start-stage', event },
      { step: 'start-stage', event },
    ])
    expect(deployment.letters.get(queueOf('start-stage'))).toEqual([])
  })

  test('leaves what fails again, after one try each', async () => {
    const deployment = new Deployment()
    deployment.leave('start-intake', event, event)
    deployment.failing.add('start-intake')
    expect(await redrive(deployment.clients, 'demo', ['start-intake'])).toMatchObject([{ done: 0, failed: 2 }])
    expect(deployment.calls).toHaveLength(2)
    expect(deployment.letters.get(queueOf('start-intake'))).toHaveLength(2)
  })

  test('leaves what names records of the stream only, without calling anybody', async () => {
    const deployment = new Deployment()
    deployment.leave('publish-events', { DDBStreamBatchInfo: { shardId: 'shard-1' } })
    expect(await redrive(deployment.clients, 'demo', ['publish-events'])).toMatchObject([{ withoutEvent: 1 }])
    expect(deployment.calls).toEqual([])
    expect(deployment.letters.get(queueOf('publish-events'))).toHaveLength(1)
  })

  test('sees to every queue of the deployment unless steps are named, but the bus’s own, whose letters only the key’s owner can read', async () => {
    const outcomes = await redrive(new Deployment().clients, 'demo', [])
    const meant = queueUrls.filter((url) => !url.includes('Deadlettersofthebus'))
    expect(meant).toHaveLength(queueUrls.length - 1)
    expect(outcomes).toHaveLength(meant.length)
  })

  test('says which dead letters there are when it is asked for others', async () => {
    await expect(redrive(new Deployment().clients, 'demo', ['start-the-day'])).rejects.toThrow(
      /stage demo has no dead letters of start-the-day; it has those of .*start-stage/,
    )
    await expect(redrive(new Deployment().clients, 'nowhere', [])).rejects.toThrow(/stage nowhere has no dead letters/)
  })
})

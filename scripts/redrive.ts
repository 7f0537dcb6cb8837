import { parseArgs } from 'node:util'
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda'
import { DeleteMessageCommand, ListQueuesCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs'
import * as z from 'zod'
import { entryFiles } from '../infra/bundle.ts'

/** What became of the letters that were left for one step. */
export interface Redriven {
  readonly step: string
  readonly done: number
  /** Letters that the step failed on again; they stay. */
  readonly failed: number
  /** Letters that do not hold the event itself; they stay for a person. */
  readonly withoutEvent: number
}

/** The clients that speak to the deployment. */
export interface Clients {
  readonly sqs: Pick<SQSClient, 'send'>
  readonly lambda: Pick<LambdaClient, 'send'>
}

/** Long enough to call a step for each of ten letters before others see them again. */
const hiddenSeconds = 600

const Letter = z.looseObject({ requestPayload: z.unknown().optional(), DDBStreamBatchInfo: z.unknown().optional() })

/** What the step was to be called with: Lambda wraps it, EventBridge and Scheduler do not, and of a stream only numbers are left. */
const eventOf = (body: string): unknown => {
  const letter = Letter.parse(JSON.parse(body))
  return letter.DDBStreamBatchInfo === undefined ? (letter.requestPayload ?? letter) : undefined
}

/** The step that a queue's name ends in, as its function calls it: `start-stage`. The name has lost hyphens and capitals. */
const stepOf = (queueUrl: string): string | undefined => {
  const [, packed = ''] = /HandOverDeadlettersof([A-Za-z]+?)[0-9A-F]{8}/.exec(queueUrl) ?? []
  return entryFiles()
    .map((file) => file.replace(/^.*\/|\.ts$/g, ''))
    .find((step) => step.replaceAll('-', '') === packed.toLowerCase())
}

/**
 * Calls each step again with what was left in its dead letters, and deletes what it dealt with. Repeats are harmless, since executions are
 * started by name and commands look at the case first. Each letter is tried once.
 * @param steps as functions are called, such as `start-stage`; all of them when there are none
 */
export const redrive = async (
  { sqs, lambda }: Clients,
  stage: string,
  steps: readonly string[],
): Promise<Redriven[]> => {
  const { QueueUrls = [] } = await sqs.send(
    new ListQueuesCommand({ QueueNamePrefix: `Forbear-${stage}-HandOverDeadlettersof`, MaxResults: 1000 }),
  )
  const queues = QueueUrls.flatMap((QueueUrl) => {
    const step = stepOf(QueueUrl)
    return step === undefined ? [] : [{ QueueUrl, step }]
  })
  const unknown = steps.filter((step) => !queues.some((queue) => queue.step === step))
  if (queues.length === 0 || unknown.length > 0)
    throw new Error(
      `stage ${stage} has no dead letters of ${unknown.join(', ') || 'any step'}; it has those of ${queues.map(({ step }) => step).join(', ') || 'none'}`,
    )

  const call = async (step: string, event: unknown): Promise<boolean> => {
    const Payload = JSON.stringify(event)
    const { FunctionError } = await lambda.send(
      new InvokeCommand({ FunctionName: `forbear-${stage}-${step}`, Payload }),
    )
    return FunctionError === undefined
  }

  const outcomes: Redriven[] = []
  for (const { QueueUrl, step } of queues) {
    if (steps.length > 0 && !steps.includes(step)) continue
    const seen = new Set<string | undefined>()
    const counts = { done: 0, failed: 0, withoutEvent: 0 }
    for (;;) {
      const { Messages = [] } = await sqs.send(
        new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, VisibilityTimeout: hiddenSeconds }),
      )
      const fresh = Messages.filter(({ MessageId }) => !seen.has(MessageId))
      if (fresh.length === 0) break
      for (const { MessageId, ReceiptHandle, Body = '{}' } of fresh) {
        seen.add(MessageId)
        const event = eventOf(Body)
        if (event === undefined) counts.withoutEvent += 1
        else if (await call(step, event)) {
          await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }))
          counts.done += 1
        } else counts.failed += 1
      }
    }
    outcomes.push({ step, ...counts })
  }
  return outcomes
}

const usage = 'npm run redrive -- STAGE [STEP ...]    for example: npm run redrive -- prod start-stage'

if (import.meta.main) {
  const {
    positionals: [stage, ...steps],
  } = parseArgs({ allowPositionals: true })
  if (stage === undefined) {
    console.error(`Which stage? ${usage}`)
    process.exit(2)
  }
  const outcomes = await redrive({ sqs: new SQSClient(), lambda: new LambdaClient() }, stage, steps)
  console.table(Object.fromEntries(outcomes.map(({ step, ...counts }) => [step, counts])))
  const left = outcomes.filter(({ failed, withoutEvent }) => failed + withoutEvent > 0)
  for (const { step } of left) console.error(`${step}: some letters are left; see its runbook in docs/runbooks`)
  process.exitCode = left.length === 0 ? 0 : 1
}

import { randomBytes } from 'node:crypto'
import { Logger } from '@aws-lambda-powertools/logger'
import { type Log, sentences } from './log.ts'
import type { Entropy, Handler, Step } from './step.ts'

const entropy: Entropy = () => randomBytes(32).toString('base64url')

/** The handler that a Lambda container calls: the step bound to the container's own environment on the first event. */
export const onLambda = (step: Step): Handler => {
  const logger = new Logger({ serviceName: 'forbear', persistentKeys: { stage: step.stage, step: step.name } })
  const log: Log = {
    info: (code, fields) => logger.info(sentences[code], { code, ...fields }),
    error: (code, fields) => logger.error(sentences[code], { code, ...fields }),
  }
  let bound: Handler | undefined
  return async (event, context) => {
    logger.appendKeys({ requestId: context.awsRequestId })
    bound ??= step.bind({ environment: process.env, clients: {}, log, entropy })
    return bound(event, context)
  }
}

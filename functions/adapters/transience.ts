import { TransientError } from '../../domain/outcome.ts'

const passing = new Set([
  'InternalServerError',
  'InternalError',
  'ItemCollectionSizeLimitExceededException',
  'KMSThrottlingException',
  'LimitExceededException',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'RequestTimeout',
  'ServiceUnavailable',
  'SlowDown',
  'Throttling',
  'ThrottlingException',
  'TimeoutError',
  'TooManyRequestsException',
  'TransactionInProgressException',
])

/** What Node.js says of a connection that broke. */
const brokenConnection = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT'])

const passes = (error: Error): boolean =>
  passing.has(error.name) || ('code' in error && brokenConnection.has(String(error.code)))

/** Gives an AWS error the name that workflows retry by, when it passes by itself; any other error comes back as it is. */
const named = (error: unknown): unknown =>
  error instanceof Error && passes(error)
    ? new TransientError(`${error.name}: ${error.message}`, { cause: error })
    : error

/** Runs an AWS call and renames its passing errors. */
export const calling = async <Answer>(call: () => Promise<Answer>): Promise<Answer> => {
  try {
    return await call()
  } catch (error) {
    throw named(error)
  }
}

import { TransientError } from '../../domain/outcome.ts'

const passing = new Set([
  'InternalServerError',
  'ItemCollectionSizeLimitExceededException',
  'LimitExceededException',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'ServiceUnavailable',
  'SlowDown',
  'Throttling',
  'ThrottlingException',
  'TimeoutError',
  'TooManyRequestsException',
  'TransactionInProgressException',
])

/** Gives an AWS error the name that workflows retry by, when it passes by itself; any other error comes back as it is. */
const named = (error: unknown): unknown =>
  error instanceof Error && passing.has(error.name)
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

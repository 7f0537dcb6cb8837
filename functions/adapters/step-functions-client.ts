import { SFNClient } from '@aws-sdk/client-sfn'
import { sharedClient } from './client-configuration.ts'

/** The client for all machines. */
export const stepFunctionsClient = sharedClient((configuration) => new SFNClient(configuration))

import * as z from 'zod'
import { type JsonOperation, jsonEndpoint } from '../aws/aws-json.ts'
import { type ServiceEndpoint, ServiceError } from '../aws/service-endpoint.ts'
import { complaintOf } from './definition-fields.ts'
import type { ExecutionDescription, StateMachines } from './state-machines.ts'

const text = z.string()
const paging = { maxResults: z.int().min(0).max(1000).optional(), nextToken: text.optional() }

const requests = {
  StartExecution: z.strictObject({ stateMachineArn: text, name: text.optional(), input: text.optional() }),
  SendTaskSuccess: z.strictObject({ taskToken: text, output: text }),
  SendTaskFailure: z.strictObject({
    taskToken: text,
    error: text.max(256).optional(),
    cause: text.max(32_768).optional(),
  }),
  SendTaskHeartbeat: z.strictObject({ taskToken: text }),
  DescribeExecution: z.strictObject({ executionArn: text }),
  ListExecutions: z.strictObject({
    ...paging,
    stateMachineArn: text.optional(),
    mapRunArn: text.optional(),
    statusFilter: z.enum(['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED', 'PENDING_REDRIVE']).optional(),
  }),
  StopExecution: z.strictObject({
    executionArn: text,
    error: text.max(256).optional(),
    cause: text.max(32_768).optional(),
  }),
  GetExecutionHistory: z.strictObject({
    ...paging,
    executionArn: text,
    reverseOrder: z.boolean().optional(),
    includeExecutionData: z.boolean().optional(),
  }),
}

/** An operation whose request members are checked; one it does not act upon is refused by name. */
const operation =
  <Schema extends z.ZodType>(schema: Schema, run: (request: z.infer<Schema>) => object): JsonOperation =>
  (request) => {
    const { success, data, error } = schema.safeParse(request)
    if (!success) throw new ServiceError('ValidationException', `The request ${complaintOf(error)}`)
    return run(data)
  }

const page = <Item>(
  items: readonly Item[],
  { maxResults, nextToken }: { maxResults?: number | undefined; nextToken?: string | undefined },
) => {
  const from = nextToken === undefined ? 0 : Number(nextToken)
  if (!Number.isInteger(from) || from < 0) throw new ServiceError('InvalidToken', `Invalid Token: '${nextToken}'`)
  const size = maxResults === undefined || maxResults === 0 ? 100 : maxResults
  const end = from + size
  return { items: items.slice(from, end), ...(end < items.length && { nextToken: String(end) }) }
}

const inSeconds = (milliseconds: number): number => milliseconds / 1000

const dated = ({ startDate, stopDate, ...rest }: ExecutionDescription) => ({
  ...rest,
  startDate: inSeconds(startDate),
  ...(stopDate !== undefined && { stopDate: inSeconds(stopDate) }),
})

const listed = ({ input, output, error, cause, ...rest }: ReturnType<typeof dated>) => rest

/** The Step Functions API in AWS JSON 1.0 over `machines`, for the `requestHandler` of a real SDK client. */
export const stepFunctionsEndpoint = (machines: StateMachines): ServiceEndpoint =>
  jsonEndpoint('Step Functions', '1.0', 'com.amazonaws.swf.service.v2.model', {
    StartExecution: operation(requests.StartExecution, (request) => {
      const { executionArn, startDate } = machines.startExecution(request)
      return { executionArn, startDate: inSeconds(startDate) }
    }),
    SendTaskSuccess: operation(requests.SendTaskSuccess, (request) => {
      machines.sendTaskSuccess(request)
      return {}
    }),
    SendTaskFailure: operation(requests.SendTaskFailure, (request) => {
      machines.sendTaskFailure(request)
      return {}
    }),
    SendTaskHeartbeat: operation(requests.SendTaskHeartbeat, (request) => {
      machines.sendTaskHeartbeat(request)
      return {}
    }),
    DescribeExecution: operation(requests.DescribeExecution, ({ executionArn }) =>
      dated(machines.describeExecution(executionArn)),
    ),
    ListExecutions: operation(requests.ListExecutions, (request) => {
      const { items, ...next } = page(machines.listExecutions(request), request)
      return { executions: items.map((each) => listed(dated(each))), ...next }
    }),
    StopExecution: operation(requests.StopExecution, (request) => ({
      stopDate: inSeconds(machines.stopExecution(request).stopDate),
    })),
    GetExecutionHistory: operation(requests.GetExecutionHistory, (request) => {
      const events = machines.getExecutionHistory(request.executionArn)
      const { items, ...next } = page(request.reverseOrder === true ? events.reverse() : events, request)
      return { events: items.map((event) => ({ ...event, timestamp: inSeconds(event.timestamp) })), ...next }
    }),
  })

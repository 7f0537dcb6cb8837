import {
  DescribeExecutionCommand,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  SendTaskFailureCommand,
  SendTaskHeartbeatCommand,
  SendTaskSuccessCommand,
  SFNClient,
  StartExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn'
import { describe, expect, it } from 'vitest'
import { stepFunctionsEndpoint } from '../../../local/asl/endpoint.ts'
import { embeddedClientConfiguration, embeddedRequestHandler } from '../../../local/aws/request-handler.ts'
import { arnOf, callback, define, epoch, pass, setUp, wait } from './fixture.ts'

const connected = () => {
  const world = setUp({ functions: { Ask: () => null } })
  const handler = embeddedRequestHandler({ states: stepFunctionsEndpoint(world.machines) })
  const client = new SFNClient(embeddedClientConfiguration(handler))
  return { ...world, client }
}

describe('a real SDK client', () => {
  it('starts, describes and lists executions, with dates to the millisecond', async () => {
    const { client, clock, ...world } = connected()
    const stateMachineArn = define(world, {
      W: wait(1, { Next: 'A' }),
      A: pass({ Output: { n: '{% $states.input.n %}' } }),
    })
    await clock.runUntil(epoch + 123)
    const started = await client.send(new StartExecutionCommand({ stateMachineArn, name: 'x', input: '{"n":1}' }))
    expect(started).toMatchObject({
      executionArn: 'arn:aws:states:us-east-1:000000000000:execution:Test:x',
      startDate: new Date(epoch + 123),
    })
    await clock.runUntil(epoch + 5000)
    const executionArn = started.executionArn
    expect(await client.send(new DescribeExecutionCommand({ executionArn }))).toMatchObject({
      executionArn,
      stateMachineArn,
      name: 'x',
      status: 'SUCCEEDED',
      startDate: new Date(epoch + 123),
      stopDate: new Date(epoch + 1123),
      input: '{"n":1}',
      output: '{"n":1}',
    })
    await client.send(new StartExecutionCommand({ stateMachineArn, name: 'y', input: '{"n":2}' }))
    const listed = await client.send(new ListExecutionsCommand({ stateMachineArn, maxResults: 1 }))
    expect(listed.executions?.map(({ name, status }) => [name, status])).toEqual([['y', 'RUNNING']])
    const rest = await client.send(
      new ListExecutionsCommand({ stateMachineArn, maxResults: 1, nextToken: listed.nextToken }),
    )
    expect(rest.executions?.map(({ name }) => name)).toEqual(['x'])
    expect(rest.nextToken).toBeUndefined()
    expect(
      (await client.send(new ListExecutionsCommand({ stateMachineArn, statusFilter: 'SUCCEEDED' }))).executions,
    ).toHaveLength(1)
  })

  it('answers task tokens, and reads the history of what came of it', async () => {
    const { client, clock, calls, ...world } = connected()
    const stateMachineArn = define(world, {
      T: callback('Ask', { HeartbeatSeconds: 10, Catch: [{ ErrorEquals: ['Declined'], Next: 'No' }] }),
      No: { Type: 'Fail', Error: 'Refused', Cause: 'by hand' },
    })
    const { executionArn } = await client.send(new StartExecutionCommand({ stateMachineArn }))
    await clock.runUntil(epoch + 8000)
    const taskToken = calls[0]?.payload.token
    await client.send(new SendTaskHeartbeatCommand({ taskToken }))
    await clock.runUntil(epoch + 16_000)
    await client.send(new SendTaskFailureCommand({ taskToken, error: 'Declined', cause: 'no' }))
    await clock.settle()
    await expect(client.send(new SendTaskSuccessCommand({ taskToken, output: '1' }))).rejects.toMatchObject({
      name: 'TaskTimedOut',
    })
    expect(await client.send(new DescribeExecutionCommand({ executionArn }))).toMatchObject({
      status: 'FAILED',
      error: 'Refused',
      cause: 'by hand',
    })
    const { events } = await client.send(new GetExecutionHistoryCommand({ executionArn }))
    expect(events?.map(({ id, type }) => [id, type])).toEqual([
      [1, 'ExecutionStarted'],
      [2, 'TaskStateEntered'],
      [3, 'TaskScheduled'],
      [4, 'TaskStarted'],
      [5, 'TaskSubmitted'],
      [6, 'TaskFailed'],
      [7, 'TaskStateExited'],
      [8, 'FailStateEntered'],
      [9, 'ExecutionFailed'],
    ])
    expect(events?.[2]).toMatchObject({
      taskScheduledEventDetails: { resourceType: 'lambda', resource: 'invoke.waitForTaskToken' },
    })
    expect(events?.[5]).toMatchObject({
      taskFailedEventDetails: { error: 'Declined', cause: 'no' },
      timestamp: new Date(epoch + 16_000),
    })
    const last = await client.send(new GetExecutionHistoryCommand({ executionArn, reverseOrder: true, maxResults: 1 }))
    expect(last.events?.map(({ type }) => type)).toEqual(['ExecutionFailed'])
  })

  it('stops executions', async () => {
    const { client, clock, ...world } = connected()
    const stateMachineArn = define(world, { W: wait(100) })
    const { executionArn } = await client.send(new StartExecutionCommand({ stateMachineArn }))
    await clock.runUntil(epoch + 5000)
    expect(await client.send(new StopExecutionCommand({ executionArn, error: 'Operator' }))).toMatchObject({
      stopDate: new Date(epoch + 5000),
    })
    expect(await client.send(new DescribeExecutionCommand({ executionArn }))).toMatchObject({
      status: 'ABORTED',
      error: 'Operator',
    })
  })

  it('gets the exceptions of AWS by name', async () => {
    const { client, ...world } = connected()
    const stateMachineArn = define(world, { W: wait(100) })
    await client.send(new StartExecutionCommand({ stateMachineArn, name: 'x' }))
    const refused = (input: ConstructorParameters<typeof StartExecutionCommand>[0]) =>
      expect(client.send(new StartExecutionCommand(input))).rejects
    await refused({ stateMachineArn, name: 'x', input: '{"other":1}' }).toMatchObject({
      name: 'ExecutionAlreadyExists',
    })
    await refused({ stateMachineArn: arnOf('None') }).toMatchObject({ name: 'StateMachineDoesNotExist' })
    await refused({ stateMachineArn, name: 'a b' }).toMatchObject({ name: 'InvalidName' })
    await refused({ stateMachineArn, input: '{' }).toMatchObject({ name: 'InvalidExecutionInput' })
    await refused({ stateMachineArn, traceHeader: 'x' }).toMatchObject({
      name: 'ValidationException',
      message: expect.stringContaining("'traceHeader'"),
    })
    await expect(
      client.send(
        new DescribeExecutionCommand({ executionArn: 'arn:aws:states:us-east-1:000000000000:execution:Test:none' }),
      ),
    ).rejects.toMatchObject({ name: 'ExecutionDoesNotExist' })
    await expect(client.send(new SendTaskSuccessCommand({ taskToken: 'guess', output: '1' }))).rejects.toMatchObject({
      name: 'InvalidToken',
    })
  })
})

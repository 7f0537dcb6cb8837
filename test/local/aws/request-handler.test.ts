import { DynamoDBClient, ListTablesCommand, UpdateTableCommand } from '@aws-sdk/client-dynamodb'
import { SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn'
import { describe, expect, it } from 'vitest'
import { embeddedClientConfiguration, embeddedRequestHandler } from '../../../local/aws/request-handler.ts'
import type { ServiceCall, ServiceEndpoint } from '../../../local/aws/service-endpoint.ts'
import { freshDatabase } from './embedded-clients.ts'

const recording = () => {
  const calls: ServiceCall[] = []
  const endpoint: ServiceEndpoint = async (call) => {
    calls.push(call)
    return { statusCode: 200, headers: { 'content-type': 'application/x-amz-json-1.0' }, body: '{"TableNames":[]}' }
  }
  return { calls, endpoint }
}

const request = { method: 'POST', hostname: 'localhost', path: '/', headers: {} }

describe('the request handler', () => {
  it('hands a call to the service of its target, operation and body taken out', async () => {
    const { calls, endpoint } = recording()
    const client = new SFNClient(embeddedClientConfiguration(embeddedRequestHandler({ states: endpoint })))
    await client.send(new StartExecutionCommand({ stateMachineArn: 'arn:x', input: '{"案":1}' }))
    expect(calls[0]?.operation).toBe('StartExecution')
    expect(JSON.parse(Buffer.from(calls[0]?.body ?? []).toString())).toMatchObject({ input: '{"案":1}' })
  })

  it('finds the service by the scope of a signed request as well', async () => {
    const { calls, endpoint } = recording()
    const { signer: _, ...signing } = embeddedClientConfiguration(embeddedRequestHandler({ dynamodb: endpoint }))
    await new DynamoDBClient({ ...signing, endpoint: 'https://anywhere.example' }).send(new ListTablesCommand({}))
    expect(calls[0]?.headers['authorization']).toContain('/us-east-1/dynamodb/')
    const handler = embeddedRequestHandler({ dynamodb: endpoint })
    await handler.handle({ ...request, headers: { Authorization: calls[0]?.headers['authorization'] ?? '' } })
    expect(calls).toHaveLength(2)
  })

  it.each([
    ['text', 'ä!'],
    ['bytes', Buffer.from('ä!')],
    ['a blob', new Blob(['ä!'])],
    ['a web stream', new Blob(['ä', '!']).stream()],
    [
      'an iterable',
      (async function* () {
        yield Buffer.from('ä')
        yield '!'
      })(),
    ],
  ])('collects a body that is %s', async (_, body) => {
    const { calls, endpoint } = recording()
    const headers = { 'X-Amz-Target': 'AWSEvents.PutEvents' }
    await embeddedRequestHandler({ events: endpoint }).handle({ ...request, headers, body })
    expect(Buffer.from(calls[0]?.body ?? []).toString()).toBe('ä!')
  })

  it('names the service it cannot reach', async () => {
    const handler = embeddedRequestHandler({})
    const to = (headers: Record<string, string>, hostname: string) => handler.handle({ ...request, headers, hostname })
    await expect(to({ 'x-amz-target': 'Logs_20140328.PutLogEvents' }, 'logs.us-east-1.amazonaws.com')).rejects.toThrow(
      /No embedded AWS service answers the target Logs_20140328/,
    )
    await expect(to({}, 'lambda.us-east-1.amazonaws.com')).rejects.toThrow(/the host lambda.us-east-1.amazonaws.com/)
    await expect(to({}, 's3.us-east-1.amazonaws.com')).rejects.toThrow(/set up without s3/)
    await expect(to({}, 'email.us-east-1.amazonaws.com')).rejects.toThrow(/set up without ses/)
  })

  it('leaves it to the service to name an operation it does not have', async () => {
    const { client } = freshDatabase()
    await expect(client.send(new UpdateTableCommand({ TableName: 'cases' }))).rejects.toThrow(
      /embedded DynamoDB has no operation UpdateTable/,
    )
  })
})

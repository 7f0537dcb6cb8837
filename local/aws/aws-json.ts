import type { ServiceAnswer, ServiceCall, ServiceEndpoint } from './service-endpoint.ts'
import { ServiceError } from './service-endpoint.ts'

/** A JSON object whose members are still to be checked. */
export type Fields = Readonly<Record<string, unknown>>

/** An operation of a service that speaks AWS JSON: request members in, response members out. */
export type JsonOperation = (request: Fields, call: ServiceCall) => object | Promise<object>

const decoder = new TextDecoder()
const encoder = new TextEncoder()

/** Whether `value` is a JSON object. */
export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const answer = (version: string, statusCode: number, body: object): ServiceAnswer => ({
  statusCode,
  headers: { 'content-type': `application/x-amz-json-${version}` },
  body: encoder.encode(JSON.stringify(body)),
})

/** An endpoint in the AWS JSON protocol, version 1.0 or 1.1; operations it does not have are refused by name. */
export const jsonEndpoint =
  (
    service: string,
    version: '1.0' | '1.1',
    errorNamespace: string,
    operations: Readonly<Record<string, JsonOperation>>,
  ): ServiceEndpoint =>
  async (call) => {
    try {
      const operation = operations[call.operation]
      if (operation === undefined) {
        throw new ServiceError(
          'UnknownOperationException',
          `The embedded ${service} has no operation ${call.operation}.`,
        )
      }
      const request: unknown = call.body.length === 0 ? {} : JSON.parse(decoder.decode(call.body))
      if (!isFields(request)) throw new ServiceError('SerializationException', 'The request body is not a JSON object.')
      return answer(version, 200, await operation(request, call))
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error
      const body = { __type: `${errorNamespace}#${error.code}`, message: error.message, ...error.details }
      return answer(version, error.statusCode, body)
    }
  }

/** Refuses, by name, a member that the embedded service does not act upon; silently ignoring it would give false greens. */
export const refuseUnknownMembers = (request: Fields, known: ReadonlySet<string>, where: string): void => {
  for (const name in request) {
    if (!known.has(name) && request[name] !== undefined && request[name] !== null) {
      throw new ServiceError('ValidationException', `${where}: the embedded service does not implement ${name}.`)
    }
  }
}

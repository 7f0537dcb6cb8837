import type { ServiceEndpoint, StreamingAnswer, StreamingEndpoint } from './service-endpoint.ts'

/** The embedded services a handler can reach; one left out is refused by name. */
export interface EmbeddedServices {
  readonly dynamodb?: ServiceEndpoint
  readonly s3?: StreamingEndpoint
  readonly ses?: ServiceEndpoint
  readonly events?: ServiceEndpoint
  readonly states?: ServiceEndpoint
}

/** What an SDK client hands to its `requestHandler`. */
export interface EmbeddedRequest {
  readonly method: string
  readonly hostname: string
  readonly path: string
  readonly headers: Record<string, string>
  readonly query?: Record<string, string | string[] | null>
  readonly body?: unknown
}

/** An SDK v3 `requestHandler` that reaches no network. */
export interface EmbeddedHandler {
  handle(request: EmbeddedRequest): Promise<{ response: StreamingAnswer }>
  updateHttpClientConfig(key: string, value: unknown): void
  httpHandlerConfigs(): Record<string, never>
}

type ServiceName = keyof EmbeddedServices

const serviceOfTarget: Readonly<Record<string, ServiceName>> = {
  DynamoDB_20120810: 'dynamodb',
  AWSEvents: 'events',
  AWSStepFunctions: 'states',
}

const serviceOfHost: Readonly<Record<string, ServiceName>> = {
  dynamodb: 'dynamodb',
  events: 'events',
  states: 'states',
  'sync-states': 'states',
  email: 'ses',
  s3: 's3',
}

const serviceOf = (headers: Record<string, string>, hostname: string): ServiceName => {
  const target = headers['x-amz-target']?.split('.')[0]
  const scope = /Credential=[^/]*\/\d{8}\/[^/]+\/([^/]+)\//.exec(headers['authorization'] ?? '')?.[1]
  const name =
    (target === undefined ? undefined : serviceOfTarget[target]) ??
    (scope === undefined ? undefined : serviceOfHost[scope === 'ses' ? 'email' : scope]) ??
    hostname
      .split('.')
      .map((label) => serviceOfHost[label])
      .find((found) => found !== undefined)
  if (name === undefined) {
    throw new Error(
      `No embedded AWS service answers ${target === undefined ? `the host ${hostname}` : `the target ${target}`}; ` +
        'the embedded ones are dynamodb, s3, ses, events and states.',
    )
  }
  return name
}

const isAsyncIterable = (value: unknown): value is AsyncIterable<Uint8Array> =>
  typeof value === 'object' && value !== null && Symbol.asyncIterator in value

const utf8 = new TextEncoder()

async function* contentOf(body: unknown): AsyncGenerator<Uint8Array> {
  if (body === undefined || body === null) return
  if (typeof body === 'string') yield utf8.encode(body)
  else if (body instanceof Uint8Array) yield body
  else if (body instanceof ArrayBuffer) yield new Uint8Array(body)
  else if (body instanceof Blob) yield* contentOf(body.stream())
  else if (isAsyncIterable(body)) {
    for await (const piece of body) yield typeof piece === 'string' ? utf8.encode(piece) : piece
  } else throw new Error(`The embedded AWS cannot read a request body of type ${Object.prototype.toString.call(body)}.`)
}

const collected = async (body: unknown): Promise<Uint8Array> => {
  if (body instanceof Uint8Array) return body
  const pieces: Uint8Array[] = []
  for await (const piece of contentOf(body)) pieces.push(piece)
  return pieces.length === 1 && pieces[0] !== undefined ? pieces[0] : Buffer.concat(pieces)
}

const lowerCased = (headers: Record<string, string>): Record<string, string> => {
  const lower: Record<string, string> = {}
  for (const name in headers) {
    const value = headers[name]
    if (value !== undefined) lower[name.toLowerCase()] = value
  }
  return lower
}

// The AWS Query protocol names its operation among the parameters; SES is the one service here that speaks it.
const actionIn = (form: Uint8Array): string | undefined =>
  /(?:^|&)Action=(\w+)/.exec(Buffer.from(form.buffer, form.byteOffset, form.byteLength).toString('latin1'))?.[1]

const missing = (name: ServiceName): Error =>
  new Error(`This embedded AWS was set up without ${name}; pass its endpoint to embeddedRequestHandler.`)

/** Hands every call of an SDK client to the embedded service it is meant for, found by target, signing scope or host. */
export const embeddedRequestHandler = (services: EmbeddedServices): EmbeddedHandler => ({
  async handle({ method, hostname, path, headers, query = {}, body }) {
    const lower = lowerCased(headers)
    const name = serviceOf(lower, hostname)
    const call = { method, path, query, headers: lower }
    if (name === 's3') {
      if (services.s3 === undefined) throw missing(name)
      const operation = `${method} ${path}`
      return { response: await services.s3({ ...call, operation, body: new Uint8Array(), content: contentOf(body) }) }
    }
    const endpoint = services[name]
    if (endpoint === undefined) throw missing(name)
    const bytes = await collected(body)
    const action = name === 'ses' ? actionIn(bytes) : lower['x-amz-target']?.split('.')[1]
    const operation = action ?? `${method} ${path}`
    const { statusCode, headers: answered, body: content } = await endpoint({ ...call, operation, body: bytes })
    return {
      response: { statusCode, headers: answered, body: typeof content === 'string' ? utf8.encode(content) : content },
    }
  },
  // The SDK calls these two to adjust sockets, of which there are none.
  updateHttpClientConfig() {},
  httpHandlerConfigs: () => ({}),
})

/** The region every embedded resource says it is in. */
export const embeddedRegion = 'us-east-1'

/** The account every embedded resource says it belongs to. */
export const embeddedAccount = '000000000000'

/**
 * The configuration to spread into an SDK client: `new DynamoDBClient(embeddedClientConfiguration(handler))`.
 * Requests go unsigned, as nobody checks and signing costs half of the time, and are never repeated behind the clock's back.
 */
export const embeddedClientConfiguration = (handler: EmbeddedHandler) =>
  withoutLogging({
    region: embeddedRegion,
    credentials: { accessKeyId: 'embedded', secretAccessKey: 'embedded' },
    requestHandler: handler,
    signer: { sign: async <Request>(request: Request): Promise<Request> => request },
    retryStrategy: once,
    forcePathStyle: true,
    requestChecksumCalculation: 'WHEN_REQUIRED' as const,
    responseChecksumValidation: 'WHEN_REQUIRED' as const,
  })

/** Nothing here fails by chance, so nothing is worth a second attempt. */
const once = {
  acquireInitialRetryToken: async () => ({ getRetryCount: () => 0, getRetryDelay: () => 0 }),
  refreshRetryTokenForRetry: async () => {
    throw new Error('An embedded service is asked once; a refusal stands.')
  },
  recordSuccess: () => undefined,
}

/** A logger that has no `info`, which the SDK's own type does not foresee: for one that has it, be it silent, it copies every request. */
const withoutLogging = <Configuration extends object>(configuration: Configuration): Configuration => ({
  ...configuration,
  logger: { trace: () => undefined, debug: () => undefined, warn: () => undefined, error: () => undefined },
})

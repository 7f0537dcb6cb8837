/** One request of an AWS SDK client, its body already collected; `headers` have lower-case names. */
export interface ServiceCall {
  readonly operation: string
  readonly body: Uint8Array
  readonly headers: Record<string, string>
  readonly method: string
  readonly path: string
  readonly query: Record<string, string | string[] | null>
}

/** What the client shall take for the service's HTTP response. */
export interface ServiceAnswer {
  readonly statusCode: number
  readonly headers: Record<string, string>
  readonly body: Uint8Array | string
}

/** An embedded service: answers every call, errors included; it throws only when the embedding itself is at fault. */
export type ServiceEndpoint = (call: ServiceCall) => Promise<ServiceAnswer>

/** A request whose body is still to be read, for services that carry whole files; `body` is empty then. */
export interface StreamingCall extends ServiceCall {
  readonly content: AsyncIterable<Uint8Array>
}

/** An answer whose body may be read piece by piece. */
export interface StreamingAnswer {
  readonly statusCode: number
  readonly headers: Record<string, string>
  readonly body: Uint8Array | string | NodeJS.ReadableStream
}

/** An embedded service that neither takes nor gives a whole body at once. */
export type StreamingEndpoint = (call: StreamingCall) => Promise<StreamingAnswer>

/** An error of the service itself, which the SDK client raises as the exception called `code`. */
export class ServiceError extends Error {
  readonly code: string
  readonly statusCode: number
  readonly details: Readonly<Record<string, unknown>>

  /** @param details further members of the error's shape, such as `CancellationReasons` */
  constructor(code: string, message: string, details: Readonly<Record<string, unknown>> = {}, statusCode = 400) {
    super(message)
    this.name = code
    this.code = code
    this.statusCode = statusCode
    this.details = details
  }
}

import { ServiceError } from '../service-endpoint.ts'

/** A request in the AWS Query protocol; every parameter must be taken, so that none is silently ignored. */
export class QueryRequest {
  private readonly parameters: Map<string, string>

  constructor(body: Uint8Array) {
    this.parameters = new Map(new URLSearchParams(Buffer.from(body).toString('utf8')))
    for (const name of ['Action', 'Version']) this.parameters.delete(name)
  }

  /** Takes a parameter, if it was given. */
  optional(name: string): string | undefined {
    const value = this.parameters.get(name)
    this.parameters.delete(name)
    return value
  }

  /** Takes a parameter that must have been given. */
  required(name: string): string {
    const value = this.optional(name)
    if (value !== undefined && value !== '') return value
    throw new ServiceError('ValidationError', `1 validation error detected: Value null at '${name}' must not be null`)
  }

  /** Takes `name.member.1`, `name.member.2` and so on. */
  list(name: string): readonly string[] {
    const members: string[] = []
    for (let value = this.optional(`${name}.member.1`); value !== undefined; ) {
      members.push(value)
      value = this.optional(`${name}.member.${members.length + 1}`)
    }
    return members
  }

  /** Takes the message tags of `Tags.member.N`. */
  tags(): Readonly<Record<string, string>> {
    const tags: Record<string, string> = {}
    for (let index = 1; ; index++) {
      const name = this.optional(`Tags.member.${index}.Name`)
      const value = this.optional(`Tags.member.${index}.Value`)
      if (name === undefined || value === undefined) return tags
      tags[name] = value
    }
  }

  /** Refuses, by name, what nobody took. */
  refuseRest(action: string): void {
    const [name] = this.parameters.keys()
    if (name === undefined) return
    throw new ServiceError('InvalidParameterValue', `${action}: the embedded SES does not implement ${name}.`)
  }
}

import * as z from 'zod'

/** How a rule's target wants an event: values by their places in it, and a JSON text into which they are put. */
export const InputTransformer = z.object({
  InputPathsMap: z.record(z.string(), z.string()),
  InputTemplate: z.string(),
})
export type InputTransformer = z.infer<typeof InputTransformer>

/** What stands at a path such as `$.detail.bounce.bounceType`. @throws Error where nothing does, as EventBridge would then hand on broken JSON */
export const valueAt = (event: object, path: string): unknown => {
  const [root, ...names] = path.split('.')
  if (root !== '$' || !names.every((name) => /^[\w-]+$/.test(name)))
    throw new Error(`The embedded EventBridge reads paths such as $.detail.name and not ${path}.`)
  const value = names.reduce<unknown>(
    (at, name) => (typeof at === 'object' && at !== null ? Object(at)[name] : undefined),
    event,
  )
  if (value === undefined) throw new Error(`The event has nothing at ${path}; a rule's pattern must see to that.`)
  return value
}

/** The input that a target gets of an event. */
export const transformed = ({ InputPathsMap, InputTemplate }: InputTransformer, event: object): unknown =>
  JSON.parse(
    InputTemplate.replace(/<([^<>]+)>/g, (_, name: string) => {
      const path = InputPathsMap[name]
      if (path === undefined) throw new Error(`The input template names <${name}>, which the map of paths lacks.`)
      return JSON.stringify(valueAt(event, path))
    }),
  )

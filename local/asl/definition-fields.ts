import * as z from 'zod'

const isText = /^\{%[\s\S]*%\}$/

/** A whole number of a field that takes an expression too. */
const wholeOrExpression = (least: number, most: number) =>
  z.union([z.int().min(least).max(most), z.string().regex(isText)], {
    error: `must be a whole number from ${least} to ${most} or a JSONata expression in {% %}`,
  })

const longest = 99_999_999
const seconds = wholeOrExpression(1, longest)
const text = z.string()
const variableName = z
  .string()
  .max(80)
  .regex(/^\p{ID_Start}\p{ID_Continue}*$/u)
  .refine((name) => name !== 'states', { error: 'states is reserved' })

const described = { Type: text, Comment: text.optional(), QueryLanguage: text.optional() }
const onward = { Next: text.optional(), End: z.boolean().optional() }
const shaped = { Output: z.json().optional(), Assign: z.record(variableName, z.json()).optional() }
const errorEquals = z.array(text).min(1)

const retrier = z.strictObject({
  ErrorEquals: errorEquals,
  IntervalSeconds: z.int().min(1).max(longest).default(1),
  MaxAttempts: z.int().min(0).max(longest).default(3),
  BackoffRate: z.number().min(1).default(2),
  MaxDelaySeconds: z.int().min(1).max(31_622_400).optional(),
  JitterStrategy: z.enum(['FULL', 'NONE']).default('NONE'),
  Comment: text.optional(),
})

const catcher = z.strictObject({ ErrorEquals: errorEquals, Next: text, Comment: text.optional(), ...shaped })

const handled = { Retry: z.array(retrier).default([]), Catch: z.array(catcher).default([]) }

/** The fields of each type of state in the JSONata query language, as far as they are implemented. */
export const stateFields = {
  Pass: z.strictObject({ ...described, ...onward, ...shaped }),
  Succeed: z.strictObject({ ...described, Output: z.json().optional() }),
  Fail: z.strictObject({ ...described, Error: text.optional(), Cause: text.optional() }),
  Wait: z.strictObject({
    ...described,
    ...onward,
    ...shaped,
    Seconds: wholeOrExpression(0, longest).optional(),
    Timestamp: text.optional(),
  }),
  Choice: z.strictObject({
    ...described,
    ...shaped,
    Choices: z
      .array(
        z.strictObject({ Condition: z.union([text, z.boolean()]), Next: text, Comment: text.optional(), ...shaped }),
      )
      .min(1),
    Default: text.optional(),
  }),
  Task: z.strictObject({
    ...described,
    ...onward,
    ...shaped,
    ...handled,
    Resource: text,
    Arguments: z.json().optional(),
    TimeoutSeconds: seconds.optional(),
    HeartbeatSeconds: seconds.optional(),
  }),
  Parallel: z.strictObject({
    ...described,
    ...onward,
    ...shaped,
    ...handled,
    Arguments: z.json().optional(),
    Branches: z.array(z.json()).min(1),
  }),
  Map: z.strictObject({
    ...described,
    ...onward,
    ...shaped,
    ...handled,
    Items: z.json().optional(),
    ItemSelector: z.json().optional(),
    ItemProcessor: z.json(),
    MaxConcurrency: wholeOrExpression(0, longest).optional(),
    Label: z
      .string()
      .min(1)
      .max(40)
      .regex(/^[^\s?*<>{}[\]:;,\\|^~$#%&`"/]+$/)
      .optional(),
    ItemBatcher: z
      .strictObject({
        MaxItemsPerBatch: wholeOrExpression(1, longest).optional(),
        MaxInputBytesPerBatch: wholeOrExpression(1, 262_144).optional(),
        BatchInput: z.json().optional(),
      })
      .optional(),
    ToleratedFailureCount: wholeOrExpression(0, longest).optional(),
    ToleratedFailurePercentage: z
      .union([z.number().min(0).max(100), z.string().regex(isText)], {
        error: 'must be a number from 0 to 100 or a JSONata expression in {% %}',
      })
      .optional(),
  }),
} as const

/** The fields of one type of state, checked and with defaults filled in. */
export type FieldsOf<Type extends keyof typeof stateFields> = z.infer<(typeof stateFields)[Type]>

/** The fields of the machine itself. */
export const machineFields = z.strictObject({
  Comment: text.optional(),
  QueryLanguage: text.optional(),
  StartAt: text,
  States: z.record(text, z.json()),
  Version: z.literal('1.0').optional(),
  TimeoutSeconds: z.int().min(1).max(longest).optional(),
})

/** The fields of a branch of a Parallel state. */
export const branchFields = z.strictObject({
  StartAt: text,
  States: z.record(text, z.json()),
  Comment: text.optional(),
})

/** The fields of a Map state's ItemProcessor. */
export const processorFields = branchFields.extend({
  ProcessorConfig: z
    .strictObject({
      Mode: z.enum(['INLINE', 'DISTRIBUTED']).default('INLINE'),
      ExecutionType: z.enum(['STANDARD', 'EXPRESS']).optional(),
    })
    .default({ Mode: 'INLINE' }),
})

/** What each resource takes as Arguments. */
export const argumentFields = {
  'lambda:invoke': z.strictObject({ FunctionName: z.string().min(1), Payload: z.json().optional() }),
  'states:startExecution': z.strictObject({
    StateMachineArn: z.string().min(1),
    Name: z.string().optional(),
    Input: z.json().optional(),
  }),
} as const

/** The first complaint of `error`, with the field it is about by its path, such as `Retry[0].Colour`. */
export const complaintOf = (error: z.ZodError): string => {
  const issue = error.issues[0]
  if (issue === undefined) return 'is invalid'
  const path = issue.path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('')
  const at = path.replace(/^\./, '')
  if (issue.code === 'unrecognized_keys') {
    const names = issue.keys.map((key) => (at === '' ? `'${key}'` : `'${at}.${key}'`)).join(', ')
    return `field ${names} is not implemented here`
  }
  const reason = issue.code === 'invalid_key' ? `takes no such name: ${issue.issues[0]?.message}` : issue.message
  return `${at === '' ? '' : `field '${at}' `}${reason}`
}

import { RetentionDays } from 'aws-cdk-lib/aws-logs'
import type { Construct } from 'constructs'
import * as z from 'zod'

/** The days that logs may be kept; CloudWatch takes no others. */
const logRetention = {
  30: RetentionDays.ONE_MONTH,
  90: RetentionDays.THREE_MONTHS,
  180: RetentionDays.SIX_MONTHS,
  365: RetentionDays.ONE_YEAR,
} as const

const names = z
  .string()
  .transform((text) => text.split(',').map((name) => name.trim()))
  .pipe(z.array(z.string().min(1)).min(1))

/** What a deployment may choose, by `-c name=value` or in `cdk.json`; everything has a default but the region. */
const Choices = z.strictObject({
  /** Part of every name, so that several deployments live in one account. */
  stage: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,15}$/, 'a stage is 1 to 16 small letters, digits and hyphens, such as demo')
    .default('demo'),
  /** Where to deploy; the command line's own region unless told. */
  region: z
    .string()
    .regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'a region is written eu-central-1')
    .optional(),
  /** Ids of the lenders to serve, with commas; all that have a policy unless told. */
  lenders: names.optional(),
  /** Who gets the alarms; nobody unless told. */
  alarmEmail: z.email().optional(),
  /** `existing` where the account has verified the lenders' sender domains already. */
  senderIdentities: z.enum(['create', 'existing']).default('create'),
  logRetentionDays: z.coerce
    .number()
    .pipe(z.literal([30, 90, 180, 365]))
    .default(90),
  /** How many requests on one kind of link the functions behind them can always answer at once; 0 keeps nothing free for them. */
  answersAtOnce: z.coerce.number().int().min(0).max(500).default(20),
  /**
   * How many stages are started at once; 0 sets no bound. Events beyond that wait for up to six hours, so that a large drop does not ask Step
   * Functions for more executions a second than it starts.
   */
  startsAtOnce: z.coerce.number().int().min(0).max(500).default(10),
  /** How long the lenders' files, and the older versions of any file, are kept. */
  dropRetentionDays: z.coerce.number().int().min(30).max(3650).default(365),
  /** Who pays: the value of the cost allocation tag. */
  costCentre: z.string().min(1).default('forbear'),
})

/** A deployment's choices, checked. */
export interface Configuration extends Omit<z.infer<typeof Choices>, 'logRetentionDays'> {
  readonly logRetention: RetentionDays
}

/** A choice that cannot be, in words. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError'
}

/** Reads the choices from the app's context. @throws ConfigurationError that lists each wrong choice */
export const configurationOf = ({ node }: Construct): Configuration => {
  const given = Object.keys(Choices.shape).map((name) => [name, node.tryGetContext(name) ?? undefined])
  const choices = Choices.safeParse(Object.fromEntries(given))
  if (!choices.success) {
    const problems = choices.error.issues.map(({ path, message }) => `  ${path.join('.')}: ${message}`)
    throw new ConfigurationError(
      `${problems.length} choice(s) cannot be; set them by -c name=value:\n${problems.join('\n')}`,
    )
  }
  const { logRetentionDays, ...rest } = choices.data
  return { ...rest, logRetention: logRetention[logRetentionDays] }
}

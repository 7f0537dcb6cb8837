/** Constants inside functions: what they are called where they stand, so that a test can hold them against the sources. */
export const constantsInSources = {
  /** Rows of a chunk dealt with at a time. */
  lanes: { value: 16, file: 'functions/adapters/drops.ts', text: 'const lanes = 16' },
  /** Plans that one call looks at. */
  plansAtOnce: { value: 50, file: 'functions/monitoring/watch-plans.ts', text: 'const plansAtOnce = 50' },
  /** Stages started at once. */
  startsAtOnce: {
    value: 10,
    file: 'infra/configuration.ts',
    text: 'startsAtOnce: z.coerce.number().int().min(0).max(500).default(10)',
  },
  /** Events of the outbox that one call publishes. */
  outboxBatch: { value: 25, file: 'infra/constructs/hand-over.ts', text: 'batchSize: 25' },
  /** Requests a second that the borrowers' API lets through. */
  apiRate: { value: 50, file: 'infra/constructs/answers-api.ts', text: 'rateLimit: 50' },
} as const

import * as z from 'zod'

/** A plan's summary from before principal could be set aside and plans said what makes them worth choosing. */
const OldSummary = z.looseObject({
  total: z.looseObject({ currency: z.string() }),
  deferred: z.undefined().optional(),
  choices: z.undefined().optional(),
})

/** The summary with nothing set aside and no reason to choose it before others; anything else is left as it is for its schema to judge. */
export const withoutRelief = (input: unknown): unknown => {
  const old = OldSummary.safeParse(input)
  return old.success ? { ...old.data, deferred: { minor: 0, currency: old.data.total.currency }, choices: [] } : input
}

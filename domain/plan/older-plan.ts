import * as z from 'zod'

/** A plan as it was written before instalments told earned interest from asked interest. Dossiers keep such plans for good. */
const OldPlan = z.looseObject({
  opening: z.looseObject({ interest: z.int() }),
  instalments: z.array(z.looseObject({ interest: z.int() })),
})

/** Looked at before the whole is read, since nearly every plan is none and each step reads one. */
const lacksEarned = (input: unknown): boolean => {
  if (typeof input !== 'object' || input === null || !('instalments' in input)) return false
  const [first]: unknown[] = Array.isArray(input.instalments) ? input.instalments : []
  return typeof first === 'object' && first !== null && !('earned' in first)
}

/**
 * A plan with what each of its instalments earns; anything else is left as it is for its schema to judge. Then, what was owed in the middle
 * of a plan was all interest asked for so far, and at least the arrears that it began with. So an instalment earns what goes beyond those:
 * whoever signed such a plan owes on every day what they owed by it.
 */
export const withEarned = (input: unknown): unknown => {
  const old = lacksEarned(input) ? OldPlan.safeParse(input) : undefined
  if (!old?.success) return input
  let arrears = old.data.opening.interest
  const instalments = old.data.instalments.map((instalment) => {
    const ofArrears = Math.min(arrears, instalment.interest)
    arrears -= ofArrears
    return { ...instalment, earned: instalment.interest - ofArrears }
  })
  return { ...old.data, instalments }
}

import fc from 'fast-check'

/**
 * Properties draw the same examples in every run, so that a red test is red for everybody. `PROPERTY_SEED=random npm test` looks for new
 * ones; a number repeats those of a run that found something.
 */
const seed = process.env['PROPERTY_SEED'] ?? '20261121'
if (seed !== 'random') fc.configureGlobal({ seed: Number(seed) })

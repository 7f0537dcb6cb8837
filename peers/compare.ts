import { readFile } from 'node:fs/promises'
import type * as z from 'zod'
import { scheduleOf } from '../domain/loan/schedule-of.ts'
import { CasesFile } from './fineract/cases.ts'
import { ProductsFile } from './fineract/products.ts'
import { type Verdict, verdictsOf } from './fineract/verdicts.ts'
import type { Figures } from './floors.ts'
import { compareLoans, type LoanComparison } from './openintro.ts'
import type { PeerOptions, Source } from './options.ts'
import { compareExamples, type ExampleResult, ExamplesFile } from './regz.ts'

/** A file cannot be used; the message says which and why. */
export class SourceError extends Error {
  override readonly name = 'SourceError'
}

/** What was compared, and which files were not there. */
export interface Comparison {
  readonly figures: Figures
  readonly absent: readonly string[]
}

const isMissing = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT'

const textOf = async ({ path, isNamed }: Source): Promise<string | undefined> => {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if (!isMissing(error)) throw error
    if (isNamed) throw new SourceError(`There is no file ${path}; give the path of one that is there.`)
    return undefined
  }
}

const parsed = <Shape extends z.ZodType>(shape: Shape, text: string, { path }: Source): z.infer<Shape> => {
  const read = shape.safeParse(jsonIn(text, path))
  if (read.success) return read.data
  const [issue] = read.error.issues
  throw new SourceError(`${path}: ${issue?.path.join('.')}: ${issue?.message}`)
}

const jsonIn = (text: string, path: string): unknown => {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new SourceError(`${path} is not JSON: ${error instanceof Error ? error.message : String(error)}`)
  }
}

const schedules = async ({ fineract, products }: PeerOptions): Promise<readonly Verdict[] | undefined> => {
  const [cases, settings] = [await textOf(fineract), await textOf(products)]
  if (cases === undefined || settings === undefined) return undefined
  return verdictsOf(parsed(CasesFile, cases, fineract), parsed(ProductsFile, settings, products), scheduleOf)
}

const instalments = async ({ openintro }: PeerOptions): Promise<LoanComparison | undefined> => {
  const csv = await textOf(openintro)
  if (csv === undefined) return undefined
  try {
    return compareLoans(csv)
  } catch (error) {
    throw new SourceError(`${openintro.path}: ${error instanceof Error ? error.message : String(error)}`)
  }
}

const rates = async ({ regz }: PeerOptions): Promise<readonly ExampleResult[] | undefined> => {
  const examples = await textOf(regz)
  return examples === undefined ? undefined : compareExamples(parsed(ExamplesFile, examples, regz))
}

/** Compares everything whose files are there. @throws SourceError for a named file that is not there, and for what cannot be read */
export const compare = async (options: PeerOptions): Promise<Comparison> => {
  const fineract = await schedules(options)
  const openintro = await instalments(options)
  const regz = await rates(options)
  return {
    figures: {
      ...(fineract && { fineract }),
      ...(openintro && { openintro }),
      ...(regz && { regz }),
    },
    absent: [
      ...(fineract ? [] : [`schedules: ${options.fineract.path} with ${options.products.path}`]),
      ...(openintro ? [] : [`instalments of real loans: ${options.openintro.path}`]),
      ...(regz ? [] : [`annual percentage rates: ${options.regz.path}`]),
    ],
  }
}

import { writeFile } from 'node:fs/promises'
import { compare } from './compare.ts'
import { floorsOf } from './floors.ts'
import { readOptions, usage } from './options.ts'
import { floorText, instalmentText, jsonOf, rateText, scheduleText } from './report.ts'

const main = async (): Promise<void> => {
  const options = readOptions(process.argv.slice(2))
  if (options.help) {
    process.stdout.write(usage)
    return
  }
  const { figures, absent } = await compare(options)
  const floors = floorsOf(figures)
  const { fineract, openintro, regz } = figures
  process.stdout.write(
    [
      fineract === undefined ? '' : scheduleText(fineract, options.list),
      openintro === undefined ? '' : instalmentText(openintro),
      regz === undefined ? '' : rateText(regz),
      ...absent.map((part) => `Not compared, because it is not here: ${part}\n`),
      floors.length === 0 ? '' : floorText(floors),
    ].join(''),
  )
  if (options.json !== undefined) await writeFile(options.json, jsonOf(figures, floors))
  const failed = floors.filter(({ holds }) => !holds)
  for (const { floor, reached } of failed) process.stderr.write(`Below the floor: ${floor}; reached ${reached}.\n`)
  if (failed.length > 0) process.exitCode = 1
}

try {
  await main()
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}

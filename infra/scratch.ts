import { rmSync } from 'node:fs'
import { FileSystem } from 'aws-cdk-lib'

/** A folder for what is made at synthesis and copied into the assembly; gone when the process ends. */
export const scratchFolder = (prefix: string): string => {
  const folder = FileSystem.mkdtemp(prefix)
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  return folder
}

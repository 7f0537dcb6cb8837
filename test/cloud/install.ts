import { install } from './emulator.ts'

try {
  install()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}

/** Run as a process of its own: how many milliseconds the import of a file takes. */
import { pathToFileURL } from 'node:url'

const [file = ''] = process.argv.slice(2)
const began = performance.now()
await import(pathToFileURL(file).href)
process.stdout.write(String(performance.now() - began))

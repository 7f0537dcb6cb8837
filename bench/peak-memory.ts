/** Loaded ahead of a measured program: tells the parent, on the pipe after the three usual ones, the most kilobytes it held at once. */
import { writeSync } from 'node:fs'

process.on('exit', () => writeSync(3, String(process.resourceUsage().maxRSS)))

// MiniStack unpacks a layer beside the function's code and not under /opt. Loaded into every function before its handler.
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { join } from 'node:path'

const [layer = ''] = (process.env._LAMBDA_LAYERS_DIRS ?? '').split(':')
const { readFileSync } = fs
fs.readFileSync = (path, ...options) =>
  readFileSync(typeof path === 'string' && path.startsWith('/opt/') ? join(layer, path.slice(5)) : path, ...options)
syncBuiltinESMExports()

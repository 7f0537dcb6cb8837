// Makes a fresh clone ready. Runs on any Node from 20 on, before anything is installed, so it is plain JavaScript without dependencies.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'

/** What npm writes last when an installation is complete, and what it was made from. */
const installed = 'node_modules/.package-lock.json'

const versionsIn = (file, prefix) =>
  JSON.stringify(
    Object.entries(JSON.parse(readFileSync(file, 'utf8')).packages)
      .filter(([path, { optional, peer }]) => path.startsWith(prefix) && !optional && !peer)
      .map(([path, { version }]) => [path, version]),
  )

const isCurrent = () =>
  existsSync(installed) && versionsIn(installed, 'node_modules/') === versionsIn('package-lock.json', 'node_modules/')

if (!isCurrent()) {
  process.stdout.write('Installing the locked dependencies (once).\n')
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  const { status } = spawnSync(npm, ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
    stdio: 'inherit',
  })
  if (status !== 0) {
    process.stderr.write('npm ci failed; see above. A network that reaches the npm registry is needed once.\n')
    process.exit(status ?? 1)
  }
}

// Linux and Windows bring their own Node 24 in node_modules/.bin, which npm puts first; elsewhere the one that is there must do.
const bundled = existsSync('node_modules/.bin/node') || existsSync('node_modules/.bin/node.cmd')
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (!bundled && (major < 24 || (major === 24 && minor < 2))) {
  process.stderr.write(
    `Node ${process.versions.node} is too old here, and no newer one could be installed beside the project; please use Node 24.2 or newer.\n`,
  )
  process.exit(1)
}

/**
 * npm run screens: pictures of the main screens of a living call, in both languages, on a desk and on a phone,
 * in docs/screens/. It is the walk of e2e/screens.spec.ts, which also looks for what assistive technology would complain of.
 */
import { spawnSync } from 'node:child_process'
import { join, resolve } from 'node:path'
import { buildWeb } from './lib/build.mjs'
import { findChromium } from './lib/chromium.mjs'
import { ensureInstalled } from './lib/install.mjs'
import { environment, pinnedNode } from './lib/node.mjs'

const root = resolve(import.meta.dirname, '..')
await ensureInstalled(root)
await buildWeb(root)
const program = join(root, 'node_modules', '@playwright', 'test', 'cli.js')
const env = {
  ...environment(root),
  CHROMIUM_PATH: await findChromium(root),
  SCREENS: join(root, 'docs', 'screens'),
}
const { status } = spawnSync(pinnedNode(root) ?? process.execPath, [program, 'test', 'e2e/screens.spec.ts'], {
  cwd: root,
  env,
  stdio: 'inherit',
})
process.exit(status ?? 1)

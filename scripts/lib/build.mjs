import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { environment, pinnedNode } from './node.mjs'
import { runQuietly } from './run.mjs'
import { Stop, withProgress } from './terminal.mjs'

/** What the web app is built from. */
const SOURCES = [
  'web',
  'ui',
  'kernel',
  'modules',
  'index.html',
  'vite.config.ts',
  'package.json',
  'package-lock.json',
]

/** Words of a slice that the browser never sees, and tests. */
const SERVER_ONLY =
  /(^|[/\\])(rules|tables|store|reads|views|service|module|factories)(\.ts|[/\\])|\.(test|spec)\.tsx?$/
const SHARED_RULES = /(^|[/\\])rules(\.ts|[/\\])/

/**
 * Builds the web app when a source has changed since it was built last.
 * @param {string} root the project's folder
 */
export async function buildWeb(root) {
  const stamp = join(root, 'dist', '.built-from')
  const now = fingerprint(root)
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === now) return
  const commands = viteCommands(root)
  if (commands.length === 0) return
  rmSync(stamp, { force: true })
  const complaint = await withProgress('Building the web app', async () => {
    for (const args of commands) {
      const result = await vite(root, args)
      if (result.code !== 0) return result.output.trim()
    }
    return null
  })
  if (complaint !== null) {
    console.error(`\n${complaint}\n`)
    throw new Stop('The web app could not be built: mend what is written above and start again.')
  }
  mkdirSync(join(root, 'dist'), { recursive: true })
  writeFileSync(stamp, now)
}

/** The arguments of each `vite` in package.json's `build`. */
function viteCommands(root) {
  if (!existsSync(join(root, 'vite.config.ts'))) return []
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  return scripts.build.split('&&').map((command) => command.trim().split(/\s+/).slice(1))
}

function vite(root, args) {
  const program = join(root, 'node_modules', 'vite', 'bin', 'vite.js')
  return runQuietly(pinnedNode(root), [program, ...args], {
    cwd: root,
    env: { ...environment(root), NODE_ENV: 'production', NO_COLOR: '1' },
  })
}

/** A hash over the content of every source, so that a copy or a checkout with new dates is no change. */
function fingerprint(root) {
  const hash = createHash('sha256')
  for (const source of SOURCES) {
    for (const path of filesOf(root, source)) {
      if (SERVER_ONLY.test(path) && !SHARED_RULES.test(path)) continue
      hash
        .update(`${path}\0`)
        .update(readFileSync(join(root, path)))
        .update('\0')
    }
  }
  return hash.digest('hex')
}

function* filesOf(root, path) {
  const full = join(root, path)
  if (!existsSync(full)) return
  let entries
  try {
    entries = readdirSync(full, { withFileTypes: true })
  } catch {
    yield path
    return
  }
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const inside = `${path}/${entry.name}`
    if (entry.isDirectory()) yield* filesOf(root, inside)
    else if (entry.isFile()) yield inside
  }
}

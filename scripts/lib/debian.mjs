import { existsSync } from 'node:fs'
import { runQuietly } from './run.mjs'

/** apt takes one at a time. */
let before = Promise.resolve()

/**
 * Installs a package where that is ours to do: on Debian and its kin, as root.
 * @param {string} name of the package
 * @returns {Promise<boolean>} whether it was tried
 */
export async function installOnDebian(name) {
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !existsSync('/etc/debian_version'))
    return false
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const install = async () => {
    await runQuietly('apt-get', ['update'], { env })
    await runQuietly('apt-get', ['install', '-y', '--no-install-recommends', name], { env })
  }
  before = before.then(install)
  await before
  return true
}

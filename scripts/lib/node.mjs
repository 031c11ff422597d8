import { existsSync, readFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/**
 * The Node that the project pins and npm installs, the same on every machine.
 * @param {string} root the project's folder
 * @returns {string | null} its program, or null when it is not installed
 */
export function pinnedNode(root) {
  const name = nodePackage(root)
  if (!name) return null
  const program = join(root, 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
  return existsSync(program) ? program : null
}

/** The package with Node for this machine, from package.json; null when there is none. */
export function nodePackage(root) {
  const { optionalDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const machine = `${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`
  return [`node-${machine}`, `node-bin-${machine}`].find((name) => name in optionalDependencies) ?? null
}

/** The version that the project pins, such as 26.10.0. */
export function pinnedVersion(root) {
  const { optionalDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  return Object.entries(optionalDependencies).find(([name]) => name.startsWith('node-'))?.[1]
}

/** Our environment, in which `node` and the packages' programs are the project's own. */
export const environment = (root) => ({
  ...process.env,
  PATH: `${join(root, 'node_modules', '.bin')}${delimiter}${process.env.PATH ?? ''}`,
})

/** Whether a version such as 20.18.1 is at least another. */
export function atLeast(version, minimum) {
  const a = version.split('.').map(Number)
  const b = minimum.split('.').map(Number)
  const differs = [0, 1, 2].find((place) => a[place] !== b[place])
  return differs === undefined || a[differs] > b[differs]
}

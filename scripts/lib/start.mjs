import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildWeb } from './build.mjs'
import { ensureInstalled } from './install.mjs'
import { environment, pinnedNode } from './node.mjs'
import { runServer } from './run.mjs'
import { Stop } from './terminal.mjs'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..', '..')

const USAGE = 'npm start [-- --lan], or npm run demo [-- --reset] [-- --speed N] [-- --lan]'

/**
 * Everything from a fresh clone to a running server.
 * @param {readonly string[]} words what was written after the command
 * @returns {Promise<number>} the exit code
 */
export async function start(words) {
  try {
    const flags = readFlags([...words, ...swallowedByNpm()])
    await ensureInstalled(root, { production: true })
    await buildWeb(root)
    return await runServer(pinnedNode(root), [join(root, 'server', 'main.ts'), ...flags], {
      cwd: root,
      env: environment(root),
    })
  } catch (error) {
    if (!(error instanceof Stop)) throw error
    console.error(error.message)
    return 1
  }
}

/** The server's arguments. Throws `Stop` for a word that means nothing. */
function readFlags(words) {
  const demo = words.includes('demo')
  const flags = new Map(demo ? [['--demo', []]] : [])
  const rest = words.filter((word) => word !== 'demo')
  for (let at = 0; at < rest.length; at += 1) {
    const [name, value] = rest[at].split('=')
    if (name === '--lan' && value === undefined) flags.set(name, [])
    else if (name === '--reset' && demo && value === undefined) flags.set(name, [])
    else if (name === '--speed' && demo) {
      const speed = value ?? rest[++at]
      if (!(Number(speed) > 0 && Number(speed) <= 1000))
        throw new Stop(`--speed takes a number up to 1000, such as --speed 10.`)
      flags.set(name, [speed])
    } else throw new Stop(`${rest[at]} is not known here: ${USAGE}.`)
  }
  return [...flags].flatMap(([name, values]) => [name, ...values])
}

/** Without `--` npm takes the flags for its own and puts them into the environment: `npm run demo --reset`. */
function swallowedByNpm() {
  const given = (name) => process.env[`npm_config_${name}`]
  const flags = ['lan', 'reset'].filter((name) => given(name) === 'true').map((name) => `--${name}`)
  const speed = given('speed')
  return speed && speed !== 'true' ? [...flags, `--speed=${speed}`] : flags
}

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Command } from '../command.ts'

const PROGRAM = join(import.meta.dirname, '..', '..', 'scripts', 'start.mjs')

/** The same as `npm start`. */
export const start: Command = {
  name: 'start',
  usage: '[--lan]',
  summary: 'Starts the server: packages, web app and database as needed.',
  async run(words) {
    const child = spawn(process.execPath, [PROGRAM, ...words], { stdio: 'inherit' })
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
      process.on(signal, () => child.kill(signal))
    const [code] = await once(child, 'exit')
    return typeof code === 'number' ? code : 1
  },
}

#!/usr/bin/env node
/**
 * npx direct-line COMMAND: on any Node from 20, hands over to the Node that the project pins.
 */
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')
const machine = `${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`
const program = process.platform === 'win32' ? 'node.exe' : 'node'
const node = [`node-${machine}`, `node-bin-${machine}`]
  .map((name) => join(root, 'node_modules', name, 'bin', program))
  .find((path) => existsSync(path))

if (!node) {
  console.error(`Direct Line is not installed in ${root} yet: run npm start there once.`)
  process.exit(1)
}

const child = spawn(node, [join(root, 'cli', 'main.ts'), ...process.argv.slice(2)], { stdio: 'inherit' })
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
child.once('error', (error) => {
  console.error(`Direct Line could not be started: ${error.message}.`)
  process.exit(1)
})
child.once('exit', (code, signal) =>
  process.exit(code ?? (signal === 'SIGINT' || signal === 'SIGTERM' ? 0 : 1)),
)

import { spawn } from 'node:child_process'
import { join } from 'node:path'

/**
 * Runs a program to its end. Never throws for an exit code.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {string} cwd
 * @returns {Promise<{ code: number, output: string }>} standard output and error, in the order they came
 */
export const run = (program, args, cwd) =>
  new Promise((resolve) => {
    const child = spawn(program, args, { cwd, env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0' } })
    let output = ''
    child.stdout.on('data', (chunk) => {
      output += chunk
    })
    child.stderr.on('data', (chunk) => {
      output += chunk
    })
    child.on('error', (error) => resolve({ code: 1, output: String(error) }))
    child.on('close', (code) => resolve({ code: code ?? 1, output }))
  })

/** Runs a JavaScript program of a package with this very Node. */
export const runPackage = (file, args, cwd) =>
  run(process.execPath, [join(cwd, 'node_modules', file), ...args], cwd)

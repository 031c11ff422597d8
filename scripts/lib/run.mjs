import { spawn } from 'node:child_process'

/**
 * Runs a program quietly to its end. Never throws.
 * @returns {Promise<{ code: number, output: string }>} standard output and error, in the order they came
 */
export const runQuietly = (program, args, options = {}) =>
  new Promise((resolve) => {
    const child = spawn(program, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
    const chunks = []
    child.stdout.on('data', (chunk) => chunks.push(chunk))
    child.stderr.on('data', (chunk) => chunks.push(chunk))
    const output = () => Buffer.concat(chunks).toString('utf8')
    child.once('error', (error) => resolve({ code: 1, output: `${output()}${error.message}` }))
    child.once('close', (code) => resolve({ code: code ?? 1, output: output() }))
  })

const STOPPING = ['SIGINT', 'SIGTERM', 'SIGHUP']

/** The server gives itself five seconds; after these it is ended. */
const PATIENCE = 5500

/**
 * Runs the server with our terminal, and hands it every wish to stop. It also learns of our own end, even by kill -9:
 * the channel between us closes.
 * @returns {Promise<number>} its exit code
 */
export const runServer = (program, args, options) =>
  new Promise((resolve) => {
    const child = spawn(program, args, { ...options, stdio: ['inherit', 'inherit', 'inherit', 'ipc'] })
    let impatient
    const stop = (signal) => {
      child.kill(signal)
      impatient ??= setTimeout(() => child.kill('SIGKILL'), PATIENCE)
    }
    for (const signal of STOPPING) process.on(signal, () => stop(signal))
    const unwatch = whenParentDies(() => stop('SIGTERM'))
    const end = (code) => {
      clearTimeout(impatient)
      unwatch()
      resolve(code)
    }
    child.once('error', (error) => {
      console.error(`The server could not be started: ${error.message}.`)
      end(1)
    })
    child.once('exit', (code, signal) => end(code ?? (signal === 'SIGINT' || signal === 'SIGTERM' ? 0 : 1)))
  })

/** npm waits for us as long as it lives: another parent means that it was killed. Whoever else started us may well end before us. */
function whenParentDies(tell) {
  if (!process.env.npm_lifecycle_event || process.platform === 'win32') return () => undefined
  const parent = process.ppid
  const timer = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(timer)
    tell()
  }, 500)
  return () => clearInterval(timer)
}

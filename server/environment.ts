import { once } from 'node:events'
import { createServer } from 'node:net'
import { failureCode, WrongEnvironment } from '../kernel/wrong-environment.ts'
import { type Config, isLoopback } from './config.ts'

/**
 * Refuses what would show the installation to a network without encryption, or make links that lead nowhere.
 * Throws `WrongEnvironment`.
 */
export function checkExposure(config: Config): void {
  if (isLoopback(config.host)) return
  if (!config.tls && !config.trustProxy) {
    throw new WrongEnvironment(
      `HOST ${config.host} is reached from the network, and there is no encryption: set TLS_CERT and TLS_KEY, or TRUST_PROXY=true behind a proxy that encrypts, or start with --lan.`,
    )
  }
  if (!config.publicUrlGiven) {
    throw new WrongEnvironment(
      'PUBLIC_URL is not set, so links in e-mails would lead nowhere: set it to the address that people use, such as https://calls.example.org.',
    )
  }
  if (!config.publicUrl.startsWith('https:')) {
    throw new WrongEnvironment(
      `PUBLIC_URL ${config.publicUrl} is not encrypted, and cameras and sessions need that: make it start with https://.`,
    )
  }
}

/** Makes sure that the port can be had before the database is started. Throws `WrongEnvironment`. */
export async function checkPort(host: string, port: number): Promise<void> {
  const server = createServer().listen({ host, port, exclusive: true })
  try {
    await once(server, 'listening')
  } catch (error) {
    throw new WrongEnvironment(sentenceFor(error, { host, port }) ?? String(error), { cause: error })
  } finally {
    if (server.listening) {
      server.close()
      await once(server, 'close')
    }
  }
}

/**
 * The one sentence for a failure that the person at the terminal can mend; null for a fault of ours, which keeps its stack trace.
 */
export function sentenceFor(error: unknown, at: { host: string; port: number }): string | null {
  if (error instanceof WrongEnvironment) return error.message
  const path = error instanceof Error && 'path' in error ? String(error.path) : ''
  switch (failureCode(error)) {
    case 'EADDRINUSE':
      return `Port ${at.port} is taken by another program: stop that one, or choose another port with PORT=${at.port + 1}.`
    case 'EADDRNOTAVAIL':
      return `HOST ${at.host} is no address of this machine: correct it or leave it out.`
    case 'ENOTFOUND':
      return `HOST ${at.host} is not known: correct it or leave it out.`
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return path
        ? `${path} cannot be written: give your user the right to write it, or name another folder in DIRECT_LINE_DATA.`
        : `Your user may not open port ${at.port}: choose one above 1023 with PORT.`
    case 'ENOSPC':
      return 'The disk is full: free some space and start again.'
    case 'EMFILE':
      return 'The system allows too few open files: raise the limit (ulimit -n 8192) and start again.'
    default:
      return null
  }
}

/**
 * Calls `stop` once when somebody wants the server to end: Ctrl-C, a signal, the terminal closed,
 * or the program that started it is gone (their channel closes, even after kill -9).
 */
export function onWishToStop(stop: () => void): void {
  let told = false
  const tell = () => {
    if (told) return
    told = true
    stop()
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, tell)
  if (process.connected === false) tell()
  else if (process.connected) {
    process.once('disconnect', tell)
    process.channel?.unref()
  }
}

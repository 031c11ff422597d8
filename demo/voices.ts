import { spawn } from 'node:child_process'
import { join } from 'node:path'

export interface Voices {
  readonly url: string
  readonly call: string
  /** In the order of the panel. */
  readonly panel: readonly { readonly initials: string; readonly link: string; readonly seat: string }[]
  /** Those of the firms who get the floor. */
  readonly firms: readonly { readonly initials: string; readonly link: string; readonly person: string }[]
}

const PROGRAM = join(import.meta.dirname, 'voices', 'main.ts')

/**
 * Lets the panel, and the firms with the floor, be heard and seen until `stop` is called: in a process beside the server, so that what it costs is not the server's.
 * Where the library for it is not installed, the call is played in writing.
 */
export function startVoices(voices: Voices): { stop(): void } {
  const child = spawn(process.execPath, [PROGRAM], { stdio: ['pipe', 'ignore', 'ignore', 'ipc'] })
  child.on('error', () => undefined)
  child.stdin?.on('error', () => undefined)
  child.stdin?.end(JSON.stringify(voices))
  return { stop: () => void child.kill('SIGKILL') }
}

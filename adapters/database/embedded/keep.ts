import { clearLeftover, type Postmaster, type Running, startPostmaster } from './postmaster.ts'

/** A PostgreSQL server that is started again whenever it ends unasked. */
export interface KeptPostmaster {
  readonly port: number
  stop(): Promise<void>
  onChange(listener: (state: 'gone' | 'back') => void): void
}

const FIRST_WAIT_MS = 100
const LONGEST_WAIT_MS = 2_000

/** Starts PostgreSQL and keeps it running, always at the same port, until it is stopped. */
export async function keepPostmaster(running: Running): Promise<KeptPostmaster> {
  const listeners: Array<(state: 'gone' | 'back') => void> = []
  let postmaster: Postmaster = await startPostmaster(running)
  const { port } = postmaster
  let stopping = false
  let returning: Promise<void> | null = null

  const tell = (state: 'gone' | 'back'): void => {
    for (const listener of listeners) listener(state)
  }
  const watch = (): void =>
    postmaster.onExit((wanted) => {
      if (wanted || stopping) return
      tell('gone')
      returning = comeBack()
    })
  const comeBack = async (): Promise<void> => {
    for (let wait = FIRST_WAIT_MS; !stopping; wait = Math.min(2 * wait, LONGEST_WAIT_MS)) {
      try {
        await clearLeftover(running.cluster)
        postmaster = await startPostmaster(running, port)
        if (stopping) return await postmaster.stop()
        watch()
        return tell('back')
      } catch (error) {
        // A full disk, for one: it says so in its log, and is tried until somebody has mended it.
        running.log(`WARNING: ${error instanceof Error ? error.message : String(error)}`)
        await new Promise((resolve) => setTimeout(resolve, wait))
      }
    }
  }

  watch()
  return {
    port,
    async stop() {
      stopping = true
      await returning
      await postmaster.stop()
    },
    onChange: (listener) => listeners.push(listener),
  }
}

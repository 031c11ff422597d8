import type { App } from '../server/app.ts'

export interface DemoParts {
  readonly app: App
  /** 1 is real time. */
  readonly speed: number
  readonly folder: string
  readonly say: (message: string) => void
  readonly signal: AbortSignal
}

/** Loads the sample program where it is missing, prints the links, and plays the call from outside until `signal` ends it. */
export async function runDemo(parts: DemoParts): Promise<void> {
  parts.say(`The demo's script is not there yet (speed ${parts.speed}).`)
}

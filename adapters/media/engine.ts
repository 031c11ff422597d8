import type { Program } from './process.ts'

/** The addresses that one run of an engine has. */
export interface Places {
  /** Signalling and RoomService, on loopback. */
  readonly port: number
  /** First and last; the same where one serves all. */
  readonly udp: readonly [number, number]
  /** Where it tells what it saw. */
  readonly hook: number
}

/** A media server that we start ourselves. */
export interface Engine {
  readonly kind: 'livekit' | 'embedded'
  /** For words: `LiveKit 1.11.0`, `the embedded media server`. */
  readonly name: string
  /** Above this many bytes it is started anew. */
  readonly memoryLimit: number
  /** A TCP port that it needs beside the others, for all to reach. */
  readonly tcpPort?: number
  /** Writes what it needs into `folder` and says how it is started; `folder` stands in its command line. */
  prepare(folder: string, places: Places): Promise<Program>
  /** Whether media stands still though somebody sends: since how many milliseconds; null when it does not or cannot be known. */
  stalledFor?(address: string): Promise<number | null>
  /** Called again and again while we watch it, so that one whose application died for good ends by itself. */
  attend?(folder: string, pid: number): Promise<void>
}

/** What an engine of ours is told, whichever it is. */
export interface EngineSettings {
  readonly apiKey: string
  readonly apiSecret: string
  /** First and last UDP port; null: any free one (where only this machine is reached). */
  readonly udpPorts: readonly [number, number] | null
  /** Announced to browsers; empty: the machine's own. */
  readonly addresses: readonly string[]
  /** Only this machine is reached. */
  readonly loopback: boolean
  /** Media over TCP, where the engine can do it. */
  readonly tcpPort: number
  /** Resident bytes above which it is started anew; null: as the engine needs it. */
  readonly memoryLimit: number | null
  /** It goes on for so long without an application, then it ends by itself. */
  readonly aloneMs: number
  readonly stun: readonly string[]
}

import { createContext, useContext, useEffect, useState } from 'react'
import type { ClientRoom, CommandInput, CommandName, RoomFacts, StorageTrouble } from '../contract.ts'

export type LinkState =
  /** Not yet heard anything. */
  | { readonly kind: 'joining' }
  | { readonly kind: 'open' }
  /** Cut off: since when (epoch ms of this machine), and when the next try is due. */
  | { readonly kind: 'lost'; readonly since: number; readonly nextTry: number | null }
  /** The server will not have us back: why. */
  | { readonly kind: 'closed'; readonly reason: string }

/** A command that is on disk: at which event, and the id of what it made. */
export interface Saved {
  readonly seq: number
  readonly made: string | null
}

/** What every screen of the room is given: what it knows, whether the line holds, and how to ask for something. */
export interface RoomLink {
  readonly room: ClientRoom
  readonly state: LinkState
  /** Why nothing new can be recorded just now; null when it can. */
  readonly storage: StorageTrouble | null
  readonly facts: RoomFacts
  /** Resolves when it is on disk; rejects with a `CommandRefused`. Typed text stays with the caller until then. The same id is one command. */
  run<N extends CommandName>(name: N, input: CommandInput<N>, id?: string): Promise<Saved>
  /** The server's clock, epoch milliseconds. */
  now(): number
  tryNow(): void
}

/** A command the room would not carry out; the reason is a key of this slice's locale. */
export class CommandRefused extends Error {
  readonly reason: string
  readonly params: Readonly<Record<string, string | number>>

  constructor(reason: string, params: Readonly<Record<string, string | number>>) {
    super(reason)
    this.reason = reason
    this.params = params
  }
}

export const RoomContext = createContext<RoomLink | null>(null)

export function useRoom(): RoomLink {
  const link = useContext(RoomContext)
  if (!link) throw new Error('useRoom outside a RoomContext')
  return link
}

/** Nothing of the room has come yet: whatever is not known is not said to be empty or closed. */
export function useIsOpening(): boolean {
  const { room, state } = useRoom()
  return room.audience === null && state.kind === 'joining'
}

/** Draws again every second, for clocks: the server's now in epoch milliseconds. */
export function useNow(): number {
  const { now } = useRoom()
  const [at, setAt] = useState(now)
  useEffect(() => {
    const timer = setInterval(() => setAt(now()), 1000)
    return () => clearInterval(timer)
  }, [now])
  return at
}

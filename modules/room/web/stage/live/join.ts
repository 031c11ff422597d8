import {
  ConnectionError,
  ConnectionErrorReason,
  ConnectionState,
  DisconnectReason,
  Room,
  RoomEvent,
  type RoomOptions,
  setLogLevel,
  VideoPresets,
} from 'livekit-client'
import { useCallback, useEffect, useRef, useState } from 'react'
import { ApiError } from '../../../../../ui/api.ts'
import type { StageTicket } from '../../../contract/stage.ts'
import { remembered } from '../check/memory.ts'
import { rtcOf } from '../rtc.ts'

// What it tells the console of each join is nobody's business; it also warns of a track that both sides took down at once.
setLogLevel('error')

/**
 * How this browser stands to the stage. `blocked`: the server answers and no media comes through (UDP). `down`: the server of the
 * stage cannot be reached. `unreached`: ours reaches it, this browser does not; it is `host`. `elsewhere`: the same person came in on another device. `refused`: not let onto the stage now.
 */
export type Standing =
  | { readonly kind: 'joining' | 'on' | 'again' | 'down' | 'refused' }
  | { readonly kind: 'blocked' | 'unreached'; readonly host: string }
  | { readonly kind: 'elsewhere' }

export interface Joined {
  readonly room: Room
  readonly standing: Standing
  /** Try now; also takes the stage back from another device. */
  retry(): void
}

/** Pauses before another try, milliseconds; the last one again and again. */
const PAUSES = [500, 1_000, 2_000, 4_000, 8_000] as const

const options = (): RoomOptions => {
  const { camera, microphone, speaker } = remembered()
  return {
    adaptiveStream: true,
    dynacast: true,
    // The library waits longer with each try, up to 20 s in all for a media server that is back after 2 s.
    reconnectPolicy: {
      nextRetryDelayInMs: ({ elapsedMs }) => (elapsedMs > 60_000 ? null : 300 + Math.random() * 700),
    },
    publishDefaults: { red: true, dtx: true, simulcast: true, videoCodec: 'vp8', stopMicTrackOnMute: false },
    videoCaptureDefaults: {
      resolution: VideoPresets.h540.resolution,
      ...(camera ? { deviceId: camera } : {}),
    },
    audioCaptureDefaults: {
      echoCancellation: true,
      noiseSuppression: true,
      autoGainControl: true,
      ...(microphone ? { deviceId: microphone } : {}),
    },
    ...(speaker ? { audioOutput: { deviceId: speaker } } : {}),
  }
}

/** The media room a token lets into; a ticket for the room one is in already changes nothing. */
function roomNameOf(token: string): string {
  try {
    const body = atob((token.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/'))
    const claims: { video?: { room?: string } } = JSON.parse(body)
    return claims.video?.room ?? token
  } catch {
    return token
  }
}

const UNREACHED: readonly ConnectionErrorReason[] = [
  ConnectionErrorReason.ServerUnreachable,
  ConnectionErrorReason.WebSocket,
]

/** What failed, as a standing; `at` is where the ticket led to. */
function standingOf(error: unknown, at: Pick<URL, 'host' | 'hostname'>): Standing {
  if (error instanceof ApiError) {
    return { kind: error.status === 403 || error.status === 409 ? 'refused' : 'down' }
  }
  if (error instanceof ConnectionError) {
    if (error.reason === ConnectionErrorReason.NotAllowed) return { kind: 'refused' }
    if (UNREACHED.includes(error.reason))
      return at.host === location.host ? { kind: 'down' } : { kind: 'unreached', host: at.host }
    // Signalling answered; the way for sound could not be opened.
    if (/pc connection|peer ?connection|ice/i.test(error.message))
      return { kind: 'blocked', host: at.hostname }
  }
  return { kind: 'down' }
}

/**
 * Connects with a ticket, unless one is in its room already. Answers the name of the room one is in.
 * @throws what the client threw
 */
async function goIn(
  room: Room,
  { url, token, iceServers }: StageTicket,
  inRoom: string | null,
  gone: () => boolean,
): Promise<string> {
  const name = roomNameOf(token)
  if (inRoom === name && room.state === ConnectionState.Connected) return name
  if (room.state !== ConnectionState.Disconnected) await room.disconnect()
  if (!gone())
    await room.connect(url, token, { peerConnectionTimeout: 12_000, maxRetries: 1, ...rtcOf(iceServers) })
  return name
}

/**
 * Goes onto the stage and stays there: asks for a ticket, connects, and after a cut tries again by itself, the pause growing
 * to eight seconds. A new `phase` asks for a new ticket, because the green room and the broadcast are different rooms.
 */
export function useJoin(phase: string, ticketFor: () => Promise<StageTicket>): Joined {
  const [room] = useState(() => new Room(options()))
  const [standing, setStanding] = useState<Standing>({ kind: 'joining' })
  const [turn, setTurn] = useState(0)
  const tries = useRef(0)
  const inRoom = useRef<string | null>(null)
  const ask = useRef(ticketFor)
  ask.current = ticketFor

  const retry = useCallback(() => {
    tries.current = 0
    inRoom.current = null
    setTurn((before) => before + 1)
  }, [])

  // `phase` and `turn` are the reasons to ask anew.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  useEffect(() => {
    let gone = false
    let timer: ReturnType<typeof setTimeout> | undefined
    const later = () => {
      const pause = PAUSES[Math.min(tries.current++, PAUSES.length - 1)]
      timer = setTimeout(() => void enter(), pause)
    }
    const enter = async () => {
      let at: Pick<URL, 'host' | 'hostname'> = location
      try {
        const ticket = await ask.current()
        at = new URL(ticket.url)
        inRoom.current = await goIn(room, ticket, inRoom.current, () => gone)
        if (gone) return
        tries.current = 0
        setStanding({ kind: 'on' })
      } catch (error) {
        if (gone) return
        inRoom.current = null
        setStanding(standingOf(error, at))
        later()
      }
    }
    const left = (reason?: DisconnectReason) => {
      if (gone || reason === DisconnectReason.CLIENT_INITIATED) return
      inRoom.current = null
      if (reason === DisconnectReason.DUPLICATE_IDENTITY) return setStanding({ kind: 'elsewhere' })
      setStanding({ kind: 'again' })
      later()
    }
    const again = () => setStanding({ kind: 'again' })
    const back = () => setStanding({ kind: 'on' })
    room.on(RoomEvent.Disconnected, left)
    room.on(RoomEvent.Reconnecting, again)
    room.on(RoomEvent.Reconnected, back)
    void enter()
    return () => {
      gone = true
      clearTimeout(timer)
      room.off(RoomEvent.Disconnected, left)
      room.off(RoomEvent.Reconnecting, again)
      room.off(RoomEvent.Reconnected, back)
    }
  }, [room, phase, turn])

  useEffect(() => {
    // Whoever leaves the screen leaves the stage.
    return () => void room.disconnect()
  }, [room])

  return { room, standing, retry }
}

import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { apiQueries } from '../../../ui/api.ts'
import { forgetAll } from '../../../ui/kept.ts'
import { type LineState, type LiveSocket, openSocket } from '../../../ui/socket.ts'
import {
  applyFrame,
  type ClientRoom,
  comesTooLate,
  contract,
  emptyRoom,
  entityOf,
  type Frame,
  type ServerMessage,
  type StorageTrouble,
} from '../contract.ts'
import { CommandRefused, type LinkState, RoomContext, type RoomLink } from './link.tsx'
import { RoomProblem, RoomSkeleton } from './loading.tsx'

const rooms = apiQueries(contract)
/** Why the line is closed for good, where the link is not good any more. */
const LINK_GONE = ['room.access_changed', 'room.not_your_call', 'server.sign_in']

const machineNow = (): number => Math.round(performance.timeOrigin + performance.now())

/** Opens the line to the room of a call and hands it to the screens below. `grant` is set for people with a personal link. */
export function RoomProvider({
  call,
  grant,
  children,
}: {
  call: string
  grant: string | null
  children: ReactNode
}) {
  const facts = useQuery(rooms.facts.queryOptions({ input: { call } }))
  const line = useRoomLine(call, grant)
  const { room, state, storage, now, run, tryNow } = line
  const place = entityOf(room, 'me')?.place
  const { refetch } = facts
  // Who is let in may see the link of a stage elsewhere.
  useEffect(() => {
    if (place === 'inside') void refetch()
  }, [place, refetch])
  // The link was taken away: what was typed and not yet sent does not stay in this browser.
  useEffect(() => {
    if (grant && state.kind === 'closed' && LINK_GONE.includes(state.reason)) forgetAll(grant)
  }, [grant, state])
  const link = useMemo<RoomLink | null>(
    () => (facts.data ? { room, state, storage, facts: facts.data, now, run, tryNow } : null),
    [facts.data, room, state, storage, now, run, tryNow],
  )
  if (facts.error) return <RoomProblem error={facts.error} retry={() => void facts.refetch()} />
  if (!link) return <RoomSkeleton />
  return <RoomContext value={link}>{children}</RoomContext>
}

/** The socket as React state: what is known of the room, and how the line does. */
function useRoomLine(call: string, grant: string | null) {
  const [room, setRoom] = useState<ClientRoom>(emptyRoom)
  const [line, setLine] = useState<LineState>({
    line: 'connecting',
    heardAt: null,
    nextTryAt: null,
    reason: null,
    waiting: 0,
  })
  const [storage, setStorage] = useState<StorageTrouble | null>(null)
  const socket = useRef<LiveSocket | null>(null)
  const known = useRef<ClientRoom>(emptyRoom)
  const ahead = useRef(0)
  useEffect(() => {
    known.current = emptyRoom
    setRoom(emptyRoom)
    const address = new URL('/api/room', location.href)
    address.protocol = address.protocol.replace('http', 'ws')
    const live = openSocket<Exclude<ServerMessage, { t: 'ack' | 'refused' | 'closing' }>>({
      now: machineNow,
      url() {
        const query = {
          call,
          ...(grant ? { grant } : {}),
          ...(known.current.audience ? { seq: String(known.current.seq), as: known.current.audience } : {}),
        }
        address.search = new URLSearchParams(query).toString()
        return address.href
      },
      onMessage(message) {
        if (message.t === 'hello')
          ahead.current = Temporal.Instant.from(message.now).epochMilliseconds - machineNow()
        if (message.t === 'beat') setStorage(message.storage ?? null)
        if (message.t !== 'frame') return
        const frame: Frame = message
        if (comesTooLate(known.current, frame)) {
          // The screen stays as it is until the whole room has come.
          known.current = emptyRoom
          return live.anew()
        }
        known.current = applyFrame(known.current, frame)
        // Of a room begun anew, `me` comes before the room itself.
        if (known.current.audience) setRoom(known.current)
      },
      onState: setLine,
    })
    socket.current = live
    return () => live.close()
  }, [call, grant])
  const now = useCallback(() => machineNow() + ahead.current, [])
  const run = useCallback<RoomLink['run']>(async (name, input, id) => {
    const outcome = await socket.current?.command(name, input, id)
    if (!outcome) throw new CommandRefused('room.not_saved', {})
    if (!outcome.ok) throw new CommandRefused(outcome.reason, outcome.params)
    return outcome
  }, [])
  const tryNow = useCallback(() => socket.current?.retry(), [])
  return { room, state: useMemo(() => stateOf(line, room), [line, room]), storage, now, run, tryNow }
}

function stateOf(line: LineState, room: ClientRoom): LinkState {
  if (line.line === 'closed') return { kind: 'closed', reason: line.reason ?? 'room.closed' }
  if (line.line === 'lost') return { kind: 'lost', since: line.heardAt ?? 0, nextTry: line.nextTryAt }
  return line.line === 'open' && room.entities['call'] ? { kind: 'open' } : { kind: 'joining' }
}

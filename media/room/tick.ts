import { ConnectionQuality } from '@livekit/protocol'
import { watchHealth } from '../health.ts'
import { closeRoom, refreshToken } from './lifecycle.ts'
import type { Media } from './media.ts'
import type { Participant, Room } from './room.ts'

const TICK_MS = 50
const LOOK_MS = 1000
/** -dBov: louder than this is speech. */
const SPEECH = 45
/** A room stands empty so long. */
const EMPTY_MS = 20_000

/** Everything that happens by the clock: one timer for the whole server. `onAlone`: nobody watches it any more. */
export function startTicking(media: Media, onAlone: () => void): void {
  const { health, config } = media
  const look = watchHealth(media, LOOK_MS)
  let count = 0
  setInterval(() => {
    const now = performance.now()
    health.tickedAt = now
    count++
    for (const room of [...media.rooms.values()]) tickRoom(media, room, count, now)
    if (!every(count, LOOK_MS)) return
    look(now)
    if (config.aloneMs && now - health.attendedAt > config.aloneMs) onAlone()
  }, TICK_MS)
}

const every = (count: number, ms: number): boolean => count % (ms / TICK_MS) === 0

function tickRoom(media: Media, room: Room, count: number, now: number): void {
  for (const participant of room.participants.values()) {
    participant.receiver?.feedback(now)
    participant.line.probe(now)
    if (every(count, 500)) participant.line.tick(now)
    if (every(count, 1000)) participant.receiver?.report(now)
    for (const { forwarder } of participant.subscriptions.values()) {
      // A browser that stops a layer does not say so: another one follows within a second.
      if (every(count, 200)) forwarder.retarget(now)
      if (every(count, 1000)) forwarder.report()
    }
    if (every(count, 5 * 60_000)) void refreshToken(media, participant)
  }
  if (every(count, 400)) tellSpeakers(room, now)
  if (every(count, 5000)) tellQuality(room)
  if (room.participants.size === 0 && now - room.emptySince > EMPTY_MS) closeRoom(media, room)
}

/** Only those whose loudness changed are told. */
function tellSpeakers(room: Room, now: number): void {
  const speakers: { sid: string; level: number; active: boolean }[] = []
  for (const { sid, hidden, tracks } of room.participants.values()) {
    const levels = [...tracks.values()]
      .filter((track) => track.kind === 'audio' && !track.muted && now - track.levelAt < 700)
      .map(({ level }) => level)
    const level = hidden ? 127 : Math.min(127, ...levels)
    const active = level < SPEECH
    const before = room.speakers.get(sid)
    if (active === (before !== undefined) && Math.abs((before ?? level) - level) <= 6) continue
    if (active) room.speakers.set(sid, level)
    else room.speakers.delete(sid)
    speakers.push({ sid, level: active ? 10 ** (-level / 20) : 0, active })
  }
  if (speakers.length > 0) room.broadcast({ case: 'speakersChanged', value: { speakers } })
}

const { EXCELLENT, GOOD, POOR } = ConnectionQuality
const SCORES: Readonly<Record<number, number>> = { [POOR]: 2, [GOOD]: 3.5, [EXCELLENT]: 4.8 }
const qualityTold = new WeakMap<Participant, ConnectionQuality>()

/** Each hears of its own line; of others' only publishers', or an audience of hundreds would tell itself to itself. */
function tellQuality(room: Room): void {
  for (const participant of room.participants.values()) {
    const loss = lossOf(participant)
    const quality = loss > 0.1 ? POOR : loss > 0.03 ? GOOD : EXCELLENT
    if (!participant.active || qualityTold.get(participant) === quality) continue
    qualityTold.set(participant, quality)
    const updates = [{ participantSid: participant.sid, quality, score: SCORES[quality] ?? 0 }]
    const message = { case: 'connectionQuality', value: { updates } } as const
    if (participant.tracks.size > 0 && !participant.hidden) room.broadcast(message)
    else participant.send(message)
  }
}

/** The worse of its two directions. */
function lossOf(participant: Participant): number {
  const up = [...participant.tracks.values()].flatMap(({ layers }) =>
    [...layers.values()].map(({ loss }) => loss),
  )
  return Math.max(participant.line.loss, ...up)
}

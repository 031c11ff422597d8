import {
  ConnectionQuality,
  ConnectionQualityInfo,
  ConnectionQualityUpdate,
  SpeakerInfo,
  SpeakersChanged,
  StreamState,
  StreamStateInfo,
  StreamStateUpdate,
} from '@livekit/protocol'
import { closeRoom, refreshToken } from './lifecycle.ts'
import type { Media } from './media.ts'
import type { Participant, Room, Subscription } from './room.ts'

/** -dBov: louder than this is speech. */
const SPEECH = 45
/** A room stands empty so long after somebody was in it. */
const DEPARTURE_SECONDS = 20

/** Everything that happens by the clock: one timer for the whole server, and every `n` times 50 ms its part. */
export function startTicking(media: Media): () => void {
  let count = 0
  const timer = setInterval(() => {
    count++
    const now = performance.now()
    for (const room of [...media.rooms.values()]) tickRoom(media, room, count, now)
  }, 50)
  return () => clearInterval(timer)
}

const every = (count: number, ms: number): boolean => count % (ms / 50) === 0

function tickRoom(media: Media, room: Room, count: number, now: number): void {
  for (const participant of room.participants.values()) {
    participant.receiver?.feedback(now)
    participant.line.probe(now)
    if (every(count, 200)) rescueStalled(participant, now)
    if (every(count, 500)) participant.line.tick(now)
    if (every(count, 1000)) report(participant, now)
    if (every(count, 5 * 60_000)) void refreshToken(media, participant)
  }
  if (every(count, 400)) tellSpeakers(room, now)
  if (every(count, 5000)) tellQuality(room)
  if (every(count, 1000) && room.participants.size === 0 && isOver(room, now)) closeRoom(media, room)
}

const isOver = (room: Room, now: number): boolean => {
  const seconds = room.everUsed ? DEPARTURE_SECONDS : room.emptyTimeoutSeconds
  return now - room.emptySince > seconds * 1000
}

/** A browser that stops a layer does not say so: fall back within a second. */
function rescueStalled(participant: Participant, now: number): void {
  for (const { forwarder, track } of participant.subscriptions.values())
    if (track.kind === 'video' && !track.muted && forwarder.isStalled(now)) forwarder.retarget(now)
}

const paused = new WeakMap<Subscription, boolean>()

function report(participant: Participant, now: number): void {
  participant.receiver?.report(now)
  const states: StreamStateInfo[] = []
  for (const subscription of participant.subscriptions.values()) {
    const { forwarder, track, owner } = subscription
    forwarder.report(now)
    forwarder.retarget(now)
    const isPaused = forwarder.allowed < 0
    if (isPaused === (paused.get(subscription) ?? false)) continue
    paused.set(subscription, isPaused)
    const state = isPaused ? StreamState.PAUSED : StreamState.ACTIVE
    states.push(new StreamStateInfo({ participantSid: owner.sid, trackSid: track.sid, state }))
  }
  if (states.length > 0)
    participant.send({ case: 'streamStateUpdate', value: new StreamStateUpdate({ streamStates: states }) })
}

/** Only those whose loudness changed are told. */
function tellSpeakers(room: Room, now: number): void {
  const changed: SpeakerInfo[] = []
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
    changed.push(new SpeakerInfo({ sid, level: active ? 10 ** (-level / 20) : 0, active }))
  }
  if (changed.length > 0)
    room.broadcast({ case: 'speakersChanged', value: new SpeakersChanged({ speakers: changed }) })
}

const qualityTold = new WeakMap<Participant, ConnectionQuality>()

/** Each hears of its own line; of others' only publishers', or an audience of hundreds would tell itself to itself. */
function tellQuality(room: Room): void {
  const ofPublishers: ConnectionQualityInfo[] = []
  for (const participant of room.participants.values()) {
    const loss = lossOf(participant)
    const quality =
      loss > 0.1 ? ConnectionQuality.POOR : loss > 0.03 ? ConnectionQuality.GOOD : ConnectionQuality.EXCELLENT
    if (!participant.active || qualityTold.get(participant) === quality) continue
    qualityTold.set(participant, quality)
    const score = quality === ConnectionQuality.POOR ? 2 : quality === ConnectionQuality.GOOD ? 3.5 : 4.8
    const info = new ConnectionQualityInfo({ participantSid: participant.sid, quality, score })
    if (participant.tracks.size > 0 && !participant.hidden) ofPublishers.push(info)
    else
      participant.send({
        case: 'connectionQuality',
        value: new ConnectionQualityUpdate({ updates: [info] }),
      })
  }
  if (ofPublishers.length > 0)
    room.broadcast({
      case: 'connectionQuality',
      value: new ConnectionQualityUpdate({ updates: ofPublishers }),
    })
}

/** The worse of its two directions. */
function lossOf(participant: Participant): number {
  const up = [...participant.tracks.values()].flatMap(({ layers }) =>
    [...layers.values()].map(({ loss }) => loss),
  )
  return Math.max(participant.line.loss, ...up)
}

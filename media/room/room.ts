import { Codec, ParticipantUpdate, Room as RoomInfo, RoomUpdate } from '@livekit/protocol'
import { encode, encodeUpdate, type Message } from '../signal/wire.ts'
import type { Participant } from './participant.ts'
import { newSid } from './sids.ts'

/** The codecs that may be published: every browser decodes VP8; H.264 is what old phones encode in hardware. */
export const publishCodecs = (): Codec[] => [
  new Codec({ mime: 'audio/opus' }),
  new Codec({ mime: 'audio/red' }),
  new Codec({ mime: 'video/VP8' }),
  new Codec({ mime: 'video/H264' }),
]

/** Joins and leaves of an audience are told in bunches, so far apart. */
const BETWEEN_UPDATES_MS = 300

/** Participants by identity, and what is told to all of them. */
export class Room {
  readonly sid = newSid('RM')
  readonly name: string
  readonly createdAt = Temporal.Now.instant().epochMilliseconds
  readonly participants = new Map<string, Participant>()
  /** Loudness of who speaks now, by participant. */
  readonly speakers = new Map<string, number>()
  metadata: string
  emptyTimeoutSeconds: number
  maxParticipants: number
  emptySince = performance.now()
  everUsed = false
  #changed = new Set<Participant>()
  #timer: NodeJS.Timeout | undefined
  #countSent = -1

  constructor(
    name: string,
    options: { metadata?: string; emptyTimeoutSeconds?: number; maxParticipants?: number } = {},
  ) {
    this.name = name
    this.metadata = options.metadata ?? ''
    this.emptyTimeoutSeconds = options.emptyTimeoutSeconds || 300
    this.maxParticipants = options.maxParticipants ?? 0
  }

  info(): RoomInfo {
    const visible = [...this.participants.values()].filter(({ hidden }) => !hidden)
    return new RoomInfo({
      sid: this.sid,
      name: this.name,
      metadata: this.metadata,
      creationTime: BigInt(Math.floor(this.createdAt / 1000)),
      creationTimeMs: BigInt(this.createdAt),
      emptyTimeout: this.emptyTimeoutSeconds,
      maxParticipants: this.maxParticipants,
      numParticipants: visible.length,
      numPublishers: visible.filter(({ tracks }) => tracks.size > 0).length,
      enabledCodecs: publishCodecs(),
    })
  }

  *others(participant: Participant): Iterable<Participant> {
    for (const other of this.participants.values()) if (other !== participant) yield other
  }

  broadcast(message: Message, except?: Participant): void {
    const bytes = encode(message)
    for (const each of this.participants.values()) if (each !== except) each.sendBytes(bytes)
  }

  /**
   * Tells everybody of `participant`; who is hidden is told to nobody but itself. What concerns a publisher goes at once, since
   * it must arrive before the answer that carries its tracks; joins and leaves of others wait for each other.
   */
  announce(participant: Participant, urgent: boolean): void {
    participant.changed()
    if (participant.hidden) {
      participant.send({
        case: 'update',
        value: new ParticipantUpdate({ participants: [participant.info()] }),
      })
      return
    }
    this.#changed.add(participant)
    if (urgent) this.flush()
    else this.#timer ??= setTimeout(() => this.flush(), BETWEEN_UPDATES_MS)
  }

  /** Sends what waits to be told. */
  flush(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    if (this.#changed.size === 0) return
    const bytes = encodeUpdate([...this.#changed].map((each) => each.encoded()))
    this.#changed.clear()
    for (const each of this.participants.values()) each.sendBytes(bytes)
    this.#tellCounts()
  }

  #tellCounts(): void {
    const room = this.info()
    const count = room.numParticipants * 1000 + room.numPublishers
    if (count === this.#countSent) return
    this.#countSent = count
    this.tellInfo()
  }

  tellInfo(): void {
    this.broadcast({ case: 'roomUpdate', value: new RoomUpdate({ room: this.info() }) })
  }

  close(): void {
    clearTimeout(this.#timer)
  }
}

import {
  Codec,
  type DisconnectReason,
  ParticipantInfo,
  ParticipantInfo_Kind,
  ParticipantInfo_State,
  type ParticipantPermission,
  Room as RoomInfo,
} from '@livekit/protocol'
import type { WebSocket } from 'ws'
import type { Forwarder } from '../downlink/forwarder.ts'
import { Line } from '../downlink/line.ts'
import { encode, encodeUpdate, type Message } from '../signal/wire.ts'
import type { Channel, Pipe } from '../transport/pipe.ts'
import type { PublishedTrack } from '../uplink/published-track.ts'
import type { Receiver } from '../uplink/receiver.ts'
import { newSid } from './sids.ts'

/** A section of the client's offer in which it can receive a track. */
export interface Slot {
  readonly mid: string
  readonly kind: 'audio' | 'video'
  subscription?: Subscription
  /** It must be answered inactive once, before another track may use it. */
  draining: boolean
}

export interface Subscription {
  readonly track: PublishedTrack
  readonly owner: Participant
  readonly forwarder: Forwarder
  slot?: Slot
}

/** Who joins, as the token and the join request say. */
export interface Identity {
  readonly identity: string
  readonly name: string
  readonly metadata: string
  readonly attributes: Record<string, string>
  readonly permission: ParticipantPermission
  readonly autoSubscribe: boolean
  /** The JavaScript client in other browsers than Firefox: it wants one media stream for each source. */
  readonly groupsStreams: boolean
}

/** Bytes that may wait in a signalling socket; a client that does not read is cut off, and resumes when it can. */
const MOST_WAITING_BYTES = 4_000_000

/** One person in a room: state only; what happens to it is in the files beside. */
export class Participant {
  readonly sid = newSid('PA')
  readonly room: Room
  readonly who: Identity
  readonly joinedAt = Temporal.Now.instant().epochMilliseconds
  permission: ParticipantPermission
  state = ParticipantInfo_State.JOINED
  socket: WebSocket | undefined
  pipe: Pipe | undefined
  receiver: Receiver | undefined
  /** The ICE name in its last offer; empty before the first. */
  ufrag = ''
  answers = 0
  /** Announced by AddTrackRequest, not yet in an offer; and published. */
  readonly pending = new Map<string, PublishedTrack>()
  readonly tracks = new Map<string, PublishedTrack>()
  readonly subscriptions = new Map<string, Subscription>()
  /** By the SSRCs that the viewer's reports name. */
  readonly bySsrc = new Map<number, Forwarder>()
  readonly slots = new Map<string, Slot>()
  readonly channels = new Map<string, Channel>()
  readonly line = new Line(() => this.bySsrc.values())
  /** The client was asked for an offer and has not sent it. */
  offerAsked = false
  askTimer: NodeJS.Timeout | undefined
  lingerTimer: NodeJS.Timeout | undefined
  restartTimer: NodeJS.Timeout | undefined
  gone = false
  /** The sequence number of the last reliable message that it sent. */
  lastMessage = 0
  disconnectReason: DisconnectReason | undefined
  #version = 0
  #encoded: Uint8Array | undefined
  #info: ParticipantInfo | undefined

  constructor(room: Room, who: Identity) {
    this.room = room
    this.who = who
    this.permission = who.permission
  }

  get identity(): string {
    return this.who.identity
  }

  get hidden(): boolean {
    return this.permission.hidden
  }

  get active(): boolean {
    return this.state === ParticipantInfo_State.ACTIVE
  }

  /** What others see must be told anew. */
  changed(): void {
    this.#version++
    this.#encoded = this.#info = undefined
  }

  info(): ParticipantInfo {
    const { identity, name, metadata, attributes } = this.who
    this.#info ??= new ParticipantInfo({
      sid: this.sid,
      identity,
      name,
      metadata,
      attributes,
      state: this.state,
      joinedAt: BigInt(Math.floor(this.joinedAt / 1000)),
      joinedAtMs: BigInt(this.joinedAt),
      permission: this.permission,
      // Clients ignore what is not newer.
      version: this.#version + 1,
      isPublisher: this.tracks.size > 0,
      kind: ParticipantInfo_Kind.STANDARD,
      tracks: this.gone ? [] : [...this.tracks.values()].map(({ info }) => info),
      ...(this.disconnectReason !== undefined && { disconnectReason: this.disconnectReason }),
    })
    return this.#info
  }

  encoded(): Uint8Array {
    this.#encoded ??= this.info().toBinary()
    return this.#encoded
  }

  send(message: Message): void {
    if (this.socket?.readyState === 1) this.sendBytes(encode(message))
  }

  sendBytes(bytes: Uint8Array): void {
    const { socket } = this
    if (socket?.readyState !== 1) return
    if (socket.bufferedAmount > MOST_WAITING_BYTES) socket.terminate()
    else socket.send(bytes)
  }
}

/** The codecs that may be published: Opus, with redundancy where the client can, and VP8, which every browser decodes. */
export const publishCodecs = ['audio/opus', 'audio/red', 'video/VP8'].map((mime) => new Codec({ mime }))

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
  emptySince = performance.now()
  #changed = new Set<Participant>()
  #timer: NodeJS.Timeout | undefined

  constructor(name: string) {
    this.name = name
  }

  info(): RoomInfo {
    return new RoomInfo({
      sid: this.sid,
      name: this.name,
      creationTime: BigInt(Math.floor(this.createdAt / 1000)),
      creationTimeMs: BigInt(this.createdAt),
      numParticipants: this.visible().length,
      enabledCodecs: publishCodecs,
    })
  }

  *others(participant: Participant): Iterable<Participant> {
    for (const other of this.participants.values()) if (other !== participant) yield other
  }

  /** Whom `participant` may know of: herself, and who is not hidden. */
  visible(participant?: Participant): Participant[] {
    return [...this.participants.values()].filter((each) => each === participant || !each.hidden)
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
      participant.sendBytes(encodeUpdate([participant.encoded()]))
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
  }
}

import type { Media, MediaEvent, MediaParticipant, MediaPermission } from '../../../kernel/media.ts'
import type { Log } from '../../../kernel/ports.ts'
import { personOfIdentity } from '../contract.ts'
import { decideHeard } from '../rules/decide-stage.ts'
import { mediaRoomOf, mediaRoomsOf, permissionOf } from '../rules/stage.ts'
import type { RoomActor } from '../rules/who.ts'
import type { Room } from './room.ts'

/**
 * Keeps the media server in line with the room: who is there, what each may send, who is muted, which rooms there are.
 * The room never waits for it: it looks at what the room has decided, compares it with what the media server says, and mends
 * the difference, again until there is none.
 */
export interface Conductor {
  /** Somebody is given a ticket: the mission is known by nothing else. */
  admit(actor: RoomActor): void
  /** A link was revoked or changed: out, unless their ticket was for what they still are. */
  dismiss(person: string, unless: (actor: RoomActor) => boolean): void
  /** The room has changed, or may have. */
  wake(): void
  /** The media server saw something. */
  seen(event: MediaEvent): void
  stop(): void
}

interface Parts {
  readonly call: string
  readonly media: Media
  readonly room: Room
  readonly log: Log
  readonly onFailure: () => void
}

const LOOK_EVERY_MS = 10_000
const LONGEST_PAUSE_MS = 8_000

export function createConductor({ call, media, room, log, onFailure }: Parts): Conductor {
  const admitted = new Map<string, RoomActor>()
  const dismissed = new Set<string>()
  /** Mutes that are done; those from before this process began are. */
  const muted = new Map(room.seen().state.stage.muted)
  const closed = new Set<string>()
  let failures = 0
  let stopped = false
  let running: Promise<void> | null = null
  let again = false
  let retry: ReturnType<typeof setTimeout> | undefined

  const allowed = (identity: string): MediaPermission | null | 'unknown' => {
    const person = personOfIdentity(identity)
    if (!person || dismissed.has(person)) return null
    const { state } = room.seen()
    const known = admitted.get(person) ?? state.people.get(person)
    // Staff who came onto the stage before this process began: nothing but their ticket let them in.
    return known ? permissionOf(state, { person, roles: known.roles }) : 'unknown'
  }

  const mend = async (name: string, each: MediaParticipant): Promise<void> => {
    const wanted = allowed(each.identity)
    if (wanted === 'unknown') return
    if (!wanted) return await media.remove(name, each.identity)
    if (!isSame(wanted, each.permission)) await media.permit(name, each.identity, wanted)
    const person = personOfIdentity(each.identity) ?? ''
    const at = room.seen().state.stage.muted.get(person)
    if (!at || muted.get(person) === at) return
    for (const { sid, source, muted: silent } of each.tracks)
      if (source === 'microphone' && !silent) await media.mute(name, each.identity, sid)
    muted.set(person, at)
  }

  /** What the media server has on stage now and the record does not, and the other way round. */
  const compare = async (there: readonly MediaParticipant[]): Promise<void> => {
    const heard = new Set(there.filter(hasMicrophone).map(({ identity }) => personOfIdentity(identity)))
    for (const person of heard)
      if (person && !room.seen().state.stage.heard.has(person)) await note(person, true)
    for (const person of room.seen().state.stage.heard.keys())
      if (!heard.has(person)) await note(person, false)
  }

  const note = async (person: string, on: boolean, seenAt?: string): Promise<void> => {
    await room.notice((state, now) => decideHeard(state, { person, on, seenAt: seenAt ?? now }, now))
  }

  const look = async (): Promise<void> => {
    if (media.status().standing !== 'ready') return
    const name = mediaRoomOf(call, room.seen().state.phase)
    const over = room.seen().state.phase !== 'closed' ? mediaRoomsOf(call) : []
    for (const other of over) {
      if (other === name || closed.has(other) || (name === call && other !== call)) continue
      await media.closeRoom(other)
      closed.add(other)
    }
    const there = name ? await media.participants(name) : []
    for (const each of there) if (name) await mend(name, each)
    await compare(there)
  }

  const run = async (): Promise<void> => {
    do {
      again = false
      try {
        await look()
        failures = 0
      } catch (error) {
        failures += 1
        onFailure()
        log.warn({ call, error: String(error), failures }, 'the media server was not brought in line')
        clearTimeout(retry)
        retry = setTimeout(wake, Math.min(LONGEST_PAUSE_MS, 250 * 2 ** failures))
        return
      }
    } while (again && !stopped)
  }

  const wake = (): void => {
    again = true
    if (stopped || running || media.status().standing === 'off') return
    running = run().finally(() => {
      running = null
      // Woken between the last look and here.
      if (again && failures === 0) wake()
    })
  }

  const regularly = setInterval(wake, LOOK_EVERY_MS)

  return {
    admit(actor) {
      dismissed.delete(actor.person)
      admitted.set(actor.person, actor)
    },
    dismiss(person, unless) {
      const known = admitted.get(person)
      if (known && unless(known)) return
      admitted.delete(person)
      dismissed.add(person)
      wake()
    },
    wake,
    seen(event) {
      const person = event.identity && personOfIdentity(event.identity)
      const here = event.room === mediaRoomOf(call, room.seen().state.phase)
      if (!here) closed.delete(event.room)
      if (person && event.source === 'microphone' && event.type === 'published' && here)
        void note(person, true, event.at)
      if (person && event.source === 'microphone' && event.type === 'unpublished')
        void note(person, false, event.at)
      wake()
    },
    stop() {
      stopped = true
      clearInterval(regularly)
      clearTimeout(retry)
    },
  }
}

const hasMicrophone = ({ tracks }: MediaParticipant): boolean =>
  tracks.some(({ source }) => source === 'microphone')

const isSame = (a: MediaPermission, b: MediaPermission): boolean =>
  a.microphone === b.microphone && a.camera === b.camera && a.screen === b.screen

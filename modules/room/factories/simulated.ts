import {
  type MeView,
  type OrgView,
  parseCommand,
  type RecordEvent,
  type SocketAudience,
} from '../contract.ts'
import { replay } from '../rules/apply.ts'
import { decideFloorOver } from '../rules/decide-floor.ts'
import { decideLost } from '../rules/decide-people.ts'
import { decideDeck, decideHeard } from '../rules/decide-stage.ts'
import type { NewRecordEvent } from '../rules/record.ts'
import type { RoomState } from '../rules/state.ts'
import { allKeys, view } from '../rules/view.ts'
import { meOf, orgOf, standing } from '../rules/view-people.ts'
import { openRoom } from '../service/room.ts'
import { directory, idOf, people, setting, type Who } from './people.ts'
import { type TestRecord, testRecord } from './record.ts'
import { type Watching, watching } from './watching.ts'

export type SimulatedOutcome =
  | { readonly seq: number; readonly made: string | null }
  | { readonly refused: string; readonly params: Readonly<Record<string, string | number>> }

/** The room itself, on a record in memory and a clock that is moved by hand: neither socket nor SQL. */
export interface SimulatedRoom {
  /** What came over the wire, as it came; null when it is no command at all. */
  submit(who: Who, id: string, name: string, input: unknown): Promise<SimulatedOutcome> | null
  readonly kept: TestRecord
  readonly state: () => RoomState
  /** Some of the people, at their sockets. */
  readonly watching: Watching
  pass(milliseconds: number): void
  newId(): string
  now(): string
  /** Something the room itself notices: a line that was cut, the end of somebody's time, slides that were kept. */
  notice(
    what: { lost: Who } | { heard: Who; on: boolean } | { deck: string; pages: number } | 'the clock',
  ): Promise<SimulatedOutcome>
  /** Everything this audience is shown, by key. */
  shownTo(audience: SocketAudience): Record<string, object>
  /** What one person alone is shown, and their firm. */
  shownToOne(who: Who): { me: MeView; org: OrgView | null }
  standingOf(who: Who): SocketAudience
  /** The state that these events add up to, with or without their texts. */
  replayed(events: readonly RecordEvent[]): RoomState
  /** Somebody else writes into the record: an erased text. */
  erase(seq: number): Promise<void>
}

/** Some of each audience: two of one firm, one of none, two of the panel. */
export const WATCHING = [
  'officer',
  'host',
  'secretary',
  'chairman',
  'dana',
  'earl',
  'gus',
  'observer',
] as const

export async function simulatedRoom(): Promise<SimulatedRoom> {
  const kept = testRecord()
  let clock = Temporal.Instant.from('2026-04-23T12:00:00Z')
  let text = clock.toString()
  let made = 0
  const newId = () => {
    made += 1
    return idOf('d', made)
  }
  const room = await openRoom({
    call: setting.call,
    facts: setting,
    directory,
    store: kept,
    now: () => text,
    newId,
    onChange: (keys) => watched.touch(keys),
  })
  const watched = watching(room.seen, () => text, WATCHING)
  return {
    kept,
    newId,
    now: () => text,
    state: () => room.seen().state,
    watching: watched,
    submit(who, id, name, input) {
      const command = parseCommand(name, input)
      return command && room.submit(people[who], id, command)
    },
    pass(milliseconds) {
      clock = clock.add({ milliseconds })
      text = clock.toString()
    },
    shownTo(audience) {
      const seen = room.seen()
      const shown: Record<string, object> = {}
      for (const key of allKeys(seen)) {
        const what = view(seen, key, audience)
        if (what) shown[key] = what
      }
      return shown
    },
    shownToOne(who) {
      const { organization } = people[who]
      return {
        me: meOf(room.seen(), people[who]),
        org: organization ? orgOf(room.seen(), organization) : null,
      }
    },
    notice: (what) =>
      room.notice((state, now) => {
        if (what === 'the clock') return decideFloorOver(state, now)
        if ('deck' in what) return decideDeck(state, what.deck, what.pages)
        if ('heard' in what)
          return decideHeard(state, { person: people[what.heard].person, on: what.on, seenAt: now }, now)
        return decideLost(state, people[what.lost].person, now)
      }),
    standingOf: (who) => standing(room.seen(), people[who]),
    replayed: (events) => replay(events),
    async erase(seq) {
      const at = kept.kept.findIndex(({ event }) => event.seq === seq)
      const found = kept.kept[at]
      if (!found) return
      kept.kept[at] = { ...found, event: { ...found.event, text: null } as NewRecordEvent['event'] }
      await room.rereadTexts()
      // As the live room does it: everybody's own views hold texts too.
      watched.touch(Object.values(people).map(({ person }) => `me:${person}`))
    },
  }
}

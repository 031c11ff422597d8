import { parseCommand, type RecordEvent, type SocketAudience } from '../contract.ts'
import { replay } from '../rules/apply.ts'
import type { NewRecordEvent } from '../rules/record.ts'
import type { RoomState } from '../rules/state.ts'
import { allKeys, view } from '../rules/view.ts'
import { standing } from '../rules/view-people.ts'
import { openRoom } from '../service/room.ts'
import { directory, idOf, people, setting, type Who } from './people.ts'
import { type TestRecord, testRecord } from './record.ts'

export type SimulatedOutcome =
  | { readonly seq: number; readonly made: string | null }
  | { readonly refused: string; readonly params: Readonly<Record<string, string | number>> }

/** The room itself, on a record in memory and a clock that is moved by hand: neither socket nor SQL. */
export interface SimulatedRoom {
  /** What came over the wire, as it came; null when it is no command at all. */
  submit(who: Who, id: string, name: string, input: unknown): Promise<SimulatedOutcome> | null
  readonly kept: TestRecord
  readonly state: () => RoomState
  pass(milliseconds: number): void
  newId(): string
  /** Everything this audience is shown, as text. */
  shownTo(audience: SocketAudience): string
  standingOf(who: Who): SocketAudience
  /** The state that these events add up to, with or without their texts. */
  replayed(events: readonly RecordEvent[]): RoomState
  /** Somebody else writes into the record: an erased text. */
  erase(seq: number): Promise<void>
}

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
    onChange: () => undefined,
  })
  return {
    kept,
    newId,
    state: () => room.seen().state,
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
      return JSON.stringify(allKeys(seen).map((key) => view(seen, key, audience)))
    },
    standingOf: (who) => standing(room.seen(), people[who]),
    replayed: (events) => replay(events),
    async erase(seq) {
      const at = kept.kept.findIndex(({ event }) => event.seq === seq)
      const found = kept.kept[at]
      if (!found) return
      kept.kept[at] = { ...found, event: { ...found.event, text: null } as NewRecordEvent['event'] }
      await room.rereadTexts()
    },
  }
}

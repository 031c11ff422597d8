import type { CommandInput, CommandName, RecordEvent, RecordFact } from '../contract.ts'
import { parseCommand } from '../contract.ts'
import { apply } from '../rules/apply.ts'
import { decide } from '../rules/decide.ts'
import { decideLost } from '../rules/decide-people.ts'
import { type Decision, isRefusal } from '../rules/decision.ts'
import { emptyState, type RoomSetting, type RoomState } from '../rules/state.ts'
import type { Seen } from '../rules/view-parts.ts'
import { directory, idOf, people, setting, type Who } from './people.ts'

/** A room played on paper: decisions and the record, no store and no sockets, exact ids and moments. */
export interface Play {
  readonly state: RoomState
  readonly record: RecordEvent[]
  /** Asks, and writes what was decided. Answers the decision. */
  ask<N extends CommandName>(who: Who, name: N, input?: CommandInput<N>): Decision
  /** Asks and must not be refused; answers the id of what was made. */
  does<N extends CommandName>(who: Who, name: N, input?: CommandInput<N>): string
  /** Asks and must be refused; answers the reason. */
  isRefused<N extends CommandName>(who: Who, name: N, input?: CommandInput<N>): string
  /** The room notices that this person's line is gone. */
  isCut(who: Who): void
  /** The room notices something by itself. */
  notices(rule: (state: RoomState, now: string) => Decision): void
  /** Moves the clock. */
  pass(duration: Temporal.DurationLike): void
  now(): string
  seen(): Seen
}

const ON_AIR_AT = '2026-04-23T12:00:00Z'

export function play(options: { setting?: RoomSetting; start?: string } = {}): Play {
  const facts = options.setting ?? setting
  const state = emptyState()
  const record: RecordEvent[] = []
  const texts = new Map<number, string>()
  let clock = Temporal.Instant.from(options.start ?? ON_AIR_AT)
  let made = 0
  const now = () => clock.toString()

  const write = (list: readonly RecordFact[], who: Who): void => {
    for (const { type, data, text } of list) {
      const event = {
        seq: state.seq + 1,
        at: now(),
        actor: people[who].ref,
        type,
        data,
        text: text ?? null,
      } as RecordEvent
      record.push(event)
      apply(state, event)
      if (event.text !== null) texts.set(event.seq, event.text)
    }
  }

  const ask: Play['ask'] = (who, name, input) => {
    const command = parseCommand(name, input)
    if (!command) throw new Error(`${name} cannot be asked with ${JSON.stringify(input)}`)
    const newId = () => {
      made += 1
      return idOf('d', made)
    }
    const decision = decide({ state, facts, actor: people[who], now: now(), newId }, command)
    if (!isRefusal(decision)) write(decision.facts, who)
    return decision
  }

  return {
    state,
    record,
    ask,
    does(who, name, input) {
      const decision = ask(who, name, input)
      if (isRefusal(decision)) throw new Error(`${who} ${name}: ${decision.refused}`)
      return idOf('d', made)
    },
    isRefused(who, name, input) {
      const decision = ask(who, name, input)
      if (!isRefusal(decision)) throw new Error(`${who} ${name} was not refused`)
      return decision.refused
    },
    isCut(who) {
      const decision = decideLost(state, people[who].person, now())
      if (!isRefusal(decision)) write(decision.facts, who)
    },
    notices(rule) {
      const decision = rule(state, now())
      if (!isRefusal(decision)) write(decision.facts, 'officer')
    },
    pass(duration) {
      clock = clock.add(duration)
    },
    now,
    seen: () => ({ state, facts, directory, texts }),
  }
}

/** A call on air with everybody inside. */
export function onAir(options: Parameters<typeof play>[0] = {}): Play {
  const room = play(options)
  room.does('officer', 'openRoom')
  for (const who of [
    'host',
    'secretary',
    'chairman',
    'rapporteur',
    'dana',
    'earl',
    'fay',
    'gus',
    'observer',
  ] as const) {
    room.does(who, 'enter', { acceptedRules: 2 })
  }
  room.does('officer', 'goOnAir')
  return room
}

import type { CallRole } from '../../../kernel/actor.ts'
import type {
  Aspect,
  GroundRules,
  Publication,
  RecordEvent,
  RecordFact,
  Speaker,
} from '../../room/contract.ts'
import type { Fact, ReadoutSource, Seat } from '../rules/readout/source.ts'

const STREAM = 'record:sample'
const uuid = (kind: string, n: number) => `0190${kind}-0000-7000-8000-${String(n).padStart(12, '0')}`

export const personId = (n: number): string => uuid('aaaa', n)
export const organizationId = (n: number): string => uuid('bbbb', n)
export const seatId = (n: number): string => uuid('cccc', n)

/** A record written event by event; `at` is minutes since it went on air. */
export function recordWriter(onAirAt = '2026-04-23T12:00:00Z') {
  const record: RecordEvent[] = []
  let entries = 0
  const start = Temporal.Instant.from(onAirAt)
  const at = (minute: number) => start.add({ seconds: Math.round(minute * 60) }).toString()
  const put = (minute: number, fact: RecordFact): number => {
    const seq = record.length + 1
    // The fact and its event differ by place and moment only; TypeScript cannot follow the union through a spread.
    record.push({
      seq,
      at: at(minute),
      actor: { kind: 'system', id: 'test' },
      text: null,
      ...fact,
    } as unknown as RecordEvent)
    return seq
  }
  const arrival = (
    person: string,
    roles: readonly CallRole[],
    organization: string | null,
    panelMember: string | null,
  ) => ({
    person,
    kind: 'grant' as const,
    roles: [...roles],
    organization,
    panelMember,
    acceptedRules: 1,
  })
  const writer = {
    record,
    put,
    at,
    attendee: (minute: number, person: string, organization: string | null) =>
      put(minute, { type: 'person.entered', data: arrival(person, ['attendee'], organization, null) }),
    member: (minute: number, seat: Seat) =>
      put(minute, {
        type: 'person.entered',
        data: arrival(seat.person ?? '', [seat.isHost ? 'host' : 'panelist'], null, seat.id),
      }),
    leaves: (minute: number, person: string) =>
      put(minute, { type: 'person.left', data: { person, why: 'left', lastSeen: at(minute) } }),
    onAir: () => put(0, { type: 'room.on-air', data: {} }),
    debrief: (minute: number) => put(minute, { type: 'room.debrief', data: {} }),
    end: (minute: number) => put(minute, { type: 'room.ended', data: {} }),
    entry(
      minute: number,
      kind: 'key point' | 'topic' | 'quote',
      text: string,
      options: {
        speaker?: Speaker
        aspect?: Aspect
        groundRules?: GroundRules
        publication?: Publication
      } = {},
    ): string {
      const entry = uuid('dddd', ++entries)
      put(minute, {
        type: 'entry.recorded',
        data: {
          entry,
          kind,
          aspect: options.aspect ?? null,
          speaker: options.speaker ?? null,
          saidAt: at(minute),
          agendaItem: null,
          groundRules: options.groundRules ?? 'on the record',
        },
        text,
      })
      const { publication } = options
      if (publication && publication !== 'not asked')
        put(minute, { type: 'quote.publication-asked', data: { entry } })
      if (publication === 'granted') put(minute, { type: 'quote.publication-granted', data: { entry } })
      if (publication === 'refused') put(minute, { type: 'quote.publication-refused', data: { entry } })
      return entry
    },
  }
  return writer
}

let facts = 0
/** A fact with an event of its own. */
export const fact = <T>(value: T): Fact<T> => ({ value, from: [{ stream: 'call:sample', seq: ++facts }] })

export function seat(n: number, about: Partial<Seat> & Pick<Seat, 'name'>): Seat {
  return {
    id: seatId(n),
    person: personId(900 + n),
    title: null,
    organization: null,
    shortName: null,
    pronoun: null,
    isHost: false,
    from: [{ stream: 'call:sample', seq: 100 + n }],
    ...about,
  }
}

/** A call with a topic and nothing else; give it what the test is about. */
export function readoutSource(about: Partial<ReadoutSource>): ReadoutSource {
  return {
    call: 'sample',
    title: fact({ en: 'A topic', ur: 'ایک موضوع' }),
    number: 1,
    zone: 'Asia/Karachi',
    wording: {
      audience: null,
      audienceShort: null,
      officials: null,
      officialsShort: null,
      subject: null,
      subjectShort: null,
    },
    mission: fact({ en: 'U.S. Mission in Pakistan', ur: 'پاکستان میں امریکی مشن' }),
    program: null,
    series: null,
    campaign: null,
    panel: [],
    earlier: [],
    stream: STREAM,
    record: [],
    translations: new Map(),
    people: new Map(),
    ...about,
  }
}

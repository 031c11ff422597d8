import { and, asc, eq, inArray } from 'drizzle-orm'
import { system } from '../../../kernel/actor.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Localized } from '../../../kernel/schemas.ts'
import { events, texts } from '../../../kernel/tables.ts'
import type { StoredEvent, Tx } from '../../../kernel/tx.ts'
import { accessCommands } from '../../access/contract.ts'
import { staffByIds } from '../../access/views.ts'
import { type CallFacts, callsCommands, type PanelMemberFacts } from '../../calls/contract.ts'
import { namesOf } from '../../people/views.ts'
import { type RecordEvent, recordStream } from '../../room/contract.ts'
import { recordOf } from '../../room/views.ts'
import { type EventRef, type PhraseKey, readoutStream, type Wording } from '../contract.ts'
import type { EarlierCall, Fact, ReadoutSource, Seat, Translation } from '../rules/readout/source.ts'
import { emptyWording } from '../rules/wording.ts'
import { wordings } from '../tables.ts'

/** A record, but the votes, with the names that stand in it. */
export interface CallRecord {
  readonly facts: CallFacts
  readonly record: readonly RecordEvent[]
  readonly people: ReadonlyMap<Id, { readonly name: string; readonly title: string | null }>
  readonly organizations: ReadonlyMap<Id, string>
}

/** The record of a call and whom it names. */
export async function callRecord(tx: Tx, facts: CallFacts): Promise<CallRecord> {
  const record = await recordOf(tx, facts.id, { votes: false })
  const data = record.map(
    (event) => event.data as { person?: string; organization?: string | null; speaker?: unknown },
  )
  const speakers = data.flatMap(({ speaker }) => (speaker as { person?: string } | null)?.person ?? [])
  const names = await namesOf(tx, {
    persons: [...data.flatMap((d) => d.person ?? []), ...speakers],
    organizations: data.flatMap((d) => d.organization ?? []),
  })
  const staff = await staffByIds(
    tx,
    record.flatMap((event) =>
      event.type === 'person.entered' && event.data.kind === 'staff' ? event.data.person : [],
    ),
  )
  const known = [...names.persons].flatMap(([id, { name, title }]) =>
    name === null ? [] : [[id, { name, title }] as const],
  )
  const colleagues = [...staff].map(([id, { name }]) => [id, { name, title: null }] as const)
  return {
    facts,
    record,
    people: new Map([...known, ...colleagues]),
    organizations: new Map([...names.organizations].map(([id, { name }]) => [id, name])),
  }
}

/** Everything the readout of a call may say, each fact with the events it rests on. */
export async function readoutSource(
  tx: Tx,
  read: CallRecord,
): Promise<{ source: ReadoutSource; wording: Wording }> {
  const { facts, record } = read
  const streams = {
    call: `call:${facts.id}`,
    program: `program:${facts.program.id}`,
    series: `series:${facts.series.id}`,
    campaign: `campaign:${facts.campaign?.id ?? ''}`,
    readout: readoutStream(facts.id),
    installation: 'installation',
  }
  const history = await historyOf(tx, Object.values(streams))
  const wording = await wordingOf(tx, facts.id)
  const { missionName, missionNameUr } = await tx.use(accessCommands).installation(tx, system('outcomes'), {})
  const of = (stream: string) => history.filter((event) => event.stream === stream)
  const announced = (field: string) => lastWith(of(streams.call), field)
  const phrase = (key: PhraseKey): Fact<Localized> | null => {
    const value = wording[key]
    return value && { value, from: lastWith(of(streams.readout), key) }
  }
  const statement = phrase('campaignStatement')
  const entered = new Set(
    record.flatMap((event) => (event.type === 'person.entered' ? (event.data.panelMember ?? []) : [])),
  )
  const source: ReadoutSource = {
    call: facts.id,
    title: { value: facts.topic, from: announced('topic') },
    number: facts.series.number,
    zone: facts.zone,
    wording: {
      audience: phrase('audience'),
      audienceShort: phrase('audienceShort'),
      officials: phrase('officials'),
      officialsShort: phrase('officialsShort'),
      subject: phrase('subject'),
      subjectShort: phrase('subjectShort'),
    },
    mission: {
      value: { en: missionName, ur: missionNameUr },
      from: lastWith(of('installation'), 'missionName'),
    },
    program: {
      value: { name: facts.program.name, description: filled(facts.program.purpose) },
      from: lastWith(of(streams.program), 'purpose'),
    },
    series: {
      value: { purpose: filled(facts.series.description) },
      from: lastWith(of(streams.series), 'description'),
    },
    campaign: facts.campaign && {
      value: { name: facts.campaign.name, statement: statement?.value ?? null },
      from: [...announced('campaign'), ...lastWith(of(streams.campaign), 'name'), ...(statement?.from ?? [])],
    },
    panel: facts.panel
      .filter((member) => member.name.en !== '' && (isExpected(member) || entered.has(member.id)))
      .map((member) => seatOf(member, wording, of(streams.call), of(streams.readout))),
    earlier: await earlierCalls(tx, facts),
    stream: recordStream(facts.id),
    record,
    translations: translationsOf(of(streams.readout)),
    people: peopleOf(read),
  }
  return { source, wording }
}

/** Whoever declined or was replaced is nobody who did not come. */
const isExpected = ({ state }: CallFacts['panel'][number]): boolean =>
  state !== 'declined' && state !== 'replaced'

const filled = (text: Localized): Localized | null => (text.en || text.ur ? text : null)

/** Whom the record may name: people with their firms, as they stand now. */
function peopleOf({ record, people, organizations }: CallRecord): ReadoutSource['people'] {
  const firms = new Map(
    record.flatMap((event) =>
      event.type === 'person.entered' ? [[event.data.person, event.data.organization] as const] : [],
    ),
  )
  return new Map(
    [...people].map(([id, { name }]) => {
      const firm = firms.get(id)
      return [id, { name, organization: firm ? (organizations.get(firm) ?? null) : null }]
    }),
  )
}

function seatOf(
  member: PanelMemberFacts,
  wording: Wording,
  call: readonly StoredEvent[],
  readout: readonly StoredEvent[],
): Seat {
  const said = wording.members.find(({ panelMember }) => panelMember === member.id)
  return {
    id: member.id,
    person: member.person,
    name: member.name,
    title: filled(member.title),
    organization: filled(member.organization),
    shortName: said?.shortName ?? null,
    pronoun: said?.pronoun ?? null,
    isHost: member.role === 'host',
    from: [...lastWith(call, member.id), ...(said ? lastWith(readout, member.id) : [])],
  }
}

/** The newest event of a stream that mentions a field or id; else its first, which began it. */
function lastWith(stream: readonly StoredEvent[], mentioned: string): EventRef[] {
  const found = stream.findLast((event) => mentions(event, mentioned)) ?? stream[0]
  return found ? [{ stream: found.stream, seq: found.seq }] : []
}

const mentions = ({ data, text }: StoredEvent, mentioned: string): boolean =>
  JSON.stringify(data).includes(`"${mentioned}"`) || (text?.includes(`"${mentioned}"`) ?? false)

/** The calls of the series that were held before this one. */
async function earlierCalls(tx: Tx, facts: CallFacts): Promise<EarlierCall[]> {
  const series = await tx.use(callsCommands).seriesOf(tx, system('outcomes'), { call: facts.id })
  const held = series.filter((entry) => entry.call !== facts.id && entry.state === 'ended' && entry.startsAt)
  const history = await historyOf(
    tx,
    held.flatMap(({ call }) => [`call:${call}`, recordStream(call)]),
  )
  return held.flatMap((entry) => {
    const onAir = history.find(
      (event) => event.stream === recordStream(entry.call) && event.type === 'room.on-air',
    )
    const ended = history.findLast((event) => event.stream === `call:${entry.call}`)
    const startedAt = onAir?.at ?? entry.startsAt
    const from = [onAir, ended].flatMap((event) => (event ? [{ stream: event.stream, seq: event.seq }] : []))
    return startedAt ? [{ startedAt, host: entry.hosts[0]?.person ?? null, from }] : []
  })
}

function translationsOf(readout: readonly StoredEvent[]): ReadonlyMap<number, Translation> {
  return new Map(
    readout.flatMap((event) => {
      if (event.type !== 'readout.translated' || event.text === null) return []
      const { of, locale } = event.data as { of: number; locale: 'en' | 'ur' }
      return [[of, { locale, text: event.text, from: { stream: event.stream, seq: event.seq } }] as const]
    }),
  )
}

async function wordingOf(tx: Tx, call: Id): Promise<Wording> {
  const [row] = await tx.db.select().from(wordings).where(eq(wordings.call, call))
  return row?.content ?? emptyWording
}

/** The events of some streams with their texts, in order. */
async function historyOf(tx: Tx, streams: readonly string[]): Promise<StoredEvent[]> {
  if (streams.length === 0) return []
  const rows = await tx.db
    .select({ event: events, text: texts.text })
    .from(events)
    .leftJoin(texts, and(eq(texts.stream, events.stream), eq(texts.seq, events.seq)))
    .where(inArray(events.stream, [...streams]))
    .orderBy(asc(events.stream), asc(events.seq))
  return rows.map(({ event, text }) => ({ ...event, text }))
}

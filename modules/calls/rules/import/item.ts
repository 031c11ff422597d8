import { line, prose, zone as zoneSchema } from '../../../../kernel/schemas.ts'
import type { StageRole } from '../../contract.ts'
import { type Block, blocksOf, type Field, fieldsOf } from './fields.ts'
import { type NamedPerson, panelPhrase, readPeople, readPerson } from './people.ts'
import { dayOf, writtenDates } from './written-date.ts'
import { readWrittenTime } from './written-time.ts'

/** A field of an announcement that could not be read, and why, in a sentence. */
export interface Doubt {
  readonly field: Field | 'zone'
  readonly says: string
}
export interface ImportedPerson extends NamedPerson {
  readonly role: StageRole
}
/** An announcement as far as it could be read: null and empty where there is a doubt. */
export interface ImportedCall {
  readonly topic: string
  readonly description: string
  readonly startsAt: Temporal.Instant | null
  readonly minutes: number | null
  readonly zone: string | null
  readonly hostPlace: string
  readonly rsvpDeadline: Temporal.Instant | null
  readonly panel: readonly ImportedPerson[]
  /** Where it was announced, and where one registered. */
  readonly link: string | null
  readonly rsvpLink: string | null
  readonly doubts: readonly Doubt[]
  /** What was understood beyond the letter, so that nobody has to find out. */
  readonly notes: readonly string[]
}

/** What the reader of one item remarks while reading. */
interface Remarks {
  readonly doubts: Doubt[]
  readonly notes: string[]
}

export function readItem(item: { title: string; link: string | null; html: string }): ImportedCall {
  const remarks: Remarks = { doubts: [], notes: [] }
  const fields = fieldsOf(blocksOf(item.html))
  const when = readWhen(fields.get('when') ?? [], item.title, remarks)
  const description = (fields.get('description') ?? []).map((block) => block.text).join('\n\n')
  if (!fields.has('description')) doubt(remarks, 'description', 'the announcement has no description')
  return {
    topic: readTopic(fields.get('topic') ?? [], remarks),
    description: checked(description, 'description', prose(6000), remarks),
    ...when.call,
    rsvpDeadline: readDeadline(fields.get('deadline') ?? [], when, remarks),
    panel: [...readHost(fields.get('host') ?? [], remarks), ...readPanel(fields, remarks)],
    link: httpOnly(item.link),
    rsvpLink: httpOnly(
      blocksOf(item.html)
        .map((block) => block.node?.querySelector('a[href]')?.getAttribute('href'))
        .findLast(Boolean) ?? null,
    ),
    ...remarks,
  }
}

const doubt = (remarks: Remarks, field: Doubt['field'], says: string): void => {
  remarks.doubts.push({ field, says })
}

const textOf = (blocks: readonly Block[]): string => blocks.map((block) => block.text).join(' ')

/** A text that our own fields would take; one that is too long or holds invisible letters is a doubt. */
function checked(text: string, field: Field, schema: ReturnType<typeof line>, remarks: Remarks): string {
  if (text === '') return ''
  const parsed = schema.safeParse(text)
  if (parsed.success) return parsed.data
  doubt(remarks, field, `the text cannot be taken over: ${parsed.error.issues[0]?.message ?? 'invalid'}`)
  return ''
}

function readTopic(blocks: readonly Block[], remarks: Remarks): string {
  const topic = textOf(blocks)
  if (topic === '') doubt(remarks, 'topic', 'the announcement names no topic')
  return checked(topic, 'topic', line(160), remarks)
}

interface When {
  readonly call: Pick<ImportedCall, 'startsAt' | 'minutes' | 'zone' | 'hostPlace'>
  readonly homeZone: string | null
}

const UNKNOWN: When['call'] = { startsAt: null, minutes: null, zone: null, hostPlace: '' }

function readWhen(blocks: readonly Block[], title: string, remarks: Remarks): When {
  const stamped = stampedTime(blocks)
  if (stamped) return stamped
  const text = textOf(blocks)
  if (text === '') {
    doubt(remarks, 'when', 'the announcement names no date')
    return { call: UNKNOWN, homeZone: null }
  }
  const read = readWrittenTime(text, yearIn(title))
  if (read.wholeDay) doubt(remarks, 'when', `“${text}” names a day and no time`)
  for (const says of read.doubts) doubt(remarks, read.at ? 'zone' : 'when', says)
  remarks.notes.push(...read.notes)
  const zone = zoneSchema.safeParse(read.zone).success ? read.zone : null
  if (read.zone && !zone) doubt(remarks, 'zone', `${read.zone} is an offset and names no place`)
  if (read.at && read.minutes === null)
    remarks.notes.push('how long it lasts is not said: the length of a new call stands')
  return {
    call: { startsAt: read.at, minutes: read.minutes, zone, hostPlace: '' },
    homeZone: read.homeZone,
  }
}

/** Our own feeds say the moment and the zone beside the words: the host's comes last. */
function stampedTime(blocks: readonly Block[]): When | null {
  const times = blocks.flatMap((block) => block.node?.querySelectorAll('time.dt-start[data-zone]') ?? [])
  const [home, host] = [times[0], times.at(-1)]
  const zone = host?.getAttribute('data-zone')
  if (!home || !host || !zoneSchema.safeParse(zone).success) return null
  const at = instantIn(host.getAttribute('datetime'))
  const minutes = Number(host.getAttribute('data-minutes'))
  const places = blocks.flatMap((block) => block.node?.querySelectorAll('.p-locality') ?? [])
  const place = line(80).safeParse(places.at(-1)?.textContent ?? '')
  return at && zone
    ? {
        call: {
          startsAt: at,
          zone,
          minutes: Number.isInteger(minutes) && minutes >= 1 && minutes <= 1440 ? minutes : null,
          hostPlace: place.success ? place.data : '',
        },
        homeZone: home.getAttribute('data-zone') ?? null,
      }
    : null
}

function instantIn(text: string | undefined): Temporal.Instant | null {
  try {
    return text ? Temporal.Instant.from(text) : null
  } catch {
    return null
  }
}

/** The year of the one date in the item's title. */
const yearIn = (title: string): number | null =>
  writtenDates(title).findLast((date) => date.year)?.year ?? null

/** A day without a time is open until that day ends where the announcement was written. */
function readDeadline(blocks: readonly Block[], when: When, remarks: Remarks): Temporal.Instant | null {
  const text = textOf(blocks)
  if (text === '') {
    doubt(remarks, 'deadline', 'the announcement names no deadline for RSVPs')
    return null
  }
  const start = when.call.startsAt
  const stamp = blocks.map((block) => block.node?.querySelector('time[datetime]')).find(Boolean)
  const exact = instantIn(stamp?.getAttribute('datetime'))
  const at = exact ?? writtenDeadline(text, when, remarks)
  if (at && start && Temporal.Instant.compare(at, start) > 0) {
    doubt(remarks, 'deadline', `“${text}” is after the call begins`)
    return null
  }
  return at
}

function writtenDeadline(text: string, { call, homeZone }: When, remarks: Remarks): Temporal.Instant | null {
  const zone = homeZone ?? call.zone
  const year = call.startsAt && zone ? call.startsAt.toZonedDateTimeISO(zone).year : null
  const read = readWrittenTime(text, null)
  if (read.wholeDay) {
    if (!zone) {
      doubt(remarks, 'deadline', `“${text}” ends at an hour that is not known: the zone is not`)
      return null
    }
    const named = call.startsAt?.toZonedDateTimeISO(zone).toPlainDate()
    remarks.notes.push(
      `RSVPs until the end of ${read.wholeDay.toString()} in ${zone}: a day is named and no hour`,
    )
    const end = read.wholeDay.toZonedDateTime({ timeZone: zone, plainTime: '23:59' }).toInstant()
    // Until the end of the very day of the call means until it begins.
    return call.startsAt && named?.equals(read.wholeDay) ? call.startsAt : end
  }
  const [first] = writtenDates(text)
  const written = first && year !== null ? dayOf(first, year) : null
  for (const says of read.doubts)
    doubt(remarks, 'deadline', typeof written === 'string' && first?.year === null ? written : says)
  remarks.notes.push(...read.notes)
  return read.at
}

function readHost(blocks: readonly Block[], remarks: Remarks): ImportedPerson[] {
  const cards = cardsIn(blocks)
  if (cards.length > 0) return cards
  const text = textOf(blocks)
  const person = text ? readPerson(text) : null
  if (person) return [{ ...person, role: 'host' }]
  doubt(remarks, 'host', text ? `“${text}” is not plainly one person` : 'the announcement names no host')
  return []
}

function readPanel(fields: ReadonlyMap<Field, readonly Block[]>, remarks: Remarks): ImportedPerson[] {
  const blocks = fields.get('panel') ?? []
  const cards = cardsIn(blocks)
  if (cards.length > 0) return cards
  const labelled = textOf(blocks)
  const phrases = labelled
    ? [labelled]
    : (fields.get('description') ?? []).flatMap((block) => panelPhrase(block.text) ?? [])
  return phrases.flatMap((phrase) => {
    const people = readPeople(phrase)
    if (people) return people.map((person): ImportedPerson => ({ ...person, role: 'panelist' }))
    doubt(remarks, 'panel', `“${phrase}” does not plainly name people`)
    return []
  })
}

const ROLES: ReadonlySet<string> = new Set(['host', 'moderator', 'panelist'] satisfies StageRole[])
const isRole = (text: string | undefined): text is StageRole => text !== undefined && ROLES.has(text)

/** People as our own feeds write them (h-card of microformats2). */
const cardsIn = (blocks: readonly Block[]): ImportedPerson[] =>
  blocks.flatMap((block) =>
    (block.node?.querySelectorAll('.h-card') ?? []).flatMap((card): ImportedPerson[] => {
      const part = (name: string) => card.querySelector(`.${name}`)?.textContent.trim() ?? ''
      const role = card.getAttribute('data-role')
      return part('p-name') && isRole(role)
        ? [{ role, name: part('p-name'), title: part('p-job-title'), organization: part('p-org') }]
        : []
    }),
  )

/** A link of the web; anything else (`javascript:`) is none. */
function httpOnly(link: string | null): string | null {
  const url = link ? URL.parse(link) : null
  return url && (url.protocol === 'https:' || url.protocol === 'http:') ? url.href : null
}

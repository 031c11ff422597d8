import type { Actor } from '../../../kernel/actor.ts'
import { AppError } from '../../../kernel/errors.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Localized } from '../../../kernel/schemas.ts'
import type { Tx } from '../../../kernel/tx.ts'
import { accessCommands } from '../../access/contract.ts'
import type { ImportedEntry, ImportReport } from '../contract.ts'
import { callOfGuid, importOf } from '../reads/imports.ts'
import { listPrograms, listSeries } from '../reads/programs.ts'
import { readXml } from '../rules/import/bytes.ts'
import { type ReadEntry, readFeed } from '../rules/import/feed.ts'
import type { ImportedCall } from '../rules/import/item.ts'
import { insertImport } from '../store/imports.ts'
import { insertDraft, seatPanel } from './create.ts'
import { requireEditor } from './permission.ts'
import { createProgram, createSeries } from './programs.ts'

const empty: Localized = { en: '', ur: null }
const english = (text: string): Localized => ({ en: text, ur: null })
/** What a draft has before anybody says how long it lasts. */
const MINUTES = 60
const NAMELESS = 'Imported calls'

/** See `CallsCommands.importFeed`. */
export async function importFeed(
  tx: Tx,
  actor: Actor,
  { bytes }: { bytes: Uint8Array },
): Promise<ImportReport> {
  requireEditor(actor, null)
  const xml = readXml(bytes)
  if ('refusal' in xml) throw new AppError('invalid', `calls.${xml.refusal}`)
  const feed = readFeed(xml.text)
  if (!feed) throw new AppError('invalid', 'calls.not_a_feed')
  const entries: ImportedEntry[] = []
  for (const entry of feed.entries) entries.push(await importEntry(tx, actor, entry, feed.title))
  return { entries, leftOut: feed.leftOut }
}

async function importEntry(tx: Tx, actor: Actor, entry: ReadEntry, channel: string): Promise<ImportedEntry> {
  const title = entry.call.topic || entry.title || entry.source
  const known = (await importOf(tx, entry.source)) ?? (await callOfGuid(tx, entry.source))
  if (known) return { title, outcome: 'known', call: known, read: [], doubts: [], notes: [] }
  const program = await programNamed(tx, actor, entry.program || channel || NAMELESS)
  const series = await seriesNamed(tx, actor, program, entry.series || channel || NAMELESS)
  const { doubts, notes, ...read } = entry.call
  const { homeZone } = await tx.use(accessCommands).installation(tx, actor, {})
  const zone = read.zone ?? homeZone
  const call = await insertDraft(tx, {
    series,
    topic: english(read.topic),
    description: english(read.description),
    openTo: empty,
    hostPlace: english(read.hostPlace),
    startsAt: read.startsAt,
    minutes: read.minutes ?? MINUTES,
    zone,
    rsvpDeadline: read.rsvpDeadline,
    capacity: null,
    sectors: [],
    countries: [],
    languages: [],
    groundRules: 'on the record',
    campaign: null,
    stageLink: null,
  })
  const panel = read.panel.map(({ role, name, title: office, organization }) => ({
    role,
    name: english(name),
    title: english(office),
    organization: english(organization),
  }))
  await seatPanel(tx, call, panel, { country: null, zone })
  await insertImport(tx, {
    source: entry.source,
    call,
    link: read.link,
    rsvpLink: read.rsvpLink,
    at: tx.now,
  })
  await note(tx, call, entry.call)
  return { title, outcome: 'added', call, read: shown(read, zone), doubts, notes }
}

/** The history of the draft says where it comes from and which fields were left empty. */
async function note(tx: Tx, call: Id, { link, rsvpLink, doubts }: ImportedCall): Promise<void> {
  await tx.emit({
    stream: `call:${call}`,
    type: 'call.imported',
    audience: 'mission',
    data: {
      call,
      facts: {
        ...(link ? { link: { before: null, after: link } } : {}),
        ...(rsvpLink ? { rsvpLink: { before: null, after: rsvpLink } } : {}),
      },
      doubts: doubts.map(({ field }) => field),
    },
  })
}

function shown(call: Omit<ImportedCall, 'doubts' | 'notes'>, zone: string): (readonly [string, string])[] {
  const time = (at: Temporal.Instant) =>
    at.toZonedDateTimeISO(zone).toString({ smallestUnit: 'minute', timeZoneName: 'auto' })
  const people = call.panel.map(({ role, name, title, organization }) =>
    [`${role}: ${name}`, title, organization].filter(Boolean).join(', '),
  )
  return [
    ...(call.startsAt ? [['starts', time(call.startsAt)] as const] : []),
    ...people.map((person) => ['person', person] as const),
    ...(call.description ? [['description', `${call.description.length} characters`] as const] : []),
    ...(call.rsvpDeadline ? [['RSVP by', time(call.rsvpDeadline)] as const] : []),
    ...(call.link ? [['link', call.link] as const] : []),
    ...(call.rsvpLink && call.rsvpLink !== call.link ? [['RSVP at', call.rsvpLink] as const] : []),
  ]
}

async function programNamed(tx: Tx, actor: Actor, name: string): Promise<Id> {
  const found = (await listPrograms(tx, null)).find((each) => each.name.en === name)
  return (
    found?.id ?? (await createProgram(tx, actor, { name: english(name.slice(0, 160)), purpose: empty })).id
  )
}

async function seriesNamed(tx: Tx, actor: Actor, program: Id, name: string): Promise<Id> {
  const found = (await listSeries(tx, null, program)).find((each) => each.name.en === name)
  const series = { program, name: english(name.slice(0, 160)), description: empty, country: null }
  return found?.id ?? (await createSeries(tx, actor, series)).id
}

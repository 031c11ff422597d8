import type { Actor } from '../../../kernel/actor.ts'
import { AppError } from '../../../kernel/errors.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Localized } from '../../../kernel/schemas.ts'
import type { Tx } from '../../../kernel/tx.ts'
import { accessCommands } from '../../access/contract.ts'
import type { CallFacts, GroundRules, PanelMemberFacts, WholeCall } from '../contract.ts'
import { callsIn } from '../reads/calls.ts'
import { campaignExists } from '../reads/programs.ts'
import { templatesOf } from '../reads/templates.ts'
import { differences } from '../rules/changes.ts'
import { zoneOfCountry } from '../rules/times.ts'
import { insertCall, makeSlug, nextNumber } from '../store/calls.ts'
import { insertAgendaItem, insertPanelMember } from '../store/panel.ts'
import { calls } from '../tables.ts'
import { factsById } from '../views/facts.ts'
import { noteChange } from './changes.ts'
import { personOf } from './officials.ts'
import { requireEditor } from './permission.ts'
import { knownSeries } from './programs.ts'

const empty: Localized = { en: '', ur: null }
/** What people write of a panel member: texts of the history, erased with the person. */
const PANEL_WORDS = new Set(['name', 'title', 'organization', 'bio'])

/**
 * Begins the draft of a call. Place, zone, country and host are taken over from the call of the series before;
 * length, languages, seats, rules and who it is open to from the template that was chosen (the program's first), or else from that call.
 * Description, sectors and agenda are the template's.
 */
export async function createCall(
  tx: Tx,
  actor: Actor,
  input: { series: Id; topic: Localized; zone?: string | undefined; template?: Id | null | undefined },
): Promise<CallFacts> {
  const parent = await knownSeries(tx, input.series)
  requireEditor(actor, parent.program)
  const last = (await callsIn(tx, { series: input.series })).toSorted(
    (a, b) => b.series.number - a.series.number,
  )[0]
  const { homeZone } = await tx.use(accessCommands).installation(tx, actor, {})
  const template = await templateFor(tx, parent.program, input.template)
  const like = template ?? last
  const id = await insertDraft(tx, {
    series: input.series,
    topic: input.topic,
    description: template?.description ?? empty,
    openTo: like?.openTo ?? empty,
    hostPlace: last?.hostPlace ?? empty,
    startsAt: null,
    minutes: like?.minutes ?? 60,
    zone: input.zone ?? last?.zone ?? zoneOfCountry(parent.country) ?? homeZone,
    rsvpDeadline: null,
    capacity: like?.capacity ?? null,
    sectors: [...(template?.sectors ?? [])],
    countries: last ? [...last.countries] : parent.country ? [parent.country] : [],
    languages: [...(like?.languages ?? [])],
    groundRules: like?.groundRules ?? 'on the record',
    campaign: null,
    stageLink: null,
  })
  if (last?.host) await seatPerson(tx, id, last.host, 1)
  const agenda = template?.agenda ?? []
  await writeAgenda(
    tx,
    id,
    agenda.map((item) => ({ ...item, speaker: null })),
  )
  return await made(tx, id)
}

/** @throws AppError `not_found` when the program has no such template */
async function templateFor(tx: Tx, program: Id, wanted: Id | null | undefined) {
  if (wanted === null) return null
  const known = await templatesOf(tx, null, program)
  if (wanted === undefined) return known[0] ?? null
  const found = known.find(({ id }) => id === wanted)
  if (!found) throw new AppError('not_found', 'calls.unknown_template')
  return found
}

/** Writes a whole call as a draft, panel and agenda included: a sample, an import, a test. */
export async function createWholeCall(tx: Tx, actor: Actor, input: WholeCall): Promise<CallFacts> {
  const parent = await knownSeries(tx, input.series)
  requireEditor(actor, parent.program)
  if (input.campaign && !(await campaignExists(tx, input.campaign))) {
    throw new AppError('not_found', 'calls.unknown_campaign')
  }
  const { panel, agenda, number, sectors, countries, languages, ...content } = input
  const id = await insertDraft(
    tx,
    {
      ...content,
      sectors: [...sectors],
      countries: [...countries],
      languages: [...languages],
      campaign: content.campaign ?? null,
      stageLink: content.stageLink ?? null,
    },
    number,
  )
  const members = await seatPanel(tx, id, panel, { country: countries[0] ?? null, zone: input.zone })
  await writeAgenda(
    tx,
    id,
    agenda.map((item) => ({
      ...item,
      speaker: item.speaker === null ? null : (members[item.speaker] ?? null),
      groundRules: item.groundRules ?? null,
    })),
  )
  return await made(tx, id)
}

/** Puts people on the panel of a new call, in their order; answers their ids as panel members. */
export async function seatPanel(
  tx: Tx,
  id: Id,
  panel: WholeCall['panel'],
  home: { readonly country: string | null; readonly zone: string },
): Promise<readonly Id[]> {
  const members: Id[] = []
  for (const [index, member] of panel.entries()) {
    const { email, bio, ...shown } = member
    const person = await personOf(tx, {
      ...shown,
      email: email ?? null,
      ...home,
    })
    members.push(await seatPerson(tx, id, { ...shown, bio: bio ?? empty, person }, index + 1))
  }
  return members
}

type Seated = Pick<PanelMemberFacts, 'person' | 'role' | 'name' | 'title' | 'organization' | 'bio'>

/** Puts somebody who has a file on the panel of a new call, not invited yet; answers her id as panel member. */
export async function seatPerson(tx: Tx, call: Id, seated: Seated, position: number): Promise<Id> {
  const { person, role, name, title, organization, bio } = seated
  const shown = { role, name, title, organization, bio }
  const panelMember = tx.id()
  await insertPanelMember(tx, {
    id: panelMember,
    call,
    position,
    person,
    ...shown,
    state: 'listed',
    invitedAt: null,
    invitations: 0,
  })
  await noteChange(tx, call, 1, {
    type: 'panel-member.added',
    about: { panelMember, person },
    differences: differences({}, shown, PANEL_WORDS),
    person,
  })
  return panelMember
}

/** Writes the agenda of a new call. */
export async function writeAgenda(
  tx: Tx,
  call: Id,
  agenda: readonly {
    readonly title: Localized
    readonly minutes: number
    readonly speaker: Id | null
    readonly groundRules: GroundRules | null
  }[],
): Promise<void> {
  for (const [index, { title, minutes, speaker, groundRules }] of agenda.entries()) {
    await insertAgendaItem(tx, {
      id: tx.id(),
      call,
      position: index + 1,
      title,
      minutes,
      speaker,
      groundRules,
    })
  }
}

type Content = Omit<
  typeof calls.$inferInsert,
  'id' | 'number' | 'slug' | 'state' | 'version' | 'rulesVersion' | 'createdAt'
>

/** Writes the draft of a call with the next number of its series, or the one that is wanted. */
export async function insertDraft(tx: Tx, content: Content, wanted?: number): Promise<Id> {
  const id = tx.id()
  const next = await nextNumber(tx, content.series)
  const number = wanted ?? next
  const slug = await makeSlug(tx, calls, content.topic.en, `call-${number}`)
  await insertCall(tx, {
    ...content,
    id,
    number,
    slug,
    state: 'draft',
    version: 1,
    rulesVersion: 1,
    createdAt: tx.now,
  })
  const diff = differences({}, { topic: content.topic }, new Set(['topic']))
  await tx.emit({
    stream: `call:${id}`,
    type: 'call.created',
    audience: 'mission',
    data: { call: id, series: content.series, number },
    text: JSON.stringify(diff.texts),
  })
  return id
}

async function made(tx: Tx, id: Id): Promise<CallFacts> {
  const facts = await factsById(tx, id)
  if (!facts) throw new AppError('not_found', 'calls.unknown_call')
  return facts
}

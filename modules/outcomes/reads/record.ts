import type { Id } from '../../../kernel/ids.ts'
import type { Locale } from '../../../kernel/locale.ts'
import { pageOf } from '../../../kernel/pages.ts'
import type { Localized } from '../../../kernel/schemas.ts'
import type { Tx } from '../../../kernel/tx.ts'
import { namesOf } from '../../people/views.ts'
import { registeredFor } from '../../registration/views.ts'
import { recordStream } from '../../room/contract.ts'
import { votesOf } from '../../room/views.ts'
import type { AnswerRow, Answers, Attendance, PledgeRow } from '../contract.ts'
import { attendanceOf, attendeesOf, firmsOf, headcount, type Presence } from '../rules/attendance.ts'
import { type Directory, minuteOnAir, nameOf } from '../rules/names.ts'
import { isOpen, type Pledge, promisesOf, type Registered, registerOf } from '../rules/register.ts'
import { isUnanswered, owedFirst } from '../rules/register-order.ts'
import type { CallRecord } from './source.ts'

/** Who was on the call, people and not sockets; and who had a seat and did not come. */
export async function attendance(tx: Tx, read: CallRecord): Promise<Attendance> {
  const { facts, record, people, organizations } = read
  const presences = attendanceOf(recordStream(facts.id), record)
  const counted = attendeesOf(presences)
  return {
    ...whereOf(facts),
    onAirAt: record.find((event) => event.type === 'room.on-air')?.at ?? null,
    offAirAt:
      record.find((event) => event.type === 'room.debrief' || event.type === 'room.ended')?.at ?? null,
    attendees: headcount(counted),
    organizations: firmsOf(counted, ({ organization }) =>
      organization ? (organizations.get(organization) ?? null) : null,
    ),
    medianMinutes: median(counted.flatMap(({ minutes, count }) => Array<number>(count).fill(minutes))),
    rows: presences.map(({ from, panelMember, roles, guest, ...presence }) => {
      const seat = facts.panel.find(({ id }) => id === panelMember)
      const person = people.get(presence.person)
      return {
        ...presence,
        roles: [...roles],
        how: guest?.how ?? 'link',
        named: guest && (guest.name || guest.organizationName) ? (from[0] ?? null) : null,
        name: guest?.name ?? person?.name ?? (seat?.name.en || null),
        title: person?.title ?? (seat?.title.en || null),
        organizationName: presence.organization
          ? (organizations.get(presence.organization) ?? null)
          : (guest?.organizationName ?? (seat?.organization.en || null)),
      }
    }),
    absent: record.some((event) => event.type === 'room.on-air') ? await absent(tx, facts.id, counted) : [],
    mayErase: false,
  }
}

async function absent(tx: Tx, call: Id, came: readonly Presence[]): Promise<Attendance['absent']> {
  const there = new Set(came.map(({ person }) => person))
  const missing = (await registeredFor(tx, call)).filter(
    ({ person, state }) => state === 'approved' && !there.has(person),
  )
  const names = await namesOf(tx, {
    persons: missing.map(({ person }) => person),
    organizations: missing.map(({ organization }) => organization),
  })
  return missing.map(({ person, organization }) => ({
    person,
    name: names.persons.get(person)?.name ?? null,
    title: names.persons.get(person)?.title ?? null,
    organizationName: names.organizations.get(organization)?.name ?? null,
  }))
}

function median(minutes: readonly number[]): number | null {
  const sorted = minutes.toSorted((a, b) => a - b)
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? null
}

const whereOf = ({ zone, hostPlace }: CallRecord['facts']) => ({ zone, place: hostPlace })

export type Page = Parameters<typeof pageOf>[1]

/**
 * Each question, who answered it, how and when, and what is still owed. All of it in the order asked; or a page of it, what is owed first.
 */
export async function answers(
  tx: Tx,
  read: CallRecord,
  mission: Localized,
  locale: Locale,
  page?: Page,
): Promise<Answers> {
  const { facts, record, people, organizations } = read
  const stream = recordStream(facts.id)
  const directory: Directory = { panel: facts.panel, people, mission }
  const today = tx.now.toZonedDateTimeISO(facts.zone).toPlainDate()
  const asked = registerOf(record, today, await votesOf(tx, facts.id))
  const made = promisesOf(record, today)
  const { items, next, total } = page
    ? pageOf(owedFirst(asked, made), page)
    : { items: [...asked, ...made], next: null, total: asked.length + made.length }
  const questionRow = ({ person, organization, seq, assigned, owed, ...row }: Registered): AnswerRow => ({
    ...row,
    asker: people.get(person)?.name ?? null,
    organizationName: organization ? (organizations.get(organization) ?? null) : null,
    minute: minuteOnAir(record, row.askedAt),
    event: { stream, seq },
    assignedName: assigned
      ? nameOf({ kind: 'panel member', panelMember: assigned }, directory, locale)
      : null,
    answers: row.answers.map(({ seq: answered, before, ...answer }) => ({
      ...answer,
      before: before.map(({ seq: earlier, ...was }) => ({ ...was, event: { stream, seq: earlier } })),
      speakerName: nameOf(answer.speaker, directory, locale),
      minute: minuteOnAir(record, answer.at),
      event: { stream, seq: answered },
    })),
    owed: owed && { ...owed, ownerName: nameOf(owed.owner, directory, locale) },
  })
  const promiseRow = ({ seq, ...promise }: Pledge): PledgeRow => ({
    ...promise,
    event: { stream, seq },
    minute: minuteOnAir(record, promise.saidAt),
    speakerName: nameOf(promise.speaker, directory, locale),
    ownerName: nameOf(promise.owner, directory, locale),
  })
  return {
    ...whereOf(facts),
    asked: asked.filter(({ dismissal }) => dismissal !== 'withdrawn').length,
    answered: asked.filter((row) => row.answers.length > 0).length,
    unanswered: asked.filter(isUnanswered).length,
    owed: asked.filter((row) => row.owed !== null).length + made.filter(isOpen).length,
    overdue: [...asked.map(({ owed }) => owed), ...made].filter((owed) => owed?.overdue).length,
    rows: items.flatMap((item) => ('question' in item ? questionRow(item) : [])),
    promises: items.flatMap((item) => ('question' in item ? [] : promiseRow(item))),
    next,
    total,
    mayAnswer: false,
    panel: facts.panel
      .filter(({ state }) => state !== 'declined' && state !== 'replaced')
      .map(({ id }) => ({
        id,
        name: nameOf({ kind: 'panel member', panelMember: id }, directory, locale) ?? '',
      })),
  }
}

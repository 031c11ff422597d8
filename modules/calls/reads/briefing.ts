import type { Id } from '../../../kernel/ids.ts'
import type { Tx } from '../../../kernel/tx.ts'
import { namesOf } from '../../people/views.ts'
import { firmsWithSeats, registrationCounts } from '../../registration/views.ts'
import { questionsForPanel } from '../../room/views.ts'
import type { Briefing, CallFacts, Sector } from '../contract.ts'
import { agendaItemDto } from './dto.ts'

/** What the panel reads before the call; `reader` is the panel member who reads it. */
export async function briefingOf(tx: Tx, call: CallFacts, reader: Id | null): Promise<Briefing> {
  const seats = await firmsWithSeats(tx, call.id)
  const { questions, waiting } = await questionsForPanel(tx, call.id)
  const names = await namesOf(tx, {
    persons: seats.map(({ person }) => person),
    organizations: [
      ...seats.map(({ organization }) => organization),
      ...questions.flatMap(({ organization }) => (organization ? [organization] : [])),
    ],
  })
  const counts = (await registrationCounts(tx, [call.id])).get(call.id)
  const { id, topic, description, zone, hostPlace, minutes, groundRules } = call
  return {
    call: {
      ...{ id, topic, description, zone, hostPlace, minutes, groundRules },
      number: call.series.number,
      startsAt: call.startsAt?.toString() ?? null,
      endsAt: call.endsAt?.toString() ?? null,
      languages: [...call.languages],
    },
    panel: call.panel
      .filter(({ state }) => state !== 'declined' && state !== 'replaced')
      .map(({ id: member, role, name, title, organization, state }) => ({
        id: member,
        ...{ role, name, title, organization, state },
      })),
    agenda: call.agenda.map(agendaItemDto),
    attendance: {
      people: seats.length,
      firms: new Set(seats.map(({ organization }) => organization)).size,
      pending: counts?.pending ?? 0,
      sectors: bySector(seats, call.sectors).map(({ sector, members }) => ({
        sector,
        firms: byFirm(members).map(([organization, people]) => ({
          name: names.organizations.get(organization)?.name ?? '',
          country: names.organizations.get(organization)?.country ?? null,
          people: people.flatMap(({ person }) => {
            const known = names.persons.get(person)
            return known?.name ? [{ name: known.name, title: known.title }] : []
          }),
        })),
      })),
    },
    questions: questions.map(({ organization, assigned, ...question }) => ({
      ...question,
      firm: organization ? (names.organizations.get(organization)?.name ?? null) : null,
      mine: reader !== null && assigned === reader,
    })),
    waiting,
    asOf: tx.now.toString(),
  }
}

interface Seat {
  readonly person: Id
  readonly organization: Id
  readonly sectors: readonly Sector[]
}

function bySector(seats: readonly Seat[], ofCall: readonly Sector[]) {
  const named = [...new Set([...ofCall, ...seats.flatMap(({ sectors }) => sectors)])]
  const groups = named
    .map((sector) => ({
      sector: sector as Sector | null,
      members: seats.filter(({ sectors }) => sectors.includes(sector)),
    }))
    .filter(({ members }) => members.length > 0)
    .toSorted((a, b) => byFirm(b.members).length - byFirm(a.members).length)
  const none = seats.filter(({ sectors }) => sectors.length === 0)
  return none.length > 0 ? [...groups, { sector: null, members: none }] : groups
}

function byFirm(seats: readonly Seat[]): [Id, Seat[]][] {
  const firms = new Map<Id, Seat[]>()
  for (const seat of seats) firms.set(seat.organization, [...(firms.get(seat.organization) ?? []), seat])
  return [...firms]
}

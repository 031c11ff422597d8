import type { AgendaItemFacts, CallDto, CallFacts, PanelMember, PanelMemberFacts } from '../contract.ts'

const iso = (at: Temporal.Instant | null): string | null => at?.toString() ?? null

export const panelMemberDto = (member: PanelMemberFacts): PanelMember => ({
  id: member.id,
  person: member.person,
  role: member.role,
  name: member.name,
  title: member.title,
  organization: member.organization,
  bio: member.bio,
  state: member.state,
  invitedAt: iso(member.invitedAt),
  answeredAt: iso(member.answeredAt),
  answeredBy: member.answeredBy,
  replacedBy: member.replacedBy,
  rehearsedAt: iso(member.rehearsedAt),
  office: member.office,
})

export const agendaItemDto = (item: AgendaItemFacts) => ({ ...item, startsAt: iso(item.startsAt) })

/** A call as the API says it. */
export function callDto(call: CallFacts): CallDto {
  const { host: _host, publishedAt, panel, agenda, startsAt, endsAt, rsvpDeadline, ...facts } = call
  return {
    ...facts,
    startsAt: iso(startsAt),
    endsAt: iso(endsAt),
    rsvpDeadline: iso(rsvpDeadline),
    publishedAt: iso(publishedAt),
    sectors: [...facts.sectors],
    countries: [...facts.countries],
    languages: [...facts.languages],
    panel: panel.map(panelMemberDto),
    agenda: agenda.map(agendaItemDto),
  }
}

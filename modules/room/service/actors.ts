import { OFFICERS, STAFF } from '../../../kernel/access.ts'
import { type Actor, actorRef, holdsRole } from '../../../kernel/actor.ts'
import type { MediaStanding } from '../../../kernel/media.ts'
import type { CallFacts } from '../../calls/contract.ts'
import type { RoomSetting } from '../rules/state.ts'
import type { RoomActor } from '../rules/who.ts'

/** Who an actor is in the room of this call; null for whoever has no business there. */
export function roomActorOf(actor: Actor, call: CallFacts): RoomActor | null {
  const ref = actorRef(actor)
  if (actor.kind === 'grant') {
    if (actor.call !== call.id) return null
    const { person, organization, roles } = actor
    const panelMember = call.panel.find((member) => member.person === person)?.id ?? null
    return { ref, person, kind: 'grant', roles, organization, panelMember }
  }
  if (actor.kind !== 'staff') return null
  const role = holdsRole(actor, OFFICERS, call.program.id)
    ? 'moderator'
    : holdsRole(actor, STAFF, call.program.id)
      ? 'viewer'
      : null
  if (!role) return null
  return { ref, person: actor.user, kind: 'staff', roles: [role], organization: null, panelMember: null }
}

/** What the room needs of the call's page. */
export const roomFactsOf = (call: CallFacts, media: MediaStanding): RoomSetting => ({
  call: call.id,
  media: call.stageLink ? 'off' : media,
  published: call.state === 'published' || call.state === 'live',
  rulesVersion: call.rulesVersion,
  groundRules: call.groundRules,
  agenda: call.agenda.map(({ id, title, minutes, startsAt, speaker, groundRules }) => ({
    id,
    title,
    minutes,
    startsAt: startsAt?.toString() ?? null,
    panelMember: speaker,
    groundRules,
  })),
  panel: call.panel
    .filter(({ state }) => state !== 'declined' && state !== 'replaced')
    .map(({ id, person, name, title, organization, role }) => ({
      id,
      person,
      name,
      title,
      organization,
      isHost: role === 'host',
    })),
})

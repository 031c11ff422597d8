import type { Actor } from '../../../kernel/actor.ts'
import { AppError } from '../../../kernel/errors.ts'
import type { MediaPermission } from '../../../kernel/media.ts'
import type { AppContext } from '../../../kernel/ports.ts'
import { type StageTicket, stageIdentity } from '../contract.ts'
import { mediaRoomOf, permissionOf } from '../rules/stage.ts'
import type { RoomActor } from '../rules/who.ts'
import type { Hosted, RoomHost } from './host.ts'
import { limitOf } from './limits.ts'

/** A token opens the door within this time; whoever is in needs it no more. */
const TOKEN_SECONDS = 60
/** A line is measured in seconds; nobody needs to do it often. */
export const probeLimit = () => limitOf({ burst: 6, perSecond: 0.1, patienceMs: 0 })
const TICKET_PATIENCE_MS = 3_000
export const ticketLimit = () => limitOf({ burst: 10, perSecond: 1, patienceMs: TICKET_PATIENCE_MS })

/**
 * A ticket for the media room of the present phase, with exactly what this person may do there now.
 * @throws AppError `conflict` outside of what they may hear, `unavailable` without a media server
 */
export async function ticketFor(
  app: AppContext,
  host: RoomHost,
  actor: Actor,
  { call }: { call: string },
): Promise<StageTicket> {
  const { hosted, who } = await host.enter(call, actor)
  if (who.roles.length === 0) throw new AppError('forbidden', 'room.grant_ended')
  const { state } = hosted.live.room.seen()
  const permission = permissionOf(state, who)
  const room = mediaRoomOf(call, state.phase)
  if (!permission || !room) throw new AppError('conflict', refusalOf(hosted, who))
  available(app, hosted)
  hosted.conductor.admit(who)
  return await ticket(app, who, room, permission, attributesOf(hosted, who))
}

/** A media room of one's own for as long as the measuring takes. */
export async function probeFor(
  app: AppContext,
  host: RoomHost,
  actor: Actor,
  { call }: { call: string },
): Promise<StageTicket> {
  const { hosted, who } = await host.enter(call, actor)
  if (who.roles.length === 0) throw new AppError('forbidden', 'room.grant_ended')
  available(app, hosted)
  const whole = { microphone: true, camera: true, screen: false }
  return await ticket(app, who, `probe-${app.ids()}`, whole, {})
}

function available(app: AppContext, hosted: Hosted): void {
  if (hosted.live.room.seen().facts.media === 'off') throw new AppError('conflict', 'room.no_stage_here')
  if (app.media.status().standing !== 'ready') throw new AppError('unavailable', 'room.stage_down')
}

function refusalOf({ live }: Hosted, who: RoomActor): string {
  const { state } = live.room.seen()
  if (state.phase === 'closed') return 'room.not_open'
  if (state.phase === 'ended') return 'room.call_over'
  if (state.people.get(who.person)?.place !== 'inside') return 'room.not_inside'
  return state.phase === 'green room' ? 'room.not_on_air' : 'room.broadcast_over'
}

/** What others on stage are told beyond what their own views say: only who is no member of the panel needs a name. */
function attributesOf({ directory }: Hosted, who: RoomActor): Record<string, string> {
  if (who.panelMember) return { panelMember: who.panelMember }
  const name = directory.person(who.person)?.name
  const firm = who.organization ? directory.organization(who.organization) : undefined
  return { ...(name ? { name } : {}), ...(firm ? { firm } : {}) }
}

async function ticket(
  { media, publicUrl }: AppContext,
  who: RoomActor,
  room: string,
  permission: MediaPermission,
  attributes: Record<string, string>,
): Promise<StageTicket> {
  const identity = stageIdentity(who.person)
  const token = await media.token({ room, identity, permission, attributes, seconds: TOKEN_SECONDS })
  const iceServers = media.iceServers(identity).map(({ urls, username, credential }) => ({
    urls: [...urls],
    ...(username ? { username } : {}),
    ...(credential ? { credential } : {}),
  }))
  return { url: media.url ?? publicUrl.replace(/^http/, 'ws'), token, identity, iceServers }
}

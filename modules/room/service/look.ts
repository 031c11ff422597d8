import type { Actor } from '../../../kernel/actor.ts'
import type { SocketAudience } from '../contract.ts'
import type { Seen } from '../rules/view-parts.ts'
import { standing } from '../rules/view-people.ts'
import type { RoomActor } from '../rules/who.ts'
import type { RoomHost } from './host.ts'

/** What stands in a room now, and as whom this actor may read of it. @throws AppError `unauthenticated`, `forbidden` */
export async function lookIn(
  host: RoomHost,
  actor: Actor,
  call: string,
): Promise<{ who: RoomActor; seen: Seen; audience: SocketAudience }> {
  const { hosted, who } = await host.enter(call, actor)
  const seen = hosted.live.room.seen()
  return { who, seen, audience: standing(seen, who) }
}

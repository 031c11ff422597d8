import type { Actor } from '../../../kernel/actor.ts'
import type { Tx } from '../../../kernel/tx.ts'
import { accessCommands } from '../../access/contract.ts'
import type { CallFacts } from '../../calls/contract.ts'
import type { CallOfForm } from '../contract/pages.ts'
import { isFull } from '../rules/transitions.ts'
import { registrationCounts } from '../views.ts'

/** What the pages of this slice show of the call. */
export async function shownCall(tx: Tx, actor: Actor, call: CallFacts): Promise<CallOfForm> {
  const installation = await tx.use(accessCommands).installation(tx, actor, {})
  const approved = (await registrationCounts(tx, [call.id])).get(call.id)?.approved ?? 0
  return {
    slug: call.slug,
    topic: call.topic,
    startsAt: call.startsAt?.toString() ?? null,
    endsAt: call.endsAt?.toString() ?? null,
    zone: call.zone,
    hostPlace: call.hostPlace,
    rsvpDeadline: call.rsvpDeadline?.toString() ?? null,
    sectors: call.sectors,
    languages: call.languages,
    full: isFull({ approved, capacity: call.capacity }),
    home: {
      zone: installation.homeZone,
      place: { en: installation.homePlace, ur: installation.homePlaceUr },
    },
  }
}

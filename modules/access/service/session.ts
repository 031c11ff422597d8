import type { Actor } from '../../../kernel/actor.ts'
import type { Locale } from '../../../kernel/locale.ts'
import type { Tx } from '../../../kernel/tx.ts'
import { peopleCommands } from '../../people/contract.ts'
import { readInstallation } from '../reads.ts'
import { LINK_SESSION_AGE, STAFF_SESSION_AGE } from '../rules/links.ts'
import { sweepSessions } from '../store/staff.ts'
import { nameOf } from './staff.ts'

/** Who is here and in whose house, for the application's shell. */
export async function readSession(tx: Tx, actor: Actor, locale: Locale) {
  const installation = await readInstallation(tx)
  return {
    who: await who(tx, actor),
    mission: (locale === 'ur' ? installation.missionNameUr : null) ?? installation.missionName,
    homeZone: installation.homeZone,
    homePlace: (locale === 'ur' ? installation.homePlaceUr : null) ?? installation.homePlace,
    sample: installation.state === 'sample',
    seal: installation.seal,
  }
}

async function who(tx: Tx, actor: Actor) {
  // While a second factor is owed, nobody is here yet.
  if (actor.kind === 'staff' && actor.memberships.length > 0) {
    const name = await nameOf(tx, actor.user)
    return { kind: 'staff' as const, id: actor.user, name, roles: [...actor.memberships] }
  }
  if (actor.kind === 'grant') {
    const { grant, call, person, roles } = actor
    const { persons } = await tx.use(peopleCommands).names(tx, actor, { persons: [person] })
    return {
      kind: 'grant' as const,
      grant,
      call,
      person,
      name: persons.get(person)?.name ?? '',
      roles: [...roles],
    }
  }
  return { kind: 'anonymous' as const }
}

/** Every night: sessions and links that ended are forgotten. */
export const sweep = (tx: Tx): Promise<void> =>
  sweepSessions(tx, { staff: STAFF_SESSION_AGE, link: LINK_SESSION_AGE })

import { OFFICERS } from '../../../kernel/access.ts'
import { type Actor, holdsRole } from '../../../kernel/actor.ts'
import type { Id } from '../../../kernel/ids.ts'

/**
 * Which mails somebody sees: who administers the installation `all`; its officers those about `calls`, and not the sign-in links of the
 * staff; officers of programs those about these programs' calls.
 */
export type Sight = 'all' | 'calls' | { readonly programs: readonly Id[] }

export function sightOf(actor: Actor): Sight {
  if (actor.kind === 'system' || holdsRole(actor, ['administrator'], null)) return 'all'
  if (holdsRole(actor, OFFICERS, null)) return 'calls'
  const held = actor.kind === 'staff' ? actor.memberships : []
  return {
    programs: held.flatMap(({ role, program }) =>
      program !== null && OFFICERS.some((each) => each === role) ? [program] : [],
    ),
  }
}

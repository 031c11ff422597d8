import { and, eq, inArray, isNull, or } from 'drizzle-orm'
import type { Id } from '../../kernel/ids.ts'
import type { Locale } from '../../kernel/locale.ts'
import type { Tx } from '../../kernel/tx.ts'
import { accessMemberships, accessUsers } from './tables.ts'

/** Names, addresses and languages of staff, those that exist: for mail to them and for "approved by". */
export async function staffByIds(
  tx: Tx,
  users: readonly Id[],
): Promise<ReadonlyMap<Id, { readonly name: string; readonly email: string; readonly locale: Locale }>> {
  if (users.length === 0) return new Map()
  const rows = await tx.db
    .select({
      id: accessUsers.id,
      name: accessUsers.name,
      email: accessUsers.email,
      locale: accessUsers.locale,
    })
    .from(accessUsers)
    .where(inArray(accessUsers.id, [...new Set(users)]))
  return new Map(rows.map(({ id, ...staff }) => [id, staff]))
}

/** Who may write the calls of a program: its officers and those of the installation, administrators included; ids only. */
export async function officersFor(
  tx: Tx,
  program: Id,
): Promise<readonly { readonly user: Id; readonly role: 'administrator' | 'officer' }[]> {
  const rows = await tx.db
    .select({ user: accessMemberships.user, role: accessMemberships.role })
    .from(accessMemberships)
    .where(
      and(
        inArray(accessMemberships.role, ['administrator', 'officer']),
        or(isNull(accessMemberships.program), eq(accessMemberships.program, program)),
      ),
    )
    .orderBy(accessMemberships.id)
  return rows.flatMap(({ user, role }) =>
    role === 'administrator' || role === 'officer' ? [{ user, role }] : [],
  )
}

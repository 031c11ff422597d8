import type { Id } from '../../../kernel/ids.ts'

type Officer = { readonly user: Id; readonly role: 'administrator' | 'officer' }

/**
 * Who of the mission is told about the panel of a call: whoever worked on it; if nobody of them is an officer any more, the officers;
 * and where there are none, the administrators. Never the one who did it herself.
 */
export function whoIsTold(
  officers: readonly Officer[],
  { worked, doer }: { worked: ReadonlySet<Id>; doer: Id | null },
): readonly Id[] {
  const of = (wanted: (officer: Officer) => boolean) => officers.filter(wanted).map(({ user }) => user)
  const found = [
    of(({ user }) => worked.has(user)),
    of(({ role }) => role === 'officer'),
    of(() => true),
  ].find((users) => users.length > 0)
  return [...new Set(found)].filter((user) => user !== doer)
}

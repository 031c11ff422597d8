import type { Actor } from '../../../kernel/actor.ts'
import { AppError } from '../../../kernel/errors.ts'
import type { Locale } from '../../../kernel/locale.ts'
import { pageOf } from '../../../kernel/pages.ts'
import type { PersonView } from '../contract.ts'
import { ENTITIES } from '../rules/audience.ts'
import { cardOf } from '../rules/view-people.ts'
import type { RoomHost } from './host.ts'
import { lookIn } from './look.ts'
import type { Page } from './pages.ts'

/** A page of who is in the room, as those see it who may. @throws AppError `forbidden` */
export async function peopleHere(
  host: RoomHost,
  actor: Actor,
  { call, search = '', ...page }: Page,
  locale: Locale,
): Promise<{ items: PersonView[]; next: string | null; total: number }> {
  const { seen, audience } = await lookIn(host, actor, call)
  if (!ENTITIES.person.includes(audience)) throw new AppError('forbidden', 'room.not_inside')
  const sought = search.trim().toLocaleLowerCase(locale)
  const { compare } = new Intl.Collator(locale)
  const found = [...seen.state.people.keys()]
    .flatMap((id) => cardOf(seen, id) ?? [])
    .filter(({ name, organizationName }) =>
      `${name ?? ''} ${organizationName ?? ''}`.toLocaleLowerCase(locale).includes(sought),
    )
    .sort(
      (a, b) =>
        compare(a.organizationName ?? '', b.organizationName ?? '') ||
        compare(a.name ?? '', b.name ?? '') ||
        compare(a.id, b.id),
    )
  return pageOf(found, page)
}

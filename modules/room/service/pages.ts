import type { Actor } from '../../../kernel/actor.ts'
import { AppError } from '../../../kernel/errors.ts'
import type { Locale } from '../../../kernel/locale.ts'
import { pageOf } from '../../../kernel/pages.ts'
import type { EntryKind, EntryView, QuestionList, QuestionView, SocketAudience } from '../contract.ts'
import { ENTITIES } from '../rules/audience.ts'
import { view } from '../rules/view.ts'
import type { Seen } from '../rules/view-parts.ts'
import { entriesInOrder, questionsInOrder, windowOf } from '../rules/window.ts'
import type { RoomHost } from './host.ts'
import { lookIn } from './look.ts'

export interface Page {
  readonly call: string
  readonly search?: string | undefined
  readonly cursor: number
  readonly limit: number
}

/** A page of questions as those see them who may. @throws AppError `forbidden` */
export async function questionsPage(
  host: RoomHost,
  actor: Actor,
  input: Page & { readonly list?: QuestionList | undefined; readonly panelMember?: string | undefined },
  locale: Locale,
): Promise<{ items: QuestionView[]; next: string | null; total: number }> {
  const { seen, audience } = await lookIn(host, actor, input.call)
  if (audience === 'door') throw new AppError('forbidden', 'room.not_inside')
  const keys = questionsInOrder(seen.state, audience, input)
  return onPage<QuestionView>(seen, audience, keys, input, locale, ({ text, firm }) => [text, firm])
}

/** A page of what was taken down. @throws AppError `forbidden` */
export async function entriesPage(
  host: RoomHost,
  actor: Actor,
  input: Page & { readonly kind?: EntryKind | undefined },
  locale: Locale,
): Promise<{ items: EntryView[]; about: QuestionView[]; next: string | null; total: number }> {
  const { seen, audience } = await lookIn(host, actor, input.call)
  if (!ENTITIES.entry.includes(audience)) throw new AppError('forbidden', 'room.not_inside')
  const keys = entriesInOrder(seen.state, audience, input.kind)
  const page = onPage<EntryView>(seen, audience, keys, input, locale, ({ text, speakerName }) => [
    text,
    speakerName,
  ])
  const about = page.items.flatMap(({ question }) => question ?? [])
  return { ...page, about: about.flatMap((id) => viewed<QuestionView>(seen, `question:${id}`, audience)) }
}

/** What the table of audiences leaves of it; nothing where it leaves nothing. */
const viewed = <V>(seen: Seen, key: string, audience: SocketAudience): V[] => {
  const found = view(seen, key, audience)
  return found === null ? [] : [found as V]
}

function onPage<V>(
  seen: Seen,
  audience: SocketAudience,
  keys: readonly string[],
  { search = '', ...page }: Page,
  locale: Locale,
  words: (item: V) => readonly (string | null | undefined)[],
): { items: V[]; next: string | null; total: number } {
  const sought = search.trim().toLocaleLowerCase(locale)
  if (sought === '') {
    const carried = windowOf(seen.state, audience)
    const left = pageOf(
      keys.filter((key) => !carried.has(key)),
      page,
    )
    return { ...left, items: left.items.flatMap((key) => viewed<V>(seen, key, audience)) }
  }
  const found = keys
    .flatMap((key) => viewed<V>(seen, key, audience))
    .filter((item) => words(item).some((text) => text?.toLocaleLowerCase(locale).includes(sought)))
  return pageOf(found, page)
}

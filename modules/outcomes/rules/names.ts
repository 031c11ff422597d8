import type { Locale } from '../../../kernel/locale.ts'
import type { Localized } from '../../../kernel/schemas.ts'
import type { Owner, RecordEvent, Speaker } from '../../room/contract.ts'

/** Whom a record can name, as they stand now. */
export interface Directory {
  readonly panel: readonly {
    readonly id: string
    readonly name: Localized
    readonly organization: Localized
    readonly role: string
  }[]
  readonly people: ReadonlyMap<string, { readonly name: string }>
  readonly mission: Localized
}

const say = (text: Localized, locale: Locale): string | null =>
  (locale === 'ur' && text.ur) || text.en || text.ur

/** Who said or owes something; null where the name was removed or nobody was named. */
export function nameOf(
  who: Speaker | Owner | null,
  { panel, people, mission }: Directory,
  locale: Locale,
): string | null {
  if (!who) return null
  switch (who.kind) {
    case 'panel member':
    case 'office': {
      const member = panel.find(({ id }) => id === who.panelMember)
      if (!member) return null
      return say(who.kind === 'office' ? member.organization : member.name, locale)
    }
    case 'person':
      return people.get(who.person)?.name ?? null
    case 'host': {
      const host = panel.find(({ role }) => role === 'host')
      return host ? say(host.name, locale) : null
    }
    case 'mission':
      return say(mission, locale)
  }
}

/** Whole minutes since the call went on air; null before that, and for a call that never was. */
export function minuteOnAir(record: readonly RecordEvent[], at: string): number | null {
  const onAir = record.find((event) => event.type === 'room.on-air')
  if (!onAir) return null
  const minutes = Temporal.Instant.from(onAir.at).until(Temporal.Instant.from(at)).total('minutes')
  return minutes < 0 ? null : Math.floor(minutes)
}

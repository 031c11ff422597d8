import type { Localized } from '../../../kernel/schemas.ts'
import type { Locale } from '../../../ui/locale.ts'
import type { Answerer, ClientRoom, Owner, Phase, RoomAudience, Speaker } from '../contract.ts'
import { entitiesOf, entityOf } from '../contract.ts'
import type { Say } from './use-words.ts'

/** A text of the mission in the reader's language, or in English where it was not translated. */
export const localize = (text: Localized | null, locale: Locale): string | null =>
  text === null ? null : ((locale === 'ur' ? text.ur : null) ?? text.en)

export type Tone = 'green_room' | 'on_air' | 'debrief' | 'waiting'

/** The colour of a phase: only the three states of a live call have one. */
export const toneOf = (phase: Phase): Tone =>
  phase === 'green room'
    ? 'green_room'
    : phase === 'on air'
      ? 'on_air'
      : phase === 'debrief'
        ? 'debrief'
        : 'waiting'

/** What is made of the state of the call for the audience, which knows of no green room: for her it begins soon. */
export const shownTo = (audience: RoomAudience | undefined, phase: Phase): { key: string; tone: Tone } =>
  phase === 'green room' && audience === 'attendees'
    ? { key: 'phase.soon', tone: 'waiting' }
    : { key: `phase.${phase}`, tone: toneOf(phase) }

/** Milliseconds between an instant of the room and now. */
export const since = (instant: string, now: number): number =>
  now - Temporal.Instant.from(instant).epochMilliseconds

/** The people on stage in protocol order, the host first. */
export const panelOf = (room: ClientRoom) => entitiesOf(room, 'panel').sort((a, b) => a.order - b.order)

export function panelName(room: ClientRoom, panelMember: string | null, locale: Locale, t: Say): string {
  const member = panelMember === null ? null : entityOf(room, 'panel', panelMember)
  return (member && localize(member.name, locale)) ?? t('somebody_removed')
}

export const officeName = (room: ClientRoom, panelMember: string, locale: Locale, t: Say): string => {
  const member = entityOf(room, 'panel', panelMember)
  return (member && localize(member.organization, locale)) ?? t('somebody_removed')
}

/** Who said, answered or owes something, in words. */
export function nameOf(
  room: ClientRoom,
  who: Speaker | Answerer | Owner | null,
  locale: Locale,
  t: Say,
  person: string | null = null,
): string {
  if (who === null) return t('nobody_named')
  switch (who.kind) {
    case 'panel member':
      return panelName(room, who.panelMember, locale, t)
    case 'office':
      return officeName(room, who.panelMember, locale, t)
    case 'host': {
      const host = panelOf(room).find((member) => member.isHost)
      return (host && localize(host.name, locale)) ?? t('the_host')
    }
    case 'mission':
      return t('the_mission')
    case 'person':
      return person ?? t('somebody_removed')
  }
}

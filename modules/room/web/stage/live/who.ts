import type { Participant } from 'livekit-client'
import type { Locale } from '../../../../../ui/locale.ts'
import { type ClientRoom, entityOf } from '../../../contract.ts'
import type { Say } from '../../use-words.ts'
import { localize } from '../../words.ts'

/** Who somebody on stage is, in the viewer's language. */
export interface Who {
  readonly name: string
  /** Title, or the firm of whoever has the floor. */
  readonly small: string | null
  readonly order: number | null
  readonly host: boolean
}

/** The panel is named by the room's own views; others by what the server wrote into their attributes. */
export function whoIs(participant: Participant, room: ClientRoom, locale: Locale, t: Say): Who {
  const { panelMember, name, firm } = participant.attributes
  const member = panelMember ? entityOf(room, 'panel', panelMember) : null
  if (member) {
    return {
      name: localize(member.name, locale) ?? t('somebody_removed'),
      small: localize(member.title, locale) ?? localize(member.organization, locale),
      order: member.order,
      host: member.isHost,
    }
  }
  const known = name || participant.name
  return {
    name: known || firm || t('live.moderator'),
    small: known ? firm || null : null,
    order: null,
    host: false,
  }
}

/** The person behind an identity of the stage. */
export const personOf = (identity: string): string => identity.replace(/^person:/, '')

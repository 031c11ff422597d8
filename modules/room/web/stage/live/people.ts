import { useParticipants, useSpeakingParticipants } from '@livekit/components-react/hooks'
import { type Participant, type Room, Track } from 'livekit-client'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { Locale } from '../../../../../ui/locale.ts'
import type { ClientRoom } from '../../../contract.ts'
import type { Say } from '../../use-words.ts'
import { FOLLOW_AFTER_MS, type OnStage } from '../scene.ts'
import { type Who, whoIs } from './who.ts'

/** Somebody who is heard or seen, or may be. */
export interface Person extends OnStage {
  readonly participant: Participant
  readonly who: Who
  readonly speaking: boolean
  readonly muted: boolean
}

/**
 * Whether somebody stands on stage: the panel always; others (the firm with the floor, a moderator) while they are heard or seen.
 * A demoted firm is told to nobody any more, so what counts is whether anything of theirs still comes.
 */
function isThere(participant: Participant): boolean {
  const published = [...participant.trackPublications.values()]
  if (participant.attributes['panelMember'])
    return participant.permissions?.canPublish === true || published.length > 0
  return published.some((publication) => participant.isLocal || publication.isSubscribed)
}

/** Everyone on stage. The audience is never among them. */
export function usePeople(room: Room, seen: ClientRoom, locale: Locale, t: Say): readonly Person[] {
  const participants = useParticipants({ room })
  const speaking = useSpeakingParticipants({ room })
  return participants.filter(isThere).map((participant) => {
    const who = whoIs(participant, seen, locale, t)
    return {
      participant,
      identity: participant.identity,
      who,
      order: who.order,
      host: who.host,
      screen: participant.isScreenShareEnabled,
      speaking: participant.isMicrophoneEnabled && speaking.includes(participant),
      muted: !participant.isMicrophoneEnabled,
    }
  })
}

/** Who spoke last, for long enough to be followed. Oneself is followed only when nobody else is there. */
export function useFeatured(people: readonly Person[]): string | null {
  const [featured, setFeatured] = useState<string | null>(null)
  const voices = people.filter(({ speaking, participant }) => speaking && !participant.isLocal)
  // While the one who is followed still speaks, nobody takes over.
  const next = voices.some(({ identity }) => identity === featured) ? featured : (voices[0]?.identity ?? null)
  const wanted = useRef(next)
  wanted.current = next
  useEffect(() => {
    if (next === null || next === featured) return
    const timer = setTimeout(() => setFeatured(next), featured === null ? 0 : FOLLOW_AFTER_MS)
    return () => clearTimeout(timer)
  }, [next, featured])
  return featured
}

/** The camera's picture of somebody, when there is one to be seen. */
export const cameraOf = (participant: Participant): Track | null => trackOf(participant, Track.Source.Camera)

/** The screen somebody shares. */
export const screenOf = (participant: Participant): Track | null =>
  trackOf(participant, Track.Source.ScreenShare)

function trackOf(participant: Participant, source: Track.Source): Track | null {
  const publication = participant.getTrackPublication(source)
  return publication && !publication.isMuted ? (publication.track ?? null) : null
}

/** The same list as long as the same people are on it. */
export function useIdentities(people: readonly Person[]): readonly string[] {
  const key = people.map(({ identity }) => identity).join(' ')
  return useMemo(() => (key ? key.split(' ') : []), [key])
}

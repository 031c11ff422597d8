import { createHmac } from 'node:crypto'
import type { IceServer } from '../../kernel/media.ts'

export interface TurnSettings {
  readonly urls: readonly string[]
  /** Shared with the TURN server (`use-auth-secret` of coturn). */
  readonly secret: string
}

const HOURS = 12

/**
 * TURN servers with a credential that serves for twelve hours; none where there is no TURN: then the media server itself says what a
 * browser should ask. A TURN server also answers as a STUN server does.
 */
export function iceServersOf(
  turn: TurnSettings | null,
  identity: string,
  now: Temporal.Instant = Temporal.Now.instant(),
): readonly IceServer[] {
  if (!turn) return []
  const username = `${Math.floor(now.add({ hours: HOURS }).epochMilliseconds / 1000)}:${identity}`
  const credential = createHmac('sha1', turn.secret).update(username).digest('base64')
  return [{ urls: turn.urls, username, credential }]
}

import { createHmac } from 'node:crypto'
import type { IceServer } from '../../kernel/media.ts'

export interface TurnSettings {
  readonly urls: readonly string[]
  /** Shared with the TURN server (`use-auth-secret` of coturn). */
  readonly secret: string
}

const HOURS = 12

/** STUN servers as they are, TURN servers with a credential that serves for twelve hours. */
export function iceServersOf(
  settings: { readonly stun: readonly string[]; readonly turn: TurnSettings | null },
  identity: string,
  now: Temporal.Instant = Temporal.Now.instant(),
): readonly IceServer[] {
  const stun = settings.stun.length > 0 ? [{ urls: settings.stun }] : []
  if (!settings.turn) return stun
  const { urls, secret } = settings.turn
  const until = Math.floor(now.add({ hours: HOURS }).epochMilliseconds / 1000)
  const username = `${until}:${identity}`
  const credential = createHmac('sha1', secret).update(username).digest('base64')
  return [...stun, { urls, username, credential }]
}

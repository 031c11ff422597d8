import { createHmac } from 'node:crypto'
import type { Id, Signer } from '../../../kernel/ids.ts'

/** RFC 6238 with what every authenticator app expects: SHA-1, 6 digits, 30 seconds. */
const STEP_SECONDS = 30
const DIGITS = 6
/** A code of the step before or after is taken too: clocks of telephones are not exact. */
const TOLERANCE = 1

/** After this many wrong codes in a row the next ones are refused for a while, even right ones. */
export const TOTP_TRIES = 5
export const TOTP_LOCK = { minutes: 15 } as const

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** The secret of an authenticator, 20 bytes, derived from the server key: nothing secret is stored. */
export const totpSecret = (signer: Signer, user: Id, generation: number): Buffer =>
  Buffer.from(signer.sign(`totp:${user}:${generation}`), 'base64url').subarray(0, 20)

export const stepOf = (now: Temporal.Instant): number =>
  Math.floor(now.epochMilliseconds / 1000 / STEP_SECONDS)

/** The code of one step (RFC 4226, section 5.3). */
export function totpCode(secret: Buffer, step: number): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(step))
  const digest = createHmac('sha1', secret).update(counter).digest()
  const offset = (digest.at(-1) ?? 0) & 0x0f
  const number = digest.readUInt32BE(offset) & 0x7fffffff
  return String(number % 10 ** DIGITS).padStart(DIGITS, '0')
}

/** The step whose code this is, or null. A step up to `lastStep` was used before and is not taken again. */
export function acceptedStep(
  secret: Buffer,
  code: string,
  now: Temporal.Instant,
  lastStep: number,
): number | null {
  const current = stepOf(now)
  for (let step = current - TOLERANCE; step <= current + TOLERANCE; step += 1) {
    if (step > lastStep && totpCode(secret, step) === code) return step
  }
  return null
}

/** Base32 (RFC 4648) without padding, as authenticator apps read it. */
export function base32(bytes: Buffer): string {
  let bits = 0
  let value = 0
  let text = ''
  for (const byte of bytes) {
    value = (value << 8) | byte
    bits += 8
    while (bits >= 5) {
      text += BASE32[(value >>> (bits - 5)) & 31]
      bits -= 5
    }
    value &= (1 << bits) - 1
  }
  return bits > 0 ? text + BASE32[(value << (5 - bits)) & 31] : text
}

/** What an authenticator app scans or opens. */
export const totpUri = (secret: Buffer, mission: string, email: string): string =>
  `otpauth://totp/${encodeURIComponent(mission)}:${encodeURIComponent(email)}?secret=${base32(secret)}&issuer=${encodeURIComponent(mission)}`

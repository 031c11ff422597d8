import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { v7 } from 'uuid'

/** A UUIDv7: sortable by the moment it was made. */
export type Id = string

/** Where ids come from; tests hand in a counting one. */
export type Ids = () => Id

/** Ids of one process sort in the order in which they were made, within a millisecond too: Node's own `randomUUIDv7` do not. */
export const systemIds: Ids = () => v7()

/** 256 random bits, base64url: for session tokens, never for links (those are derived, see `signer`). */
export const randomToken = (): string => randomBytes(32).toString('base64url')

export interface Signer {
  /** HMAC-SHA256 of `text` under the installation's key, base64url, 43 characters. */
  sign(text: string): string
  /** Constant-time comparison of a presented signature with the right one. */
  verify(text: string, signature: string): boolean
}

export function hmacSigner(key: Uint8Array): Signer {
  const sign = (text: string): string => createHmac('sha256', key).update(text).digest('base64url')
  return {
    sign,
    verify(text, signature) {
      const right = Buffer.from(sign(text))
      const given = Buffer.from(signature)
      return right.length === given.length && timingSafeEqual(right, given)
    },
  }
}

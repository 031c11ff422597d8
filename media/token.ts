import { jwtVerify, SignJWT } from 'jose'
import { z } from 'zod'

/** What a token of LiveKit may say; `video` are its grants. */
const claims = z.object({
  sub: z.string().default(''),
  name: z.string().default(''),
  metadata: z.string().default(''),
  attributes: z.record(z.string(), z.string()).default({}),
  kind: z.string().optional(),
  video: z
    .object({
      room: z.string().default(''),
      roomJoin: z.boolean().default(false),
      roomAdmin: z.boolean().default(false),
      roomCreate: z.boolean().default(false),
      roomList: z.boolean().default(false),
      canPublish: z.boolean().optional(),
      canSubscribe: z.boolean().optional(),
      canPublishData: z.boolean().optional(),
      canPublishSources: z.array(z.string()).optional(),
      canUpdateOwnMetadata: z.boolean().optional(),
      hidden: z.boolean().optional(),
      recorder: z.boolean().optional(),
    })
    .prefault({}),
})

export type Claims = z.infer<typeof claims>

export interface Tokens {
  /** The claims of a token of ours that is valid now; undefined otherwise. */
  verify(token: string): Promise<Claims | undefined>
  /** A token with these claims, good for `seconds`. */
  sign(payload: Record<string, unknown>, subject: string | undefined, seconds: number): Promise<string>
}

/** Clocks of two machines differ: so many seconds a token may be early or late, as at LiveKit. */
const LEEWAY_SECONDS = 60

export function tokensOf(apiKey: string, apiSecret: string): Tokens {
  const key = new TextEncoder().encode(apiSecret)
  return {
    async verify(token) {
      try {
        const { payload } = await jwtVerify(token, key, {
          issuer: apiKey,
          algorithms: ['HS256'],
          clockTolerance: LEEWAY_SECONDS,
          requiredClaims: ['exp'],
        })
        return claims.parse(payload)
      } catch {
        return undefined
      }
    },
    sign(payload, subject, seconds) {
      const now = Math.floor(Temporal.Now.instant().epochMilliseconds / 1000)
      const token = new SignJWT(payload)
        .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
        .setIssuer(apiKey)
        .setNotBefore(now - 5)
        .setExpirationTime(now + seconds)
      if (subject) token.setSubject(subject)
      return token.sign(key)
    },
  }
}

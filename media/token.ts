import { ParticipantPermission, TrackSource } from '@livekit/protocol'
import { type JWTPayload, jwtVerify, SignJWT } from 'jose'
import { z } from 'zod'
import type { Identity } from './room/room.ts'

/** As tokens name them. */
const nameOf = (source: TrackSource): string => TrackSource[source].toLowerCase()
const { CAMERA, MICROPHONE, SCREEN_SHARE, SCREEN_SHARE_AUDIO } = TrackSource
const SOURCES = [CAMERA, MICROPHONE, SCREEN_SHARE, SCREEN_SHARE_AUDIO]

/** What a token of LiveKit may say; `video` are its grants. */
const claims = z.object({
  sub: z.string().default(''),
  name: z.string().default(''),
  metadata: z.string().default(''),
  attributes: z.record(z.string(), z.string()).default({}),
  video: z
    .object({
      room: z.string().default(''),
      roomJoin: z.boolean().default(false),
      roomAdmin: z.boolean().default(false),
      roomCreate: z.boolean().default(false),
      canPublish: z.boolean().default(true),
      canSubscribe: z.boolean().default(true),
      canPublishData: z.boolean().default(true),
      canPublishSources: z.array(z.string()).default([]),
      hidden: z.boolean().default(false),
    })
    .prefault({}),
})

export type Claims = z.infer<typeof claims>

/** What the grants of a token let a participant do. */
export const permissionOf = ({ video }: Claims): ParticipantPermission =>
  new ParticipantPermission({
    ...video,
    canPublishSources: SOURCES.filter((source) => video.canPublishSources.includes(nameOf(source))),
  })

/** Clocks of two machines differ: so many seconds a token may be early or late, as at LiveKit. */
const LEEWAY_SECONDS = 60

export type Tokens = ReturnType<typeof tokensOf>

export function tokensOf(apiKey: string, apiSecret: string) {
  const key = new TextEncoder().encode(apiSecret)
  const sign = (payload: JWTPayload, seconds: number): Promise<string> => {
    const now = Math.floor(Temporal.Now.instant().epochMilliseconds / 1000)
    return new SignJWT({ iss: apiKey, nbf: now - 5, exp: now + seconds, ...payload })
      .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
      .sign(key)
  }
  return {
    /** The claims of a token of ours that is valid now; undefined otherwise. */
    async verify(token: string): Promise<Claims | undefined> {
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
    /** A token that shows where a body with this SHA-256 is from. */
    forBody: (sha256: string): Promise<string> => sign({ sha256 }, 300),
    /** A token for `who` to come back to `room` with, good for `seconds`. */
    forParticipant(
      { identity, name, metadata, attributes }: Identity,
      permission: ParticipantPermission,
      room: string,
      seconds: number,
    ): Promise<string> {
      const { canPublish, canSubscribe, canPublishData, hidden } = permission
      const canPublishSources = permission.canPublishSources.map(nameOf)
      const video = {
        roomJoin: true,
        room,
        canPublish,
        canSubscribe,
        canPublishData,
        canPublishSources,
        hidden,
      }
      return sign({ sub: identity, name, metadata, attributes, video }, seconds)
    },
  }
}

import { createHash } from 'node:crypto'
import { type TrackInfo, WebhookEvent } from '@livekit/protocol'
import type { Participant } from './room/room.ts'
import { newSid } from './room/sids.ts'
import type { Tokens } from './token.ts'

/** Undelivered events that are kept; what comes beyond them is left. */
const MOST_WAITING = 10_000
const TRIES = 5
const TIMEOUT_MS = 5000

export interface Webhooks {
  send(
    event: 'participant_joined' | 'participant_left' | 'track_published' | 'track_unpublished',
    participant: Participant,
    track?: TrackInfo,
  ): void
}

/**
 * Events to the product, in their order, one at a time, signed as LiveKit signs them: a token whose `sha256` claim is that of
 * the body. What cannot be delivered is tried again a few times and then left.
 */
export function webhooksTo(url: string | undefined, tokens: Tokens): Webhooks {
  let waiting = 0
  let last = Promise.resolve()

  async function deliver(body: string): Promise<void> {
    const sha256 = createHash('sha256').update(body).digest('base64')
    for (let attempt = 0; attempt < TRIES; attempt++) {
      const answer = await fetch(url ?? '', {
        method: 'POST',
        headers: { authorization: await tokens.forBody(sha256), 'content-type': 'application/webhook+json' },
        body,
        signal: AbortSignal.timeout(TIMEOUT_MS),
      }).catch(() => undefined)
      await answer?.body?.cancel()
      if (answer?.ok) return
      await new Promise((resolve) => setTimeout(resolve, 200 * 2 ** attempt))
    }
  }

  return {
    send(event, participant, track) {
      if (!url || waiting >= MOST_WAITING) return
      const createdAt = BigInt(Math.floor(Temporal.Now.instant().epochMilliseconds / 1000))
      const about = {
        room: participant.room.info(),
        participant: participant.info(),
        ...(track && { track }),
      }
      const body = JSON.stringify(new WebhookEvent({ event, id: newSid('EV'), createdAt, ...about }).toJson())
      waiting++
      last = last.then(() => deliver(body)).finally(() => waiting--)
    },
  }
}

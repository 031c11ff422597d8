import { oc } from '@orpc/contract'
import { z } from 'zod'

/** What is near its limit; `calm`: nothing is. */
export const ADVICE = ['calm', 'database', 'processor', 'lines', 'sockets'] as const
export type Advice = (typeof ADVICE)[number]

const figure = z.number().nonnegative()

/** What the rooms of this server did in the last ten seconds. Times are the slowest one in a hundred, in milliseconds. */
export const roomLoad = z.strictObject({
  rooms: z.int(),
  sockets: z.int(),
  /** Sockets that cannot keep up: they are skipped, and caught up in one frame. */
  slow: z.int(),
  framesPerSecond: figure,
  tickMs: figure,
  commitMs: figure,
  eventsPerSecond: figure,
  /** Half of all batches had no more. */
  eventsPerCommit: figure,
  ackMs: figure,
  /** Sockets that came back. */
  resumes: z.int(),
  loopDelayMs: figure,
  advice: z.enum(ADVICE),
})
export type RoomLoad = z.infer<typeof roomLoad>

export const loadContract = {
  load: oc
    .route({ method: 'GET', path: '/load', summary: 'How busy the live rooms of this server are' })
    .input(z.strictObject({}))
    .output(roomLoad),
}

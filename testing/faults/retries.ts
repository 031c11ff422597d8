import { randomUUID } from 'node:crypto'
import type { Client } from '../client.ts'
import { roomSocket } from '../socket.ts'
import { withoutEvents } from './away.ts'

/** More than twice what the limits let one person do at once and wait for. */
const RETRIES = 80

/**
 * While nothing can be recorded, a moderator tries again and again over HTTP: the reasons that were answered, each once, and the status in
 * the end. (By socket too much haste would only be a delay: there one command waits for the other.)
 */
export async function retriesWhileAway(
  { url, call, databaseUrl }: { readonly url: string; readonly call: string; readonly databaseUrl: string },
  moderator: Client,
): Promise<{ reasons: string[]; afterwards: number }> {
  const socket = await roomSocket({ url }, moderator, call)
  const announced = async (): Promise<{ status: number; reason: string }> => {
    const asked = { id: randomUUID(), name: 'announce', input: { text: 'We go on.' } }
    const { status, body } = await moderator.post<{ reason?: string }>(`/api/calls/${call}/commands`, asked)
    return { status, reason: body.reason ?? '' }
  }
  const goneIsSaid = async () => {
    void socket.command('announce', { text: 'Is it written?' })
    await socket.message('beat', ({ storage }) => storage === 'away')
  }
  const tried = await withoutEvents(databaseUrl, goneIsSaid, () =>
    Promise.all(Array.from({ length: RETRIES }, announced)),
  )
  // It sees by itself that it can go on; until then this is one try more.
  let last = await announced()
  while (last.reason === 'room.not_saved') last = await announced()
  socket.cut()
  return { reasons: [...new Set(tried.map(({ reason }) => reason))], afterwards: last.status }
}

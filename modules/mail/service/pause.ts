import type { Tx } from '../../../kernel/tx.ts'
import { pauseBefore } from '../rules/outbox.ts'
import { beginPause, lockPause, setPause } from '../store/pause.ts'

/**
 * The server takes nothing from us. Of many mails that learn it at once the first says so; only a try of the queue itself makes the
 * next one wait longer.
 */
export async function pauseQueue(tx: Tx, reason: string, probe: boolean): Promise<void> {
  const pause = await lockPause(tx)
  if (!pause) {
    if (!(await beginPause(tx, reason))) return
    await note(tx, 'paused', { reason })
    await tx.enqueue('mail.resume', {}, { startAfter: tx.now.add(pauseBefore(0)) })
    return
  }
  if (!probe) return
  const tries = pause.tries + 1
  const nextTry = tx.now.add(pauseBefore(tries))
  await setPause(tx, { reason, tries, nextTry })
  await tx.enqueue('mail.resume', {}, { startAfter: nextTry })
}

/** Somebody mended the server, or hopes that it is back: the next try is now. */
export async function tryNow(tx: Tx): Promise<void> {
  const pause = await lockPause(tx)
  if (!pause) return
  await setPause(tx, { nextTry: tx.now })
  await note(tx, 'tried')
  await tx.enqueue('mail.resume', {})
}

export const note = (tx: Tx, what: 'paused' | 'resumed' | 'tried', data: { reason?: string } = {}) =>
  tx.emit({ stream: 'mail:queue', type: `mail.queue_${what}`, audience: 'mission', data })

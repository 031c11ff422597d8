import { system } from '../../../kernel/actor.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { AppContext } from '../../../kernel/ports.ts'
import type { Tx } from '../../../kernel/tx.ts'
import { queueNow } from '../reads/pause.ts'
import { endPause, lockPause, longestHeld, releaseHeld, setPause } from '../store/pause.ts'
import { enqueue } from './commands.ts'
import { deliver } from './deliver.ts'
import { figuresOf } from './figures.ts'
import { note } from './pause.ts'

const me = system('mail')

/** Mails let go in one transaction. */
const BATCH = 200

/** A try at a server that does not answer takes so long at most; meanwhile nobody else begins one. */
const ONE_TRY = { seconds: 90 } as const

/**
 * Tries whether the server is back: with the mail that waited longest, and no other. If it got an answer, whatever that was, everything
 * that waited goes on. Before the time of the next try nothing is done.
 */
export async function resume(app: AppContext): Promise<void> {
  await tryServer(app)
  await look(app)
}

/** Keeps the figures of `/metrics` true, also where another process paused the queue. */
export async function look(app: AppContext): Promise<void> {
  const figures = figuresOf(app)
  const { paused, waiting } = await app.transaction(me, queueNow)
  figures.paused = paused !== null
  figures.waiting = waiting
}

async function tryServer(app: AppContext): Promise<void> {
  for (;;) {
    const mail = await app.transaction(me, probeMail)
    if (mail === 'wait') return
    if (mail !== 'release') {
      const outcome = await deliver(app, mail, { probe: true })
      if (outcome === 'paused') return
      // It was not to be sent any more, and says nothing of the server.
      if (outcome === 'nothing') {
        await app.transaction(me, (tx) => setPause(tx, { nextTry: tx.now }))
        continue
      }
      await app.transaction(me, liftPause)
    }
    await release(app)
    return
  }
}

async function probeMail(tx: Tx): Promise<Id | 'wait' | 'release'> {
  const pause = await lockPause(tx)
  if (!pause) return 'release'
  if (Temporal.Instant.compare(tx.now, pause.nextTry) < 0) return 'wait'
  const mail = await longestHeld(tx, tx.now.subtract(ONE_TRY))
  if (!mail) {
    await liftPause(tx)
    return 'release'
  }
  await setPause(tx, { nextTry: tx.now.add(ONE_TRY) })
  return mail
}

async function liftPause(tx: Tx): Promise<void> {
  if (await endPause(tx)) await note(tx, 'resumed')
}

/** Everything that waited, batch by batch; what a server left over that was ended in the middle is taken up by the next. */
async function release(app: AppContext): Promise<void> {
  for (let gone = BATCH; gone === BATCH; ) {
    gone = await app.transaction(me, async (tx) => {
      const mails = await releaseHeld(tx, BATCH)
      for (const { id, staff, sendAt } of mails) await enqueue(tx, id, { staff, sendAt })
      return mails.length
    })
  }
}

import { type Actor, holdsRole } from '../../../kernel/actor.ts'
import { AppError } from '../../../kernel/errors.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Tx } from '../../../kernel/tx.ts'
import type { MailRow, MailShown } from '../contract.ts'
import { isSeen, toRow } from '../reads/outbox.ts'
import { mailById, mailboxFor } from '../reads.ts'
import { hideLinks, mayRetry, showLinks } from '../rules/outbox.ts'
import { sightOf } from '../rules/sight.ts'
import { isPaused } from '../store/pause.ts'
import { moveMail } from '../store.ts'
import { markedAmong } from '../views.ts'
import { enqueue } from './commands.ts'
import { compose } from './compose.ts'
import { tryNow } from './pause.ts'

type StoredMail = NonNullable<Awaited<ReturnType<typeof mailById>>>

/** @throws AppError `not_found`, `forbidden` when it is about a call that is none of theirs, or about no call */
async function stored(tx: Tx, actor: Actor, mail: Id, lock = false) {
  const found = await mailById(tx, mail, { lock })
  if (!found) throw new AppError('not_found', 'mail.no_such_mail')
  if (!(await isSeen(tx, sightOf(actor), mail))) throw new AppError('forbidden', 'mail.not_your_call')
  return found
}

/** A mail as it would be worded now. A personal link lets its bearer in, therefore links are hidden. */
export async function readMail(tx: Tx, actor: Actor, id: Id): Promise<MailShown> {
  return show(tx, await stored(tx, actor, id), false)
}

/** The same with its links; who looked is kept as an event. */
export async function revealMail(tx: Tx, actor: Actor, id: Id): Promise<MailShown> {
  if (!holdsRole(actor, ['administrator'], null)) throw new AppError('forbidden', 'mail.administrator_only')
  const mail = await stored(tx, actor, id)
  await tx.emit({
    stream: `mail:${id}`,
    type: 'mail.links_revealed',
    audience: 'mission',
    data: { mail: id, template: mail.template, person: mail.person, user: mail.user },
  })
  return show(tx, mail, true)
}

async function show(tx: Tx, mail: StoredMail, linksShown: boolean): Promise<MailShown> {
  const worded = await compose(tx, mail)
  const blocks = worded?.content.blocks ?? []
  return {
    mail: await toRow(tx, mail),
    locale: worded?.content.locale ?? (await mailboxFor(tx, mail))?.locale ?? 'en',
    content: worded
      ? {
          subject: worded.content.subject,
          blocks: linksShown ? showLinks(blocks) : hideLinks(blocks),
          attachments: (worded.content.attachments ?? []).map((attachment) => attachment.filename),
        }
      : null,
    linksShown,
  }
}

/**
 * Sends again what failed, was not sent, or may have arrived. While the queue is paused, somebody who presses this wants to know now
 * whether the server is back.
 * @throws AppError `conflict` when the mail is on its way or has arrived, or nobody has its address
 */
export async function retryMail(tx: Tx, actor: Actor, id: Id): Promise<MailRow> {
  const mail = await stored(tx, actor, id, true)
  if (!mayRetry(mail.state)) throw new AppError('conflict', 'mail.not_to_retry')
  const to = await mailboxFor(tx, mail)
  if (mail.person && to && (await markedAmong(tx, [{ id: mail.person, email: to.email }])).size > 0)
    throw new AppError('conflict', 'mail.address_marked')
  const held = await isPaused(tx)
  await moveMail(tx, id, 'queued', { attempts: 0, ...(held ? { held: tx.now } : {}) })
  await tx.emit({ stream: `mail:${id}`, type: 'mail.retried', audience: 'mission', data: { mail: id } })
  if (held) await tryNow(tx)
  else await enqueue(tx, id, { staff: mail.user !== null })
  return toRow(tx, await stored(tx, actor, id))
}

import { AppError } from '../../../kernel/errors.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Tx } from '../../../kernel/tx.ts'
import type { MailRow, MailShown } from '../contract.ts'
import { mailById, mailboxFor, toRow } from '../reads.ts'
import { hideLinks, mayRetry, showLinks } from '../rules/outbox.ts'
import { moveMail } from '../store.ts'
import { enqueue } from './commands.ts'
import { compose } from './compose.ts'

async function stored(tx: Tx, mail: Id, lock = false) {
  const found = await mailById(tx, mail, { lock })
  if (!found) throw new AppError('not_found', 'mail.no_such_mail')
  return found
}

/** A mail as it would be worded now. A personal link lets its bearer in, therefore links are hidden. */
export async function readMail(tx: Tx, id: Id): Promise<MailShown> {
  return show(tx, id, false)
}

/** The same with its links; who looked is kept as an event. */
export async function revealMail(tx: Tx, id: Id): Promise<MailShown> {
  const mail = await stored(tx, id)
  await tx.emit({
    stream: `mail:${id}`,
    type: 'mail.links_revealed',
    audience: 'mission',
    data: { mail: id, template: mail.template, person: mail.person, user: mail.user },
  })
  return show(tx, id, true)
}

async function show(tx: Tx, id: Id, linksShown: boolean): Promise<MailShown> {
  const mail = await stored(tx, id)
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

/** @throws AppError `conflict` when the mail is on its way or has arrived */
export async function retryMail(tx: Tx, id: Id): Promise<MailRow> {
  const mail = await stored(tx, id, true)
  if (!mayRetry(mail.state)) throw new AppError('conflict', 'mail.not_to_retry')
  await moveMail(tx, id, 'queued', { attempts: 0 })
  await tx.emit({ stream: `mail:${id}`, type: 'mail.retried', audience: 'mission', data: { mail: id } })
  await enqueue(tx, id)
  return toRow(tx, await stored(tx, id))
}

import { system } from '../../../kernel/actor.ts'
import { MailRefused } from '../../../kernel/errors.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { AppContext, Mail } from '../../../kernel/ports.ts'
import { mailById } from '../reads.ts'
import { addressee, afterRefusal } from '../rules/outbox.ts'
import { renderHtml, renderText } from '../rules/render.ts'
import { moveMail } from '../store.ts'
import { compose, letterhead } from './compose.ts'

interface Ready {
  readonly message: Mail
  readonly attempts: number
  /** Mail to staff (sign-in links) does no harm when it comes twice, and much when it does not come. */
  readonly staff: boolean
}

/**
 * Sends one mail. It is claimed before the server hears of it, and marked `unsure` before the end of the message is sent: a crash
 * before that leaves `sending`, which is sent again with the same Message-ID; a crash after it leaves `unsure`, which is not.
 * Throws when the server did not take it and trying again may help: the queue then retries with growing pauses.
 */
export async function deliver(app: AppContext, mail: Id): Promise<void> {
  const ready = await prepare(app, mail)
  if (!ready) return
  const actor = system('mail')
  try {
    await app.mail.send(ready.message, () => markUnsure(app, mail, ready.attempts))
  } catch (error) {
    const refusal = error instanceof MailRefused ? error : new MailRefused('EUNKNOWN', false)
    if (refusal.unsure && !ready.staff) {
      await app.transaction(actor, (tx) => moveMail(tx, mail, 'unsure', { lastError: refusal.reason }))
      app.log.warn({ mail, reason: refusal.reason }, 'mail may have arrived')
      return
    }
    const next = afterRefusal(refusal.permanent, ready.attempts)
    await app.transaction(actor, (tx) => moveMail(tx, mail, next, { lastError: refusal.reason }))
    if (next === 'failed') {
      app.log.warn({ mail, reason: refusal.reason, attempts: ready.attempts }, 'mail failed')
      return
    }
    throw refusal
  }
  await app.transaction(actor, (tx) => moveMail(tx, mail, 'sent', { lastError: null }))
}

/** Said just before the end of the message. Throws when the mail was claimed anew meanwhile: then this try ends without it. */
async function markUnsure(app: AppContext, id: Id, attempts: number): Promise<void> {
  await app.transaction(system('mail'), async (tx) => {
    const mail = await mailById(tx, id, { lock: true })
    if (mail?.state !== 'sending' || mail.attempts !== attempts) throw new MailRefused('ECLAIMED', false)
    await moveMail(tx, id, 'unsure')
  })
}

/** Claims the mail and words it; null when it is not to be sent. */
async function prepare(app: AppContext, id: Id): Promise<Ready | null> {
  return app.transaction(system('mail'), async (tx) => {
    const mail = await mailById(tx, id, { lock: true })
    if (!mail || (mail.state !== 'queued' && mail.state !== 'sending')) return null
    const worded = await compose(tx, mail)
    if (!worded) {
      await moveMail(tx, id, 'cancelled')
      return null
    }
    if (!app.mail.sends) {
      await moveMail(tx, id, 'unsent')
      return null
    }
    const attempts = mail.attempts + 1
    await moveMail(tx, id, 'sending', { attempts })
    const { to, content } = worded
    const locale = content.locale ?? to.locale
    const head = await letterhead(tx, locale)
    const message: Mail = {
      from: app.mailFrom,
      to: addressee(to.name, to.email),
      subject: content.subject,
      text: renderText(content, head),
      html: renderHtml(content, head),
      messageId: `${id}@${new URL(app.publicUrl).hostname}`,
      // Nobody's absence note should answer, and no list should (RFC 3834).
      headers: { ...content.headers, 'Auto-Submitted': 'auto-generated', 'Content-Language': locale },
      ...(content.attachments ? { attachments: content.attachments } : {}),
    }
    return { message, attempts, staff: mail.user !== null }
  })
}

import { system } from '../../../kernel/actor.ts'
import { MailRefused, type RefusalKind } from '../../../kernel/errors.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { AppContext, Mail } from '../../../kernel/ports.ts'
import type { Tx } from '../../../kernel/tx.ts'
import { mailById } from '../reads.ts'
import { addressee, afterRefusal, pauses, retryBefore } from '../rules/outbox.ts'
import { renderHtml, renderText } from '../rules/render.ts'
import { markAddress } from '../store/bounces.ts'
import { isPaused } from '../store/pause.ts'
import { endTry, moveMail } from '../store.ts'
import { addressMark, markedAmong } from '../views.ts'
import { enqueue } from './commands.ts'
import { compose, letterhead } from './compose.ts'
import { figuresOf } from './figures.ts'
import { pauseQueue } from './pause.ts'

interface Ready {
  readonly id: Id
  readonly message: Mail
  readonly attempts: number
  readonly person: Id | null
  readonly email: string
  /** Whether it is the one mail with which a paused queue is tried. */
  readonly probe: boolean
}

/** `nothing` was sent: it is not to be sent, or not now. `answered`: the server spoke. `paused`: it takes nothing from us. */
type Outcome = 'nothing' | 'answered' | 'paused'

type Worded = NonNullable<Awaited<ReturnType<typeof compose>>>

const me = system('mail')

/**
 * Sends one mail. It is claimed before the server hears of it, and marked `unsure` before the end of the message is sent: a crash
 * before that leaves `sending`, which is sent again with the same Message-ID; a crash after it leaves `unsure`, which is not.
 * While the queue is paused nothing is tried but the mail that is its probe; the others wait without a try being counted.
 * Throws when the server did not take it and trying again may help: the queue then retries with growing pauses.
 */
export async function deliver(app: AppContext, mail: Id, how: { probe?: true } = {}): Promise<Outcome> {
  const probe = how.probe ?? false
  if (!probe) await app.mail.turn()
  const ready = await prepare(app, mail, probe)
  if (!ready) return 'nothing'
  try {
    await app.mail.send(ready.message, () => markUnsure(app, mail, ready.attempts))
  } catch (error) {
    const refusal = error instanceof MailRefused ? error : new MailRefused('EUNKNOWN', 'temporary')
    return refused(app, ready, refusal)
  }
  await app.transaction(me, (tx) => endTry(tx, mail, ready.attempts, 'sent', { lastError: null }))
  figuresOf(app).sent += 1
  return 'answered'
}

async function refused(app: AppContext, ready: Ready, refusal: MailRefused): Promise<Outcome> {
  const { id, attempts, probe } = ready
  const { reason } = refusal
  const paused = pauses(refusal.kind)
  const kind = kindFor(ready, refusal.kind)
  const next = afterRefusal(kind, attempts)
  const outage = kind === 'outage'
  const waits = next === 'queued' && (paused || probe)
  await app.transaction(me, async (tx) => {
    const mine = await endTry(tx, id, attempts, next, {
      lastError: reason,
      ...(outage ? { attempts: attempts - 1 } : {}),
      ...(next === 'queued' && paused ? { held: tx.now } : {}),
    })
    // The first line locked is the mail's, everywhere: then nobody waits for each other in a ring.
    if (paused) await pauseQueue(tx, reason, probe)
    if (!mine) return
    if (kind === 'address') await mark(tx, ready, reason)
    if (waits && !paused) await enqueue(tx, id, { sendAt: tx.now.add(retryBefore(attempts)) })
  })
  if (paused) figuresOf(app).paused = true
  if (next === 'failed') {
    figuresOf(app).failed += 1
    app.log.warn({ mail: id, reason, attempts }, 'mail failed')
  }
  if (next === 'unsure') {
    figuresOf(app).unsure += 1
    app.log.warn({ mail: id, reason }, 'mail may have arrived')
  }
  if (next === 'queued' && !waits) throw refusal
  return paused ? 'paused' : 'answered'
}

/** Mail to staff (sign-in links) does no harm when it comes twice, and much when it does not come. */
const kindFor = ({ person }: Ready, kind: RefusalKind): RefusalKind =>
  kind === 'unsure' && person === null ? 'temporary' : kind

/** Nobody has this address: what else goes there is withheld until it is corrected, or an officer knows better. */
async function mark(tx: Tx, { id, person, email }: Ready, reason: string): Promise<void> {
  if (!person) return
  await markAddress(tx, { person, address: addressMark(tx.signer, email), reason })
  await tx.emit({
    stream: `mail:${id}`,
    type: 'mail.address_refused',
    audience: 'mission',
    data: { mail: id, person, reason },
  })
}

/** Said just before the end of the message. Throws when the mail was claimed anew meanwhile: then this try ends without it. */
async function markUnsure(app: AppContext, id: Id, attempts: number): Promise<void> {
  await app.transaction(me, async (tx) => {
    const mail = await mailById(tx, id, { lock: true })
    if (mail?.state !== 'sending' || mail.attempts !== attempts)
      throw new MailRefused('ECLAIMED', 'temporary')
    await moveMail(tx, id, 'unsure')
  })
}

/** Claims the mail and words it; null when it is not to be sent, or not now. */
async function prepare(app: AppContext, id: Id, probe: boolean): Promise<Ready | null> {
  return app.transaction(me, async (tx) => {
    const mail = await mailById(tx, id, { lock: true })
    if (!mail || (mail.state !== 'queued' && mail.state !== 'sending')) return null
    if (!probe && app.mail.sends && (await isPaused(tx))) {
      await moveMail(tx, id, 'queued', { held: mail.held ?? tx.now })
      return null
    }
    const worded = await compose(tx, mail)
    if (!worded) {
      await moveMail(tx, id, 'cancelled')
      return null
    }
    if (!app.mail.sends) {
      await moveMail(tx, id, 'unsent')
      return null
    }
    const { to } = worded
    if (mail.person && (await markedAmong(tx, [{ id: mail.person, email: to.email }])).size > 0) {
      await moveMail(tx, id, 'withheld', { lastError: null })
      figuresOf(app).withheld += 1
      return null
    }
    const attempts = mail.attempts + 1
    // A probe stays among those that wait: if this process dies, the next try finds it.
    await moveMail(tx, id, 'sending', { attempts, ...(probe && mail.held ? { held: mail.held } : {}) })
    const message = await written(app, tx, id, worded)
    return { id, message, attempts, person: mail.person, email: to.email, probe }
  })
}

async function written(app: AppContext, tx: Tx, id: Id, { to, content }: Worded): Promise<Mail> {
  const locale = content.locale ?? to.locale
  const head = await letterhead(tx, locale)
  return {
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
}

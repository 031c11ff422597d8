import { Readable } from 'node:stream'
import MailComposer from 'nodemailer/lib/mail-composer'
import { parseConnectionUrl } from 'nodemailer/lib/shared'
import SMTPConnection from 'nodemailer/lib/smtp-connection'
import { MailRefused } from '../../kernel/errors.ts'
import type { Mail, MailTransport } from '../../kernel/ports.ts'
import { isBroken, refusalOf } from './refusal.ts'

/** Connections at one time: what common servers take from one sender. */
const CONNECTIONS = 5

/**
 * Sends by SMTP (`smtp://user:password@host:port` or `smtps://`); every wait has a limit. The library's own pool is not used:
 * it does not tell whether the end of a message was sent when a connection broke, and that decides whether it may be sent again.
 */
export function smtpTransport(url: string, options: { perMinute?: number | null } = {}): MailTransport {
  const settings = {
    connectionTimeout: 15_000,
    greetingTimeout: 15_000,
    socketTimeout: 30_000,
    ...parseConnectionUrl(url),
  } as SMTPConnection.Options & { auth?: SMTPConnection.Credentials }
  const idle: SMTPConnection[] = []
  const waiting: (() => void)[] = []
  let open = 0

  const free = async (): Promise<void> => {
    if (open < CONNECTIONS) open += 1
    else await new Promise<void>((resolve) => waiting.push(resolve))
  }
  const passOn = (): void => {
    const next = waiting.shift()
    if (next) next()
    else open -= 1
  }

  /** An idle connection, or a new one. What keeps us from one is never a mail's fault. */
  async function connected(): Promise<{ connection: SMTPConnection; used: boolean }> {
    for (let kept = idle.pop(); kept; kept = idle.pop()) {
      if (!kept.destroyed) return { connection: kept, used: true }
    }
    const asked = new LastCommand()
    const connection = new SMTPConnection({ ...settings, logger: asked, transactionLog: true })
    lastCommands.set(connection, asked)
    try {
      await new Promise<void>((resolve, reject) => {
        connection.once('error', reject)
        connection.once('end', () => reject(Object.assign(new Error('closed'), { code: 'ECONNECTION' })))
        connection.connect((error) => (error ? reject(error) : resolve()))
      })
      // What goes wrong while it is idle shows at its next use.
      connection.on('error', () => undefined)
      const { auth } = settings
      if (auth?.user) {
        await new Promise<void>((resolve, reject) =>
          connection.login(auth, (error) => (error ? reject(error) : resolve())),
        )
      }
    } catch (error) {
      connection.close()
      throw refusalOf(error, 'opening')
    }
    return { connection, used: false }
  }

  /**
   * A server ends connections that were idle or carried many mails, and says so only at the next one: that mail goes over a new
   * connection, unless its end was near.
   */
  async function sendOnce(mail: Mail, beforeEnd: () => Promise<void>): Promise<void> {
    for (;;) {
      const { connection, used } = await connected()
      let near = false
      try {
        await sendOver(connection, mail, () => {
          near = true
          return beforeEnd()
        })
        idle.push(connection)
        return
      } catch (error) {
        connection.close()
        if (!used || near || !(error instanceof Broken)) throw error instanceof Broken ? error.refusal : error
      }
    }
  }

  return {
    sends: true,
    turn: pacer(options.perMinute ?? null),
    async send(mail, beforeEnd) {
      await free()
      try {
        await sendOnce(mail, beforeEnd)
      } catch (error) {
        throw error instanceof MailRefused ? error : refusalOf(error, 'sending')
      } finally {
        passOn()
      }
    },
    async close() {
      for (const connection of idle.splice(0)) connection.quit()
    },
  }
}

/** Spreads mails evenly over the minute where a server takes only so many. */
function pacer(perMinute: number | null): () => Promise<void> {
  if (perMinute === null) return async () => undefined
  const apart = 60_000 / perMinute
  let next = 0
  return async () => {
    const now = performance.now()
    const at = Math.max(now, next)
    next = at + apart
    if (at > now) await new Promise((resolve) => setTimeout(resolve, at - now))
  }
}

/** What was last said to a server, listened to where the library tells its transactions; it is kept nowhere else. */
class LastCommand {
  private said = ''
  debug(entry: unknown, command?: unknown): void {
    if ((entry as { tnx?: unknown } | null)?.tnx === 'client') this.said = String(command)
  }
  is(verb: string): boolean {
    return this.said.startsWith(verb)
  }
}
const lastCommands = new WeakMap<SMTPConnection, LastCommand>()

/** The server ended the conversation, or did not answer: what it would have said of the mail is not known. */
class Broken extends Error {
  readonly refusal: MailRefused
  constructor(refusal: MailRefused) {
    super(refusal.message)
    this.refusal = refusal
  }
}

/** One message over a connection; once the line that ends it may have been sent, only an answer says what became of it. */
async function sendOver(
  connection: SMTPConnection,
  mail: Mail,
  beforeEnd: () => Promise<void>,
): Promise<void> {
  const message = new MailComposer(messageOf(mail)).compile()
  const envelope = message.getEnvelope()
  const bytes = await message.build()
  let step: 'sending' | 'ending' = 'sending'
  // The library pulls only after the server said 354, and ends the message when this ends.
  const body = Readable.from(
    (async function* () {
      yield bytes
      await beforeEnd()
      step = 'ending'
    })(),
    { objectMode: false, highWaterMark: 1 },
  )
  await new Promise<void>((resolve, reject) => {
    const broken = (error?: unknown) => {
      const asksSender = step === 'sending' && lastCommands.get(connection)?.is('MAIL FROM')
      const refusal = refusalOf(
        error ?? Object.assign(new Error('closed'), { code: 'ECONNECTION' }),
        asksSender ? 'introducing' : step,
      )
      reject(isBroken(error) ? new Broken(refusal) : refusal)
    }
    // The library ends first and then says why: without a reason is only what has none a moment later.
    const end = () => setImmediate(broken)
    connection.once('end', end)
    connection.send(envelope as SMTPConnection.Envelope, body, (error) => {
      connection.off('end', end)
      if (error) broken(error)
      else resolve()
    })
  })
}

/** No server is set: mails stay in the outbox, where the administrator reads them. */
export const noTransport: MailTransport = {
  sends: false,
  turn: async () => undefined,
  send: async () => undefined,
  close: async () => undefined,
}

function messageOf(mail: Mail): ConstructorParameters<typeof MailComposer>[0] {
  const invitation = mail.attachments?.find((attachment) => attachment.icalMethod)
  return {
    from: mail.from,
    to: mail.to,
    subject: mail.subject,
    text: mail.text,
    html: mail.html,
    messageId: `<${mail.messageId}>`,
    headers: { ...mail.headers },
    attachments: (mail.attachments ?? [])
      .filter((attachment) => !attachment.icalMethod)
      .map(({ filename, contentType, content }) => ({ filename, contentType, content })),
    ...(invitation?.icalMethod
      ? {
          icalEvent: {
            method: invitation.icalMethod,
            filename: invitation.filename,
            content: invitation.content,
          },
        }
      : {}),
  }
}

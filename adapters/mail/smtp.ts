import { Readable } from 'node:stream'
import MailComposer from 'nodemailer/lib/mail-composer'
import { parseConnectionUrl } from 'nodemailer/lib/shared'
import SMTPConnection from 'nodemailer/lib/smtp-connection'
import { MailRefused } from '../../kernel/errors.ts'
import type { Mail, MailTransport } from '../../kernel/ports.ts'

/** Connections at one time: what common servers take from one sender. */
const CONNECTIONS = 5

/**
 * Sends by SMTP (`smtp://user:password@host:port` or `smtps://`); every wait has a limit. The library's own pool is not used:
 * it does not tell whether the end of a message was sent when a connection broke, and that decides whether it may be sent again.
 */
export function smtpTransport(url: string): MailTransport {
  const settings = {
    connectionTimeout: 15_000,
    greetingTimeout: 15_000,
    socketTimeout: 30_000,
    ...parseConnectionUrl(url),
  } as SMTPConnection.Options & { auth?: SMTPConnection.Credentials }
  const idle: SMTPConnection[] = []
  const waiting: (() => void)[] = []
  let open = 0

  const turn = async (): Promise<void> => {
    if (open < CONNECTIONS) open += 1
    else await new Promise<void>((resolve) => waiting.push(resolve))
  }
  const passOn = (): void => {
    const next = waiting.shift()
    if (next) next()
    else open -= 1
  }

  async function connected(): Promise<SMTPConnection> {
    for (let kept = idle.pop(); kept; kept = idle.pop()) if (!kept.destroyed) return kept
    const connection = new SMTPConnection(settings)
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
    return connection
  }

  return {
    sends: true,
    async send(mail, beforeEnd) {
      await turn()
      try {
        const connection = await connected()
        try {
          await sendOver(connection, mail, beforeEnd)
        } catch (error) {
          connection.close()
          throw error
        }
        idle.push(connection)
      } catch (error) {
        throw error instanceof MailRefused ? error : refusalOf(error, false)
      } finally {
        passOn()
      }
    },
    async close() {
      for (const connection of idle.splice(0)) connection.quit()
    },
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
  let ending = false
  // The library pulls only after the server said 354, and ends the message when this ends.
  const body = Readable.from(
    (async function* () {
      yield bytes
      await beforeEnd()
      ending = true
    })(),
    { objectMode: false, highWaterMark: 1 },
  )
  await new Promise<void>((resolve, reject) => {
    const broken = (error?: unknown) =>
      reject(refusalOf(error ?? Object.assign(new Error('closed'), { code: 'ECONNECTION' }), ending))
    connection.once('end', broken)
    connection.send(envelope as SMTPConnection.Envelope, body, (error) => {
      connection.off('end', broken)
      if (error) broken(error)
      else resolve()
    })
  })
}

/** No server is set: mails stay in the outbox, where the administrator reads them. */
export const noTransport: MailTransport = {
  sends: false,
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

/**
 * A 5xx about sender, recipient or content will not change by itself. A refused login will, once the settings are mended,
 * and so will whatever is not an answer of the server (no connection, time limit).
 */
function refusalOf(error: unknown, ending: boolean): MailRefused {
  const { code, responseCode } = (error ?? {}) as { code?: unknown; responseCode?: unknown }
  const word = typeof code === 'string' ? code : 'EUNKNOWN'
  const number = typeof responseCode === 'number' ? responseCode : null
  const aboutMail = word === 'EENVELOPE' || word === 'EMESSAGE'
  return new MailRefused(
    number === null ? word : `${word} ${number}`,
    aboutMail && (number === null || number >= 500),
    ending && number === null,
  )
}

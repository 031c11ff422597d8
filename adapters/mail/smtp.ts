import { createTransport, type SendMailOptions } from 'nodemailer'
import { MailRefused } from '../../kernel/errors.ts'
import type { Mail, MailTransport } from '../../kernel/ports.ts'

/** Sends by SMTP (`smtp://user:password@host:port` or `smtps://`); every wait has a limit. */
export function smtpTransport(url: string): MailTransport {
  const transport = createTransport({
    url,
    pool: true,
    maxConnections: 3,
    connectionTimeout: 15_000,
    greetingTimeout: 15_000,
    socketTimeout: 30_000,
  } as Parameters<typeof createTransport>[0])
  return {
    sends: true,
    async send(mail) {
      try {
        await transport.sendMail(messageOf(mail))
      } catch (error) {
        throw refusalOf(error)
      }
    },
    async close() {
      transport.close()
    },
  }
}

/** No server is set: mails stay in the outbox, where the administrator reads them. */
export const noTransport: MailTransport = {
  sends: false,
  send: async () => undefined,
  close: async () => undefined,
}

function messageOf(mail: Mail): SendMailOptions {
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
function refusalOf(error: unknown): MailRefused {
  const { code, responseCode } = error as { code?: unknown; responseCode?: unknown }
  const word = typeof code === 'string' ? code : 'EUNKNOWN'
  const number = typeof responseCode === 'number' ? responseCode : null
  const aboutMail = word === 'EENVELOPE' || word === 'EMESSAGE'
  return new MailRefused(
    number === null ? word : `${word} ${number}`,
    aboutMail && (number === null || number >= 500),
  )
}

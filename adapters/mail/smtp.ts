import { createTransport } from 'nodemailer'
import type { MailTransport } from '../../kernel/ports.ts'

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
      const invitation = mail.attachments?.find((attachment) => attachment.icalMethod)
      await transport.sendMail({
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
          ? { icalEvent: { method: invitation.icalMethod, filename: invitation.filename, content: invitation.content } }
          : {}),
      })
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

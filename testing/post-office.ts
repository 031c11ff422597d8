import type { AddressInfo } from 'node:net'
import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'

export interface PostOffice {
  readonly url: string
  /** What arrived, in order; it may be emptied. */
  readonly received: ParsedMail[]
  /** Addresses that are refused for good. */
  readonly refused: Set<string>
  /** The mails for an address. */
  to(email: string): ParsedMail[]
  close(): Promise<void>
}

/** A real SMTP server on a free port, that keeps what it takes. */
export async function postOffice(): Promise<PostOffice> {
  const received: ParsedMail[] = []
  const refused = new Set<string>()
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onRcptTo({ address }, _session, done) {
      done(
        refused.has(address) ? Object.assign(new Error('5.1.1 no such user'), { responseCode: 550 }) : null,
      )
    },
    onData(stream, _session, done) {
      simpleParser(stream).then((mail) => {
        received.push(mail)
        done()
      }, done)
    },
  })
  // Whoever sends may be killed in the middle of it.
  server.on('error', () => undefined)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.server.address() as AddressInfo
  return {
    url: `smtp://127.0.0.1:${port}`,
    received,
    refused,
    to: (email) => received.filter((mail) => [mail.to ?? []].flat().some(({ text }) => text.includes(email))),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

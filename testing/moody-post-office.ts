import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import { freePort } from './free-port.ts'

/** A refusal: the code and what follows it. */
export type Refusal = readonly [code: number, words: string]

/** What the server does at each step, if anything but taking the mail. It may be changed while it runs. */
export interface Mood {
  greeting?: Refusal | null
  login?: Refusal | null
  sender?: Refusal | null
  recipient?: (address: string) => Refusal | null
  message?: (address: string) => Refusal | null
}

export interface MoodyPostOffice {
  readonly url: string
  readonly received: readonly ParsedMail[]
  readonly mood: Mood
  /** How often somebody connected. */
  connections(): number
  /** How often mail for the address was tried. */
  triesFor(address: string): number
  down(): Promise<void>
  up(): Promise<void>
}

const refuse = (refusal: Refusal | null | undefined) =>
  refusal ? Object.assign(new Error(refusal[1]), { responseCode: refusal[0] }) : null

/** A real SMTP server on a port of its own that can be ended and started again, and refuses as it is told. */
export async function moodyPostOffice(
  options: { user?: string; up?: false } = {},
): Promise<MoodyPostOffice & { close(): Promise<void> }> {
  const port = await freePort()
  const received: ParsedMail[] = []
  const tries = new Map<string, number>()
  const mood: Mood = {}
  let connected = 0
  let server: SMTPServer | null = null
  const up = async (): Promise<void> => {
    const made = new SMTPServer({
      hideSTARTTLS: true,
      allowInsecureAuth: true,
      authOptional: true,
      ...(options.user ? {} : { disabledCommands: ['AUTH', 'STARTTLS'] }),
      onConnect(_session, done) {
        connected += 1
        done(refuse(mood.greeting))
      },
      onAuth({ username }, _session, done) {
        const refused = refuse(mood.login)
        if (refused) done(refused)
        else done(null, { user: username ?? '' })
      },
      onMailFrom: (_address, _session, done) => done(refuse(mood.sender)),
      onRcptTo({ address }, _session, done) {
        tries.set(address, (tries.get(address) ?? 0) + 1)
        done(refuse(mood.recipient?.(address)))
      },
      onData(stream, session, done) {
        const to = session.envelope.rcptTo[0]?.address ?? ''
        simpleParser(stream).then((mail) => {
          const refused = refuse(mood.message?.(to))
          if (!refused) received.push(mail)
          done(refused)
        }, done)
      },
    })
    made.on('error', () => undefined)
    await new Promise<void>((resolve) => made.listen(port, '127.0.0.1', resolve))
    server = made
  }
  const down = async (): Promise<void> => {
    const running = server
    server = null
    if (running) await new Promise<void>((resolve) => running.close(() => resolve()))
  }
  if (options.up !== false) await up()
  return {
    url: `smtp://${options.user ? `${options.user}:secret@` : ''}127.0.0.1:${port}`,
    received,
    mood,
    connections: () => connected,
    triesFor: (address) => tries.get(address) ?? 0,
    down,
    up,
    close: down,
  }
}

/** What a server does that keeps to no standard: it breaks off, says no more, or answers with these words. */
export type Whim = 'drop' | 'hang' | { readonly say: string }
type Step = 'MAIL' | 'RCPT' | 'DATA' | 'end'

export interface WhimsicalPostOffice {
  readonly url: string
  /** The Message-ID and the address of every message that was sent to its end. */
  readonly ended: readonly { readonly id: string; readonly to: string }[]
  close(): Promise<void>
}

/** A mail server without a library, which does at each step what no library would; without a whim it takes the mail. */
export async function whimsicalPostOffice(
  whim: (step: Step, address: string) => Whim | null | undefined,
): Promise<WhimsicalPostOffice> {
  const ended: { id: string; to: string }[] = []
  const talks = new Map<Socket, { to: string; body: string[] | null; deaf: boolean }>()
  const post = await rawPostOffice((line, socket) => {
    const talk = talks.get(socket) ?? { to: '', body: null, deaf: false }
    talks.set(socket, talk)
    if (talk.deaf) return
    const answer = (step: Step, usual: string) => {
      const what = whim(step, talk.to)
      if (what === 'drop') socket.destroy()
      else if (what === 'hang') talk.deaf = true
      else socket.write(`${what ? what.say : usual}\r\n`)
    }
    if (line === null) socket.write('220 ready\r\n')
    else if (talk.body && line === '.') {
      const id = talk.body.find((each) => /^message-id:/i.test(each)) ?? ''
      ended.push({ id: id.replace(/^[^<]*/, ''), to: talk.to })
      talk.body = null
      answer('end', '250 taken')
    } else if (talk.body) talk.body.push(line)
    else if (line.startsWith('MAIL')) answer('MAIL', '250 ok')
    else if (line.startsWith('RCPT')) {
      talk.to = /<(.*)>/.exec(line)?.[1] ?? ''
      answer('RCPT', '250 ok')
    } else if (line === 'DATA') {
      if (!whim('DATA', talk.to)) talk.body = []
      answer('DATA', '354 go on')
    } else socket.write('250 ok\r\n')
  })
  return { ...post, ended }
}

/** A line of a conversation, answered by hand: for what no SMTP library would say. */
export async function rawPostOffice(
  talk: (line: string | null, socket: Socket, connection: number) => void,
): Promise<{ readonly url: string; close(): Promise<void> }> {
  let connections = 0
  const open = new Set<Socket>()
  const server: Server = createServer((socket) => {
    connections += 1
    const mine = connections
    open.add(socket)
    socket.on('error', () => undefined)
    socket.on('close', () => open.delete(socket))
    let rest = ''
    socket.on('data', (chunk) => {
      const lines = (rest + chunk.toString('latin1')).split('\r\n')
      rest = lines.pop() ?? ''
      for (const line of lines) talk(line, socket, mine)
    })
    talk(null, socket, mine)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `smtp://127.0.0.1:${port}`,
    close: () => {
      for (const socket of open) socket.destroy()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}

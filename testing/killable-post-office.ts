import { appendFileSync } from 'node:fs'
import { SMTPServer } from 'smtp-server'

/**
 * A mail server in a process of its own, to be killed: `killable-post-office.ts PORT FILE`. The Message-ID of every mail is in the file before
 * the sender is told that it was taken. Prints a line when it listens.
 */
const [port, file = ''] = process.argv.slice(2)

const server = new SMTPServer({
  disabledCommands: ['AUTH', 'STARTTLS'],
  onData(stream, _session, done) {
    const parts: Buffer[] = []
    stream.on('data', (part: Buffer) => parts.push(part))
    stream.on('end', () => {
      const id = /^message-id:\s*<([^>]+)>/im.exec(Buffer.concat(parts).toString('latin1'))?.[1]
      appendFileSync(file, `${id}\n`)
      done()
    })
  },
})
server.on('error', () => undefined)
server.listen(Number(port), '127.0.0.1', () => process.stdout.write('listens\n'))
process.on('disconnect', () => process.exit(0))

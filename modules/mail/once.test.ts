import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import { createInterface } from 'node:readline'
import { afterEach, expect, test } from 'vitest'
import { system } from '../../kernel/actor.ts'
import { staffClient } from '../../testing/sign-in.ts'
import { startTestApp } from '../../testing/start-app.ts'
import { registrationCommands } from '../registration/contract.ts'
import { aRegistrant, openCall } from '../registration/factories.ts'
import type { MailRow } from './contract.ts'

const me = system('test')
const closers: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

/** A mail server that dies in the middle of its first conversation, and is well from then on. */
async function dyingServer(at: 'RCPT' | 'end') {
  const taken: string[] = []
  let died = false
  const talk = (socket: Socket): void => {
    let body: string[] | null = null
    socket.on('error', () => undefined)
    socket.write('220 ready\r\n')
    createInterface({ input: socket }).on('line', (line) => {
      const dies = body ? at === 'end' && line === '.' : line.startsWith(at)
      if (body && line === '.') {
        taken.push(body.find((each) => each.toLowerCase().startsWith('message-id:')) ?? '')
        body = null
      } else if (body) {
        body.push(line)
        return
      }
      if (dies && !died) {
        died = true
        socket.destroy()
        return
      }
      if (line === 'DATA') {
        body = []
        socket.write('354 go on\r\n')
      } else socket.write('250 ok\r\n')
    })
  }
  const server: Server = createServer(talk)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closers.push(() => new Promise((resolve) => server.close(() => resolve())))
  return { taken, url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}` }
}

async function registerWith(url: string) {
  const app = await startTestApp({ smtpUrl: url })
  closers.push(() => app.stop())
  const administrator = await staffClient(app, 'administrator')
  await app.inside(async (tx) => {
    const call = await openCall(tx)
    await tx.use(registrationCommands).register(tx, me, {
      call: call.id,
      registrant: aRegistrant(1),
      locale: 'en',
    })
  })
  await app.drain()
  const outbox = async () => (await administrator.get<{ items: MailRow[] }>('/api/outbox')).body.items[0]!
  const again = async () => {
    const { id } = await outbox()
    await app.inside((tx) => tx.enqueue('mail.deliver', { mail: id }))
    await app.drain()
  }
  return { app, administrator, outbox, again }
}

test('a server that took the mail and died before saying so does not get it a second time by itself', async () => {
  const server = await dyingServer('end')
  const { app, administrator, outbox, again } = await registerWith(server.url)
  expect(await outbox()).toMatchObject({ state: 'unsure', attempts: 1 })
  await again()
  expect(server.taken).toHaveLength(1)

  // Whoever knows that it did not arrive sends it again, and it is recognisably the same mail.
  const { id } = await outbox()
  await administrator.post(`/api/outbox/${id}/retry`)
  await app.drain()
  expect(await outbox()).toMatchObject({ state: 'sent' })
  expect(server.taken).toHaveLength(2)
  expect(new Set(server.taken).size).toBe(1)
})

test('a server that died before the end of the mail gets it again, once', async () => {
  const server = await dyingServer('RCPT')
  const { outbox, again } = await registerWith(server.url)
  expect(await outbox()).toMatchObject({ state: 'queued', attempts: 1 })
  expect(server.taken).toHaveLength(0)
  await again()
  expect(await outbox()).toMatchObject({ state: 'sent' })
  expect(server.taken).toHaveLength(1)
})

import { once } from 'node:events'
import { createServer, type Server } from 'node:net'
import { describe, expect, it } from 'vitest'
import { WrongEnvironment } from '../kernel/wrong-environment.ts'
import { readConfig } from './config.ts'
import { checkExposure, checkPort, sentenceFor } from './environment.ts'

async function listening(): Promise<{ server: Server; port: number }> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  return { server, port: typeof address === 'object' && address ? address.port : 0 }
}

const failure = (code: string, more: object = {}) => Object.assign(new Error('raw words'), { code, ...more })

describe('a wrong environment is told in one sentence that says what to do', () => {
  it('a port that another program has', async () => {
    const { server, port } = await listening()
    await expect(checkPort('127.0.0.1', port)).rejects.toMatchObject({
      name: 'WrongEnvironment',
      message: `Port ${port} is taken by another program: stop that one, or choose another port with PORT=${port + 1}.`,
    })
    server.close()
    await once(server, 'close')
    await expect(checkPort('127.0.0.1', port)).resolves.toBeUndefined()
  })

  it('a HOST that is not ours', async () => {
    await expect(checkPort('192.0.2.1', 0)).rejects.toMatchObject({
      message: 'HOST 192.0.2.1 is no address of this machine: correct it or leave it out.',
    })
  })

  it('a folder that cannot be written, wherever in the chain of causes the system said so', () => {
    const error = new Error('could not start', { cause: failure('EACCES', { path: '/srv/data' }) })
    const at = { host: '127.0.0.1', port: 80 }
    expect(sentenceFor(failure('EACCES', { path: '/srv/data' }), at)).toMatch(
      /^\/srv\/data cannot be written: .*DIRECT_LINE_DATA\.$/,
    )
    expect(sentenceFor(error, at)).not.toBeNull()
    expect(sentenceFor(failure('EACCES'), at)).toMatch(/may not open port 80/)
  })

  it('what has a sentence already keeps it, and a fault of ours has none', () => {
    const at = { host: '127.0.0.1', port: 4100 }
    expect(sentenceFor(new WrongEnvironment('Do this.'), at)).toBe('Do this.')
    expect(sentenceFor(new TypeError('undefined is not a function'), at)).toBeNull()
  })
})

describe('a setting that is empty', () => {
  const every = [
    ...['HOST', 'PORT', 'PUBLIC_URL', 'DIRECT_LINE_DATA', 'DATABASE_URL', 'SMTP_URL', 'MAIL_FROM'],
    ...['MAIL_PER_MINUTE', 'TLS_CERT', 'TLS_KEY', 'TRUST_PROXY', 'LOG_LEVEL', 'OIDC_ISSUER'],
    ...['MEDIA_ENGINE', 'LIVEKIT_URL', 'MEDIA_UDP_PORT', 'MEDIA_MEMORY_MB', 'STUN_URLS', 'TURN_SECRET'],
  ]

  it('says what leaving it out says', () => {
    expect(readConfig(Object.fromEntries(every.map((name) => [name, ''])))).toEqual(readConfig({}))
    expect(readConfig({ SMTP_URL: ' ' }).smtpUrl).toBeNull()
  })

  it('and one that is wrong is still told by its name', () => {
    expect(() => readConfig({ SMTP_URL: 'mail.example.org' })).toThrow(/^The setting SMTP_URL is not valid/)
  })
})

describe('an installation that is reached from the network', () => {
  const exposed = (env: Record<string, string>) => () =>
    checkExposure(readConfig({ HOST: '0.0.0.0', ...env }))
  const tls = { TLS_CERT: 'cert.pem', TLS_KEY: 'key.pem' }

  it('needs nothing on loopback', () => {
    expect(() => checkExposure(readConfig({}))).not.toThrow()
  })

  it('does not start without encryption', () => {
    expect(exposed({})).toThrow(
      /^HOST 0\.0\.0\.0 is reached from the network, and there is no encryption: set TLS_CERT/,
    )
  })

  it('does not start without the address that links are made of', () => {
    expect(exposed(tls)).toThrow(/^PUBLIC_URL is not set/)
    expect(exposed({ ...tls, PUBLIC_URL: 'http://calls.example.org' })).toThrow(/make it start with https/)
  })

  it('starts with a certificate, or behind a proxy that encrypts', () => {
    const PUBLIC_URL = 'https://calls.example.org'
    expect(exposed({ ...tls, PUBLIC_URL })).not.toThrow()
    expect(exposed({ TRUST_PROXY: 'true', PUBLIC_URL })).not.toThrow()
  })
})

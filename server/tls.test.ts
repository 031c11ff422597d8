import { X509Certificate } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect, createServer } from 'node:tls'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readConfig } from './config.ts'
import { checkExposure } from './environment.ts'
import { lanAddresses, openToLan, readTls } from './tls.ts'

let dataDir: string
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'direct-line-tls-'))
})
afterAll(() => rm(dataDir, { recursive: true, force: true }))

const config = (env: Record<string, string> = {}) =>
  readConfig({ DIRECT_LINE_DATA: dataDir, ...env }, { lan: true })

/** CI may have no network at all; there is then nothing to open to. */
const [address] = lanAddresses()

describe('--lan', () => {
  it('serves on the network with a certificate of its own that a browser can check the address against', async ({
    skip,
  }) => {
    if (!address) skip('this machine is in no network')
    const { config: open, say } = await openToLan(config())
    expect(() => checkExposure(open)).not.toThrow()
    expect(open.host).toBe('0.0.0.0')
    expect(open.publicUrl).toBe(`https://${address}:4100`)

    const pem = await readTls(open.tls!)
    const server = createServer(pem).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const socket = connect({ port: (server.address() as AddressInfo).port, host: '127.0.0.1', ca: pem.cert })
    await once(socket, 'secureConnect')
    expect(socket.authorized).toBe(true)
    expect(say.join('\n')).toContain(socket.getPeerX509Certificate()?.fingerprint256)
    socket.destroy()
    server.close()
    expect(new X509Certificate(pem.cert).checkIP(address!)).toBe(address)
  })

  it('keeps the certificate, so that a phone accepts it once, and the key to itself', async ({ skip }) => {
    if (!address) skip('this machine is in no network')
    const first = await openToLan(config())
    const before = await readFile(first.config.tls!.cert, 'utf8')
    const second = await openToLan(config())
    expect(await readFile(second.config.tls!.cert, 'utf8')).toBe(before)
    expect((await stat(second.config.tls!.key)).mode & 0o777).toBe(0o600)
  })

  it('prefers the address of a home or office network, and leaves out those that lead nowhere', () => {
    const at = (address: string, internal = false, family: 'IPv4' | 'IPv6' = 'IPv4') => ({
      address,
      internal,
      family,
      netmask: '',
      mac: '',
      cidr: null,
      ...(family === 'IPv6' ? { scopeid: 0 } : {}),
    })
    const found = lanAddresses({
      lo: [at('127.0.0.1', true)] as never,
      docker0: [at('172.17.0.1')] as never,
      link: [at('169.254.3.4')] as never,
      wifi: [at('192.168.1.20'), at('fe80::1', false, 'IPv6')] as never,
    })
    expect(found).toEqual(['192.168.1.20', '172.17.0.1'])
  })
})

describe('TLS_CERT and TLS_KEY', () => {
  it('that cannot be read, or are something else, are named', async () => {
    const paths = { cert: join(dataDir, 'missing.pem'), key: join(dataDir, 'missing.pem') }
    await expect(readTls(paths)).rejects.toMatchObject({
      message: `TLS_CERT names ${paths.cert}, which cannot be read: correct it.`,
    })
    await writeFile(paths.cert, 'hello')
    await expect(readTls(paths)).rejects.toMatchObject({
      name: 'WrongEnvironment',
      message: 'TLS_CERT and TLS_KEY are no certificate with its key in PEM: correct them.',
    })
  })
})

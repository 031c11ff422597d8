import { X509Certificate } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { networkInterfaces } from 'node:os'
import { join } from 'node:path'
import { createSecureContext } from 'node:tls'
import { generate } from 'selfsigned'
import { openDataFolder } from '../adapters/database/embedded/folder.ts'
import { WrongEnvironment } from '../kernel/wrong-environment.ts'
import type { Config } from './config.ts'

export interface Pem {
  readonly cert: string
  readonly key: string
}

/** Reads the certificate and key that the settings name. Throws `WrongEnvironment` when they cannot be used. */
export async function readTls(paths: { cert: string; key: string }): Promise<Pem> {
  const read = (name: string, path: string) =>
    readFile(path, 'utf8').catch((cause: unknown) => {
      throw new WrongEnvironment(`${name} names ${path}, which cannot be read: correct it.`, { cause })
    })
  const pem = { cert: await read('TLS_CERT', paths.cert), key: await read('TLS_KEY', paths.key) }
  try {
    createSecureContext(pem)
  } catch (cause) {
    throw new WrongEnvironment('TLS_CERT and TLS_KEY are no certificate with its key in PEM: correct them.', {
      cause,
    })
  }
  return pem
}

/**
 * Settings for `--lan`: open to the local network, with a certificate made by this machine unless the settings name one.
 * @returns the settings, and what to say at the terminal
 */
export async function openToLan(config: Config): Promise<{ config: Config; say: readonly string[] }> {
  const addresses = lanAddresses()
  const [first] = addresses
  if (!first) throw new WrongEnvironment('This machine is in no network: connect it, or start without --lan.')
  const publicUrl = config.publicUrlGiven ? config.publicUrl : `https://${first}:${config.port}`
  const open = { ...config, host: '0.0.0.0', publicUrl, publicUrlGiven: true }
  if (config.tls) return { config: open, say: [] }

  const tls = await lanCertificate(config.dataDir, addresses)
  const { fingerprint256 } = new X509Certificate(await readFile(tls.cert))
  return {
    config: { ...open, tls },
    say: [
      `On this network: ${publicUrl}`,
      'The certificate is made by this machine, so each phone and browser warns once and must accept it:',
      '  Chrome, Edge: "Advanced", then "Proceed". Safari: "Show Details", then "visit this website". Firefox: "Advanced", then "Accept the Risk".',
      `  Before accepting, compare the certificate's SHA-256 fingerprint: ${fingerprint256}`,
    ],
  }
}

/** The machine's own IPv4 addresses in its networks, those of a home or office first. */
export function lanAddresses(interfaces = networkInterfaces()): string[] {
  const rank = (address: string) => {
    const found = [/^192\.168\./, /^10\./, /^172\.(1[6-9]|2\d|3[01])\./].findIndex((range) =>
      range.test(address),
    )
    return found < 0 ? 9 : found
  }
  return Object.values(interfaces)
    .flatMap((list) => list ?? [])
    .filter(
      ({ family, internal, address }) => family === 'IPv4' && !internal && !address.startsWith('169.254.'),
    )
    .map(({ address }) => address)
    .sort((a, b) => rank(a) - rank(b))
}

/** Where the certificate for these addresses is; made anew when an address came or less than thirty days are left. */
async function lanCertificate(
  dataDir: string,
  addresses: readonly string[],
): Promise<{ cert: string; key: string }> {
  const paths = { cert: join(dataDir, 'lan-certificate.pem'), key: join(dataDir, 'lan-key.pem') }
  const stored = await readFile(paths.cert, 'utf8').catch(() => null)
  if (stored && serves(new X509Certificate(stored), addresses)) return paths
  const pem = await generate([{ name: 'commonName', value: 'Direct Line on this network' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    extensions: [
      { name: 'basicConstraints', cA: false, critical: true },
      { name: 'keyUsage', digitalSignature: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: [
          { type: 2, value: 'localhost' },
          ...['127.0.0.1', ...addresses].map((ip) => ({ type: 7 as const, ip })),
        ],
      },
    ],
  })
  await openDataFolder(dataDir)
  await writeFile(paths.key, pem.private, { mode: 0o600 })
  await writeFile(paths.cert, pem.cert, { mode: 0o644 })
  return paths
}

function serves(certificate: X509Certificate, addresses: readonly string[]): boolean {
  const left = certificate.validToDate.getTime() - Temporal.Now.instant().epochMilliseconds
  return (
    left > 30 * 24 * 3_600_000 && addresses.every((address) => certificate.checkIP(address) !== undefined)
  )
}

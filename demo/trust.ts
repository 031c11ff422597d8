import { connect, getCACertificates, setDefaultCACertificates } from 'node:tls'

/**
 * With `--lan` the server shows a certificate that it made itself. The people of the demo live in its process, so they
 * trust exactly that one, as somebody does who accepts it on a phone.
 */
export async function trustOwnCertificate(url: string): Promise<void> {
  const { protocol, hostname, port } = new URL(url)
  if (protocol !== 'https:') return
  const own = await new Promise<string>((resolve, reject) => {
    const socket = connect({ host: hostname, port: Number(port || 443), rejectUnauthorized: false }, () => {
      const raw = socket.getPeerCertificate().raw.toString('base64')
      socket.end()
      const lines = raw.match(/.{1,64}/g) ?? []
      resolve(`-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`)
    })
    socket.once('error', reject)
  })
  setDefaultCACertificates([...getCACertificates('default'), own])
}

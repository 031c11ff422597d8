import { X509Certificate } from 'node:crypto'
import { openDatabase } from '../../adapters/database/connect.ts'
import { runningEmbeddedDatabase } from '../../adapters/database/embedded.ts'
import { smtpTrouble } from '../../adapters/mail/reach.ts'
import { systemClock } from '../../kernel/clock.ts'
import { failureCode, WrongEnvironment } from '../../kernel/wrong-environment.ts'
import { type Config, isLoopback } from '../config.ts'
import { checkExposure } from '../environment.ts'
import { readTls } from '../tls.ts'
import { type Finding, ok, warning, wrong } from './finding.ts'

const SOON = { hours: 24 * 14 } as const

export async function lookAtAddress(config: Config): Promise<Finding[]> {
  const about = 'Public address'
  try {
    checkExposure(config)
  } catch (error) {
    if (error instanceof WrongEnvironment) return [wrong(about, error.message)]
    throw error
  }
  if (!config.publicUrlGiven && isLoopback(config.host))
    return [
      warning(
        about,
        'Only this machine reaches the server: for others set PUBLIC_URL and TLS_CERT/TLS_KEY or TRUST_PROXY, or start with --lan.',
      ),
    ]
  try {
    const answer = await fetch(`${config.publicUrl}/healthz`, {
      signal: AbortSignal.timeout(10_000),
      redirect: 'manual',
    })
    const text = await answer.text()
    if (answer.status === 200 && text.includes('"ok"')) return [ok(about, `${config.publicUrl} answers.`)]
    if (answer.status >= 300 && answer.status < 400)
      return [
        wrong(
          about,
          `${config.publicUrl} leads on to ${answer.headers.get('location')}: set PUBLIC_URL to the address that people end at.`,
        ),
      ]
    return [
      wrong(
        about,
        `Something else answers at ${config.publicUrl} (${answer.status}): is the server running, and does the proxy lead to it?`,
      ),
    ]
  } catch (error) {
    return [wrong(about, unreachable(config.publicUrl, error))]
  }
}

function unreachable(url: string, error: unknown): string {
  const { hostname } = new URL(url)
  const code = failureCode(error) ?? ''
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return `The name ${hostname} is not known: add it to your DNS, or correct PUBLIC_URL.`
  if (/CERT|SELF_SIGNED|ALTNAME|UNABLE_TO/.test(code))
    return `Browsers will not trust the certificate of ${url} (${code}): use one from an authority, for this very name.`
  if (code === 'ECONNREFUSED')
    return `Nothing answers at ${url}: start the server, and the proxy in front of it if there is one.`
  return `${url} cannot be reached from here (${code || 'no answer within 10 s'}): look at the firewall and the proxy.`
}

export async function lookAtTls({ tls, publicUrl, trustProxy }: Config): Promise<Finding[]> {
  const about = 'TLS'
  if (!tls) return trustProxy ? [ok(about, 'The proxy in front encrypts (TRUST_PROXY).')] : []
  try {
    const certificate = new X509Certificate((await readTls(tls)).cert)
    const until = Temporal.Instant.fromEpochMilliseconds(certificate.validToDate.getTime())
    const now = systemClock.now()
    const { hostname } = new URL(publicUrl)
    if (!certificate.checkHost(hostname) && !certificate.checkIP(hostname))
      return [
        wrong(
          about,
          `The certificate ${tls.cert} is not for ${hostname}: get one for that name, or correct PUBLIC_URL.`,
        ),
      ]
    if (Temporal.Instant.compare(until, now) < 0)
      return [
        wrong(
          about,
          `The certificate ${tls.cert} expired on ${until.toString().slice(0, 10)}: renew it and start again.`,
        ),
      ]
    if (Temporal.Instant.compare(until, now.add(SOON)) < 0)
      return [
        warning(
          about,
          `The certificate ${tls.cert} expires on ${until.toString().slice(0, 10)}: renew it before.`,
        ),
      ]
    return [
      ok(about, `The certificate is for ${hostname} and serves until ${until.toString().slice(0, 10)}.`),
    ]
  } catch (error) {
    if (error instanceof WrongEnvironment) return [wrong(about, error.message)]
    return [wrong(about, `The certificate ${tls.cert} cannot be read: use one in PEM.`)]
  }
}

export async function lookAtMail(config: Config): Promise<Finding[]> {
  const { smtpUrl, mailFrom } = config
  const about = 'Mail'
  if (!smtpUrl)
    return [
      warning(
        about,
        'No mail leaves this machine: set SMTP_URL (smtp://user:password@host:587); until then mails are read at /desk/outbox.',
      ),
    ]
  const { host } = new URL(smtpUrl)
  const trouble = await smtpTrouble(smtpUrl)
  const waits = await waitingMail(config)
  const since = waits ? ` Waiting since ${waits.since}: ${waits.mails}; nothing is lost.` : ''
  if (trouble)
    return [
      wrong(about, `The mail server ${host} does not take our mails (${trouble}): correct SMTP_URL.${since}`),
    ]
  if (/@localhost>?$/.test(mailFrom))
    return [
      wrong(
        about,
        `MAIL_FROM is ${mailFrom}, which others refuse: set it to an address of your domain.${since}`,
      ),
    ]
  if (waits)
    return [
      warning(
        about,
        `The mail server ${host} answers, and took nothing the last time (${waits.reason}).${since} They go on by themselves within five minutes, or with “Try now” at /desk/outbox.`,
      ),
    ]
  return [ok(about, `The mail server ${host} takes our mails.`)]
}

/** How many mails wait because the queue is paused, and since when; null when it is not, or when nobody can be asked. */
async function waitingMail(config: Config) {
  const url = config.databaseUrl ?? (await runningEmbeddedDatabase(config.dataDir).catch(() => null))
  if (!url) return null
  const database = openDatabase(url, { max: 1 })
  try {
    const { rows } = await database.transaction((_db, execute) =>
      execute(`select reason, to_char(since at time zone 'utc', 'YYYY-MM-DD HH24:MI "UTC"') as since,
                 (select count(*)::int from mail_mails where state = 'queued') as mails from mail_pauses`),
    )
    return (rows as { reason: string; since: string; mails: number }[])[0] ?? null
  } catch {
    // A database that is away, or older than this table, has a line of its own.
    return null
  } finally {
    await database.close()
  }
}

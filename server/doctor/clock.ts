import { systemClock } from '../../kernel/clock.ts'
import type { Config } from '../config.ts'
import { databaseAhead } from './database.ts'
import { type Finding, ok, warning, wrong } from './finding.ts'

const about = 'Clock'
/** Reminders may be a little late; a code of an authenticator is wrong after half a minute. */
const TOO_FAR_MS = 20_000
const FAR_MS = 2_000

/** Compares this machine's clock with others that we can ask without asking strangers: the proxy in front, and the database. */
export async function lookAtClock(config: Config): Promise<Finding[]> {
  const now = systemClock.now()
  if (now.epochMilliseconds < Temporal.Instant.from('2026-01-01T00:00Z').epochMilliseconds)
    return [
      wrong(about, `This machine believes that it is ${now}: set its clock (timedatectl set-ntp true).`),
    ]
  const others = [
    { what: 'the database', ahead: await databaseAhead(config) },
    { what: config.publicUrl, ahead: config.publicUrlGiven ? await addressAhead(config.publicUrl) : null },
  ]
  const known = others.flatMap(({ what, ahead }) => (ahead === null ? [] : [{ what, ahead }]))
  const far = known.find(({ ahead }) => Math.abs(ahead) > FAR_MS)
  if (!far)
    return [
      ok(about, `It is ${now.round('second')}${known.length > 0 ? `, as ${known[0]?.what} says too` : ''}.`),
    ]
  const says = `This machine's clock is ${Math.round(Math.abs(far.ahead) / 1000)} s ${far.ahead > 0 ? 'behind' : 'ahead of'} that of ${far.what}: let both follow a time server (timedatectl set-ntp true).`
  return [Math.abs(far.ahead) > TOO_FAR_MS ? wrong(about, says) : warning(about, says)]
}

/** The `Date` of an answer is to the second. */
async function addressAhead(url: string): Promise<number | null> {
  try {
    const answer = await fetch(`${url}/healthz`, { signal: AbortSignal.timeout(5_000) })
    const date = instantOf(answer.headers.get('date') ?? '')
    return date && date.epochMilliseconds - systemClock.now().epochMilliseconds
  } catch {
    return null
  }
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** The moment that a `Date` header says (RFC 9110): `Tue, 24 Nov 2026 12:12:06 GMT`. */
function instantOf(header: string): Temporal.Instant | null {
  const [, day, month = '', year, time] = /^\w+, (\d\d) (\w{3}) (\d{4}) ([\d:]{8}) GMT$/.exec(header) ?? []
  const number = MONTHS.indexOf(month) + 1
  return number > 0
    ? Temporal.Instant.from(`${year}-${String(number).padStart(2, '0')}-${day}T${time}Z`)
    : null
}

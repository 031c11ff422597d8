import { RoomServiceClient, TwirpError } from 'livekit-server-sdk'
import { failureCode } from '../../kernel/wrong-environment.ts'

const PATIENCE_S = 3

/**
 * What is wrong with a LiveKit that somebody else runs, as this server sees it: one sentence that says what to do. Null when it answers
 * and takes our key.
 */
export async function troubleWith(external: {
  readonly url: string
  readonly apiKey: string
  readonly apiSecret: string
}): Promise<string | null> {
  const address = httpOf(external.url)
  const at = `LiveKit at ${new URL(address).host}`
  const service = new RoomServiceClient(address, external.apiKey, external.apiSecret, {
    requestTimeout: PATIENCE_S,
    failover: false,
  })
  try {
    await service.listParticipants('-')
    return null
  } catch (error) {
    if (!(error instanceof TwirpError)) return `${at} ${wordsOf(failureCode(error))}`
    if (error.status === 401 || error.status === 403)
      return `${at} refuses our key: LIVEKIT_API_KEY and LIVEKIT_API_SECRET must be a pair of its \`keys\`, and both clocks must be right.`
    if (error.code === 'not_found') return null
    return error.status === 404
      ? `At ${new URL(address).host} something answers that is no LiveKit: correct LIVEKIT_URL.`
      : `${at} answers with an error (${error.status}): see its log.`
  }
}

export const httpOf = (url: string): string => url.replace(/^ws/, 'http').replace(/\/$/, '')

function wordsOf(code: string | null): string {
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return 'has a name that this server does not find: correct LIVEKIT_URL.'
  if (code === 'ECONNREFUSED') return 'does not run, or listens elsewhere: start it, or correct LIVEKIT_URL.'
  if (code && /CERT|SIGNATURE|SSL|TLS/.test(code))
    return `shows a certificate that is not trusted (${code}): renew it, or correct LIVEKIT_URL.`
  return 'does not answer this server: see LIVEKIT_URL, whether it runs, and whether a firewall lets this server through.'
}

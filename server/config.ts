import { resolve } from 'node:path'
import { z } from 'zod'
import type { MediaSettings } from '../adapters/media/choose.ts'

export interface Config {
  readonly host: string
  readonly port: number
  /** Origin that makes every link and cookie; never the Host header. No trailing slash. */
  readonly publicUrl: string
  /** Whether `publicUrl` was set, rather than made from host and port. */
  readonly publicUrlGiven: boolean
  readonly dataDir: string
  /** Another PostgreSQL server; null for the embedded one. */
  readonly databaseUrl: string | null
  readonly smtpUrl: string | null
  readonly mailFrom: string
  /** How many mails the mail server takes a minute; null when it sets no limit. */
  readonly mailPerMinute: number | null
  readonly tls: { readonly cert: string; readonly key: string } | null
  readonly trustProxy: boolean
  readonly lan: boolean
  readonly logLevel: string
  readonly oidc: { readonly issuer: string; readonly clientId: string; readonly clientSecret: string } | null
  readonly media: MediaSettings
}

const optional = z.string().trim().optional()

/** Several, with commas between them. */
const list = z
  .string()
  .default('')
  .transform((text) => text.split(',').flatMap((each) => each.trim() || []))

const schema = z.object({
  HOST: optional,
  PORT: z.coerce.number().int().min(0).max(65535).default(4100),
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  DIRECT_LINE_DATA: z.string().default('./data'),
  DATABASE_URL: optional,
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  MAIL_FROM: z.string().default('Direct Line <direct-line@localhost>'),
  MAIL_PER_MINUTE: z.coerce.number().int().min(1).max(60_000).optional(),
  TLS_CERT: optional,
  TLS_KEY: optional,
  TRUST_PROXY: z.stringbool().default(false),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('warn'),
  OIDC_ISSUER: optional,
  OIDC_CLIENT_ID: optional,
  OIDC_CLIENT_SECRET: optional,
  MEDIA_ENGINE: z.enum(['auto', 'livekit', 'embedded', 'off']).default('auto'),
  LIVEKIT_URL: z.url({ protocol: /^(wss?|https?)$/ }).optional(),
  LIVEKIT_API_KEY: optional,
  LIVEKIT_API_SECRET: optional,
  LIVEKIT_BIN: optional,
  PATH: z.string().default(''),
  MEDIA_UDP_PORT: z
    .string()
    .regex(/^\d{4,5}(-\d{4,5})?$/, 'a port such as 7882, or a range such as 50000-50100')
    .optional(),
  MEDIA_TCP_PORT: z.coerce.number().int().min(1).max(65535).default(7881),
  MEDIA_MEMORY_MB: z.coerce.number().int().min(64).optional(),
  MEDIA_PUBLIC_IP: list,
  STUN_URLS: list,
  TURN_URLS: list,
  TURN_SECRET: optional,
})

/** `SMTP_URL=` says what leaving it out says: whoever empties a line of her settings has no mail server. */
const withoutEmpty = (env: Readonly<Record<string, string | undefined>>) =>
  Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim()))

/**
 * Reads the environment once; a setting that is empty counts as left out. Throws an `Error` with one sentence that says what to change.
 */
export function readConfig(
  env: Readonly<Record<string, string | undefined>>,
  flags: { lan?: boolean } = {},
): Config {
  const parsed = schema.safeParse(withoutEmpty(env))
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    throw new Error(
      `The setting ${String(issue?.path[0])} is not valid (${issue?.message}). Correct it or leave it out.`,
    )
  }
  const e = parsed.data
  const lan = flags.lan ?? false
  const host = e.HOST ?? (lan ? '0.0.0.0' : '127.0.0.1')
  const tls = e.TLS_CERT && e.TLS_KEY ? { cert: e.TLS_CERT, key: e.TLS_KEY } : null
  if (Boolean(e.TLS_CERT) !== Boolean(e.TLS_KEY)) {
    throw new Error('TLS_CERT and TLS_KEY belong together. Set both, or none.')
  }
  const oidc =
    e.OIDC_ISSUER && e.OIDC_CLIENT_ID && e.OIDC_CLIENT_SECRET
      ? { issuer: e.OIDC_ISSUER, clientId: e.OIDC_CLIENT_ID, clientSecret: e.OIDC_CLIENT_SECRET }
      : null
  return {
    host,
    port: e.PORT,
    publicUrl: e.PUBLIC_URL
      ? new URL(e.PUBLIC_URL).origin
      : `${tls || lan ? 'https' : 'http'}://${host === '127.0.0.1' ? 'localhost' : host}:${e.PORT}`,
    publicUrlGiven: e.PUBLIC_URL !== undefined,
    dataDir: resolve(e.DIRECT_LINE_DATA),
    databaseUrl: e.DATABASE_URL ?? null,
    smtpUrl: e.SMTP_URL ?? null,
    mailFrom: e.MAIL_FROM,
    mailPerMinute: e.MAIL_PER_MINUTE ?? null,
    tls,
    trustProxy: e.TRUST_PROXY,
    lan,
    logLevel: e.LOG_LEVEL,
    oidc,
    media: mediaSettings(e),
  }
}

function mediaSettings(e: z.output<typeof schema>): MediaSettings {
  const { LIVEKIT_URL: url, LIVEKIT_API_KEY: apiKey, LIVEKIT_API_SECRET: apiSecret } = e
  if (url && !(apiKey && apiSecret)) {
    throw new Error('LIVEKIT_URL needs LIVEKIT_API_KEY and LIVEKIT_API_SECRET. Set all three, or none.')
  }
  if (e.TURN_URLS.length > 0 !== Boolean(e.TURN_SECRET)) {
    throw new Error('TURN_URLS and TURN_SECRET belong together. Set both, or none.')
  }
  const [first, last = first] = (e.MEDIA_UDP_PORT ?? '').split('-').filter(Boolean).map(Number)
  return {
    engine: e.MEDIA_ENGINE,
    external: url && apiKey && apiSecret ? { url: url.replace(/^http/, 'ws'), apiKey, apiSecret } : null,
    bin: e.LIVEKIT_BIN ?? null,
    searchPath: e.PATH,
    udpPorts: first !== undefined && last !== undefined ? [first, last] : null,
    tcpPort: e.MEDIA_TCP_PORT,
    memoryLimit: e.MEDIA_MEMORY_MB === undefined ? null : e.MEDIA_MEMORY_MB * 1024 ** 2,
    publicAddresses: e.MEDIA_PUBLIC_IP,
    stun: e.STUN_URLS,
    turn: e.TURN_SECRET ? { urls: e.TURN_URLS, secret: e.TURN_SECRET } : null,
  }
}

export const isLoopback = (host: string): boolean =>
  host === '127.0.0.1' || host === '::1' || host === 'localhost'

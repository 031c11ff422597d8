import { networkInterfaces } from 'node:os'
import { z } from 'zod'

/** What the media server is told at its start, as JSON. */
export const mediaConfig = z.object({
  /** Signalling and RoomService over HTTP, on loopback only: the product stands before it. 0 takes a free port. */
  port: z.number().int().min(0).max(65535).default(0),
  host: z.string().default('127.0.0.1'),
  /** First and last UDP port for media. One port is enough for all clients. */
  udpPorts: z.tuple([z.number().int().min(1025).max(65535), z.number().int().min(1025).max(65535)]),
  /** The address to listen at for media; without it, all. */
  bindAddress: z.string().optional(),
  /** The addresses that clients are told; without them, those of the machine's interfaces, or loopback where it has none. */
  announce: z.array(z.string()).default([]),
  /** Browsers on this machine come too: loopback is told first. Firefox takes no way over it, so the interfaces are told as well. */
  loopback: z.boolean().default(false),
  apiKey: z.string().min(1),
  apiSecret: z.string().min(32, 'The secret must have at least 32 characters.'),
  /** Where events go; without it, nowhere. */
  webhookUrl: z.string().optional(),
  /** STUN servers that clients are told; TURN servers, with a credential for each, are told with the ticket. */
  stunUrls: z.array(z.string()).default([]),
  /** It ends by itself when nobody asked for its statistics for so long: whoever watched it is gone. Without it, never. */
  aloneMs: z.number().positive().optional(),
})

export type MediaConfig = z.infer<typeof mediaConfig>

/** The addresses to tell clients, most likely ones first. */
export function announcedAddresses(
  config: Pick<MediaConfig, 'announce' | 'bindAddress' | 'loopback'>,
): string[] {
  if (config.announce.length > 0) return config.announce
  if (config.bindAddress && config.bindAddress !== '0.0.0.0' && config.bindAddress !== '::')
    return [config.bindAddress]
  const own = Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ internal, address }) => !internal && !address.startsWith('fe80:'))
    .sort((a, b) => a.family.localeCompare(b.family))
    .map(({ address }) => address)
  return config.loopback || own.length === 0 ? ['127.0.0.1', ...own] : own
}

import { type MediaDescription, parse, write } from 'sdp-transform'
import type { Section } from './offer.ts'

/** Header extensions by their URIs (IANA; the last two are Google's). */
export const EXTENSION = {
  mid: 'urn:ietf:params:rtp-hdrext:sdes:mid',
  rid: 'urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id',
  repairedRid: 'urn:ietf:params:rtp-hdrext:sdes:repaired-rtp-stream-id',
  level: 'urn:ietf:params:rtp-hdrext:ssrc-audio-level',
  sendTime: 'http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time',
  transportSeq: 'http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01',
} as const
const EXTENSIONS: ReadonlySet<string> = new Set(Object.values(EXTENSION))

/** Where and as whom one side is reached: the same in every section of a bundle. */
export interface Endpoint {
  readonly ufrag: string
  readonly password: string
  readonly fingerprint: string
  readonly setup: string
  /** Most likely ones first. */
  readonly addresses: readonly { readonly ip: string; readonly port: number }[]
}

/** The largest data message that the server takes, in bytes. */
export const LARGEST_MESSAGE = 65_536

const DATA = {
  type: 'application',
  port: 9,
  protocol: 'UDP/DTLS/SCTP',
  payloads: 'webrtc-datachannel',
  sctpPort: 5000,
  maxMessageSize: LARGEST_MESSAGE,
  rtp: [],
  fmtp: [],
}

/** Payload types of what the server speaks in a section; 0 for what the client does not. */
export interface Payloads {
  /** Opus, or VP8. */
  readonly main: number
  /** Audio with redundancy: a lost packet is inside the next. */
  readonly red: number
  /** Retransmissions of video. */
  readonly repair: number
}

/** Undefined when the section has not the codec of its kind. */
export function payloadsOf({ kind, offered }: Section): Payloads | undefined {
  const find = (name: string, config = /^/): number =>
    offered.rtp.find(
      ({ codec, payload }) =>
        String(codec).toLowerCase() === name &&
        payload <= 127 &&
        (name === 'opus' ||
          name === 'vp8' ||
          offered.fmtp.some((fmtp) => fmtp.payload === payload && config.test(String(fmtp.config)))),
    )?.payload ?? 0
  const main = find(kind === 'audio' ? 'opus' : 'vp8')
  if (!main) return undefined
  return kind === 'audio'
    ? { main, red: find('red', new RegExp(`^${main}/`)), repair: 0 }
    : { main, red: 0, repair: find('rtx', new RegExp(`^apt=${main}\\b`)) }
}

/** The stream that the server sends in a section. */
export interface Sends {
  readonly stream: string
  readonly track: string
  readonly ssrc: number
  readonly repairSsrc: number
  readonly cname: string
}

/** What the server does in a section of an offer. */
export interface Part {
  readonly direction: 'sendonly' | 'recvonly' | 'inactive'
  /** Without redundancy. */
  readonly plain?: boolean
  readonly sends?: Sends
}

const FEEDBACK = {
  sendonly: ['nack', 'nack pli', 'ccm fir', 'goog-remb'],
  recvonly: ['nack', 'nack pli', 'ccm fir', 'transport-cc'],
  inactive: ['nack', 'nack pli', 'ccm fir', 'transport-cc', 'goog-remb'],
}

/**
 * One section of an answer. All extensions are answered on every section, inactive ones too: once an answer leaves RID out
 * anywhere, Chrome drops it from its later offers and simulcast with it.
 */
export function answerSection(section: Section, { direction, plain, sends }: Part): MediaDescription {
  const { kind, mid, offered, rids } = section
  if (kind === 'application') return { ...DATA, mid }
  const { main = 0, red = 0, repair = 0 } = payloadsOf(section) ?? {}
  const payloads = [plain ? 0 : red, main, repair].filter((payload) => payload > 0)
  const isOurs = ({ payload }: { payload: number | string }): boolean => payloads.includes(Number(payload))
  const receives = direction === 'recvonly'
  return {
    type: kind,
    port: 9,
    protocol: 'UDP/TLS/RTP/SAVPF',
    payloads: payloads.join(' ') || '0',
    mid,
    direction,
    rtcpMux: 'rtcp-mux',
    rtcpRsize: 'rtcp-rsize',
    ext: (offered.ext ?? [])
      .filter(({ uri, value }) => EXTENSIONS.has(uri) && value >= 1 && value <= 14)
      .map(({ uri, value }) => ({ uri, value })),
    rtp: offered.rtp.filter(isOurs),
    fmtp: offered.fmtp.filter(isOurs).map(({ payload, config }) => ({
      payload,
      // Silence costs nothing: the encoder pauses in it.
      config: receives && kind === 'audio' && payload === main ? `${config};usedtx=1` : config,
    })),
    rtcpFb: (offered.rtcpFb ?? []).filter(
      (each) =>
        isOurs(each) && FEEDBACK[direction].includes([each.type, each.subtype].filter(Boolean).join(' ')),
    ),
    ...(receives &&
      rids.length > 0 && {
        rids: rids.map((id) => ({ id, direction: 'recv' })),
        simulcast: { dir1: 'recv', list1: rids.join(';') },
      }),
    ...(sends && sendingAs(sends, repair > 0)),
  }
}

function sendingAs({ stream, track, ssrc, repairSsrc, cname }: Sends, repairs: boolean) {
  const ssrcs = repairs ? [ssrc, repairSsrc] : [ssrc]
  return {
    msid: `${stream} ${track}`,
    ...(repairs && { ssrcGroups: [{ semantics: 'FID', ssrcs: ssrcs.join(' ') }] }),
    ssrcs: ssrcs.flatMap((id) => [
      { id, attribute: 'cname', value: cname },
      { id, attribute: 'msid', value: `${stream} ${track}` },
    ]),
  }
}

/** A whole description; `version` must grow with each of a connection. */
export function writeSdp(version: number, endpoint: Endpoint, media: readonly MediaDescription[]): string {
  const connection = {
    connection: { version: 4, ip: '0.0.0.0' },
    iceUfrag: endpoint.ufrag,
    icePwd: endpoint.password,
    fingerprint: { type: 'sha-256', hash: endpoint.fingerprint },
    setup: endpoint.setup,
    candidates: endpoint.addresses.map((address, index) => hostCandidate(address, index)),
    endOfCandidates: 'end-of-candidates',
  } as const
  return write({
    ...parse(`v=0\no=- 4611731400430051336 ${version} IN IP4 127.0.0.1\ns=-\nt=0 0\na=extmap-allow-mixed`),
    groups: [{ type: 'BUNDLE', mids: media.map(({ mid }) => mid).join(' ') }],
    media: media.map((section) => ({ ...connection, ...section })),
  })
}

/** RFC 8839, 5.1; the first address is preferred. */
const hostCandidate = (address: { ip: string; port: number }, index: number) => ({
  ...address,
  foundation: String(index + 1),
  component: 1,
  transport: 'udp',
  priority: 2130706431 - index * 256,
  type: 'host',
  generation: 0,
})

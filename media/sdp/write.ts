import type { Codec } from './parse.ts'

/** One section of an answer. What is `inactive` still names its codecs and extensions. */
export interface AnswerSection {
  readonly kind: 'audio' | 'video' | 'application'
  readonly mid: string
  readonly direction: 'sendonly' | 'recvonly' | 'inactive'
  readonly codecs: readonly Codec[]
  readonly extensions: readonly [string, number][]
  /** Layers that the server receives here, low to high. */
  readonly rids?: readonly string[]
  readonly sends?: Sends
}

/** The stream that the server sends in a section. */
export interface Sends {
  readonly stream: string
  readonly track: string
  readonly ssrc: number
  readonly repairSsrc?: number
  readonly cname: string
}

/** Where and as whom the server is reached: the same in every section of a bundle. */
export interface Endpoint {
  readonly ufrag: string
  readonly password: string
  readonly fingerprint: string
  readonly setup: string
  readonly candidates: readonly string[]
}

/** The largest data message that the server takes, in bytes. */
const LARGEST_MESSAGE = 65_536

const NAMES: Readonly<Record<string, string>> = { vp8: 'VP8', vp9: 'VP9', h264: 'H264', av1: 'AV1' }

/** Writes an answer (RFC 8829); `version` must grow with each answer of a connection. */
export function writeAnswer(version: number, endpoint: Endpoint, sections: readonly AnswerSection[]): string {
  const lines = [
    'v=0',
    `o=- 4611731400430051336 ${version} IN IP4 127.0.0.1`,
    's=-',
    't=0 0',
    `a=group:BUNDLE ${sections.map(({ mid }) => mid).join(' ')}`,
    'a=extmap-allow-mixed',
    'a=msid-semantic: WMS *',
  ]
  const connection = [
    `a=ice-ufrag:${endpoint.ufrag}`,
    `a=ice-pwd:${endpoint.password}`,
    `a=fingerprint:sha-256 ${endpoint.fingerprint}`,
    `a=setup:${endpoint.setup}`,
    ...endpoint.candidates.map((candidate) => `a=${candidate}`),
    'a=end-of-candidates',
  ]
  for (const section of sections) {
    lines.push(...mediaLine(section), `a=mid:${section.mid}`, ...connection, ...bodyOf(section))
  }
  return `${lines.join('\r\n')}\r\n`
}

function mediaLine(section: AnswerSection): string[] {
  const types = section.codecs.map(({ payloadType }) => payloadType).join(' ') || '0'
  return [
    section.kind === 'application'
      ? 'm=application 9 UDP/DTLS/SCTP webrtc-datachannel'
      : `m=${section.kind} 9 UDP/TLS/RTP/SAVPF ${types}`,
    'c=IN IP4 0.0.0.0',
  ]
}

function bodyOf(section: AnswerSection): string[] {
  if (section.kind === 'application') return ['a=sctp-port:5000', `a=max-message-size:${LARGEST_MESSAGE}`]
  const rids = section.rids ?? []
  return [
    `a=${section.direction}`,
    'a=rtcp-mux',
    'a=rtcp-rsize',
    ...section.extensions.map(([uri, id]) => `a=extmap:${id} ${uri}`),
    ...section.codecs.flatMap(codecLines),
    ...rids.map((rid) => `a=rid:${rid} recv`),
    ...(rids.length > 0 ? [`a=simulcast:recv ${rids.join(';')}`] : []),
    ...(section.sends ? sendLines(section.sends) : []),
  ]
}

const codecLines = (codec: Codec): string[] => [
  `a=rtpmap:${codec.payloadType} ${NAMES[codec.name] ?? codec.name}/${codec.clock}${codec.channels ? `/${codec.channels}` : ''}`,
  ...(codec.fmtp ? [`a=fmtp:${codec.payloadType} ${codec.fmtp}`] : []),
  ...codec.feedback.map((line) => `a=rtcp-fb:${codec.payloadType} ${line}`),
]

const sendLines = ({ stream, track, ssrc, repairSsrc, cname }: Sends): string[] => [
  `a=msid:${stream} ${track}`,
  ...(repairSsrc === undefined ? [] : [`a=ssrc-group:FID ${ssrc} ${repairSsrc}`]),
  ...[ssrc, ...(repairSsrc === undefined ? [] : [repairSsrc])].flatMap((each) => [
    `a=ssrc:${each} cname:${cname}`,
    `a=ssrc:${each} msid:${stream} ${track}`,
  ]),
]

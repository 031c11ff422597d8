import { type MediaDescription, parse } from 'sdp-transform'

/** One media section of a client's offer. */
export interface Section {
  readonly kind: 'audio' | 'video' | 'application'
  readonly mid: string
  readonly direction: 'sendrecv' | 'sendonly' | 'recvonly' | 'inactive'
  /** Header extensions by their URI. */
  readonly extensions: ReadonlyMap<string, number>
  /** The layers that the client sends, in its order: low to high. */
  readonly rids: readonly string[]
  /** The id of the media track, which is the `cid` of its AddTrackRequest. */
  readonly trackId: string
  /** SSRC of the media and SSRC of its retransmissions, where it has no layers. */
  readonly ssrc: number | undefined
  readonly repairSsrc: number | undefined
  /** As it was read, for the answer. */
  readonly offered: MediaDescription
}

export interface Offer {
  readonly sections: readonly Section[]
  readonly ufrag: string
  readonly password: string
  /** SHA-256 of the client's certificate, in hex with colons. */
  readonly fingerprint: string
}

/** More than any room needs; an offer beyond it is refused whole. */
const MOST_SECTIONS = 600
const LONGEST_OFFER = 2_000_000
/** No line that we read is longer; a pattern for SDP may take quadratic time. */
const LONGEST_LINE = 1000
const LINES =
  /^(?:m=|a=(?:mid|sendrecv|sendonly|recvonly|inactive|rtpmap|fmtp|rtcp-fb|extmap|rid|msid|ssrc|ssrc-group|ice-ufrag|ice-pwd|fingerprint)\b)/
const KINDS = ['audio', 'video', 'application'] as const

/**
 * Reads what the server needs of an SDP offer. Undefined for what no connection can be made of, which is also what keeps
 * other characters than these away from the native library.
 */
export function readOffer(text: string): Offer | undefined {
  if (text.length > LONGEST_OFFER) return undefined
  const lines = text.split(/\r?\n/).filter((line) => line.length <= LONGEST_LINE && LINES.test(line))
  const session = parse(lines.join('\n'))
  const sections = session.media.map(sectionOf).filter((section) => section !== undefined)
  if (sections.length !== session.media.length) return undefined
  const first = [session, ...session.media].find(({ iceUfrag }) => iceUfrag !== undefined)
  const printed = [session, ...session.media].find(({ fingerprint }) => fingerprint?.type === 'sha-256')
  const offer = {
    sections,
    ufrag: String(first?.iceUfrag),
    password: String(first?.icePwd),
    fingerprint: String(printed?.fingerprint?.hash),
  }
  return isUsable(offer) ? offer : undefined
}

const isUsable = ({ sections, ufrag, password, fingerprint }: Offer): boolean =>
  sections.length > 0 &&
  sections.length <= MOST_SECTIONS &&
  new Set(sections.map(({ mid }) => mid)).size === sections.length &&
  /^[A-Za-z0-9+/]{4,256}$/.test(ufrag) &&
  /^[A-Za-z0-9+/]{22,256}$/.test(password) &&
  /^([0-9A-Fa-f]{2}:){31}[0-9A-Fa-f]{2}$/.test(fingerprint)

/** The library makes numbers of what looks like one: texts are made texts again. */
function sectionOf(offered: MediaDescription): Section | undefined {
  const kind = KINDS.find((each) => each === offered.type)
  const mid = String(offered.mid)
  if (!kind || !/^[\w+/.-]{1,16}$/.test(mid)) return undefined
  const repaired = offered.ssrcGroups?.find(({ semantics }) => semantics === 'FID')
  const [ssrc = offered.ssrcs?.[0]?.id, repairSsrc] = repaired
    ? String(repaired.ssrcs).split(' ').map(Number)
    : []
  return {
    kind,
    mid,
    direction: offered.direction ?? 'sendrecv',
    extensions: new Map(offered.ext?.map(({ uri, value }) => [uri, value])),
    rids: (offered.rids ?? [])
      .filter(({ direction }) => direction === 'send')
      .slice(0, 4)
      .map(({ id }) => String(id)),
    trackId: String(offered.msid ?? '').split(' ')[1] ?? '',
    ssrc,
    repairSsrc,
    offered,
  }
}

/** One codec of a media section; `feedback` are its `rtcp-fb` lines without the payload type. */
export interface Codec {
  readonly payloadType: number
  /** In lower case: opus, red, vp8, h264, rtx. */
  readonly name: string
  readonly clock: number
  readonly channels?: number
  fmtp?: string
  readonly feedback: string[]
}

/** One media section of a client's offer. */
export interface Section {
  readonly kind: 'audio' | 'video' | 'application'
  mid: string
  direction: 'sendrecv' | 'sendonly' | 'recvonly' | 'inactive'
  readonly codecs: Codec[]
  /** Header extensions by their URI. */
  readonly extensions: Map<string, number>
  /** The layers that the client sends, in its order: low to high. */
  readonly rids: string[]
  /** The id of the media track, which is the `cid` of its AddTrackRequest. */
  trackId: string
  readonly ssrcs: number[]
  /** SSRC of the media and SSRC of its retransmissions. */
  fid?: readonly [number, number]
}

export interface Offer {
  readonly sections: Section[]
  ufrag: string
  password: string
  /** SHA-256 of the client's certificate, in hex with colons. */
  fingerprint: string
}

/** More than any room needs; an offer beyond it is refused whole. */
const MOST_SECTIONS = 600
const LONGEST_OFFER = 2_000_000

/**
 * Reads what the server needs of an SDP offer. Undefined for what no connection can be made of, which is also what keeps
 * other characters than these away from the native library.
 */
export function parseOffer(text: string): Offer | undefined {
  if (text.length > LONGEST_OFFER) return undefined
  const offer: Offer = { sections: [], ufrag: '', password: '', fingerprint: '' }
  let section: Section | undefined
  for (const line of text.split(/\r?\n/)) {
    if (line.startsWith('m=')) {
      section = newSection(line)
      if (!section || offer.sections.push(section) > MOST_SECTIONS) return undefined
    } else if (line.startsWith('a=')) {
      const colon = line.indexOf(':')
      const key = colon < 0 ? line.slice(2) : line.slice(2, colon)
      const value = colon < 0 ? '' : line.slice(colon + 1)
      readConnection(offer, key, value)
      if (section) readAttribute(section, key, value)
    }
  }
  return usable(offer) ? offer : undefined
}

function usable(offer: Offer): boolean {
  const mids = new Set(offer.sections.map(({ mid }) => mid))
  return (
    offer.sections.length > 0 &&
    mids.size === offer.sections.length &&
    [...mids].every((mid) => /^[\w+/.-]{1,16}$/.test(mid)) &&
    /^[A-Za-z0-9+/]{4,256}$/.test(offer.ufrag) &&
    /^[A-Za-z0-9+/]{22,256}$/.test(offer.password) &&
    /^([0-9A-Fa-f]{2}:){31}[0-9A-Fa-f]{2}$/.test(offer.fingerprint)
  )
}

function newSection(line: string): Section | undefined {
  const kind = line.slice(2).split(' ', 1)[0]
  if (kind !== 'audio' && kind !== 'video' && kind !== 'application') return undefined
  return {
    kind,
    mid: '',
    direction: 'sendrecv',
    codecs: [],
    extensions: new Map(),
    rids: [],
    trackId: '',
    ssrcs: [],
  }
}

function readConnection(offer: Offer, key: string, value: string): void {
  if (key === 'ice-ufrag') offer.ufrag ||= value
  else if (key === 'ice-pwd') offer.password ||= value
  else if (key === 'fingerprint' && /^sha-256 /i.test(value)) offer.fingerprint ||= value.slice(8)
}

function readAttribute(section: Section, key: string, value: string): void {
  const [first = '', second = '', third = ''] = value.split(' ')
  switch (key) {
    case 'mid':
      section.mid = value
      return
    case 'sendrecv':
    case 'sendonly':
    case 'recvonly':
    case 'inactive':
      section.direction = key
      return
    case 'rtpmap':
      readCodec(section, Number(first), second)
      return
    case 'fmtp':
      for (const codec of section.codecs)
        if (codec.payloadType === Number(first)) codec.fmtp = value.slice(first.length + 1)
      return
    case 'rtcp-fb':
      section.codecs
        .filter((codec) => first === '*' || codec.payloadType === Number(first))
        .forEach((codec) => {
          codec.feedback.push(value.slice(first.length + 1))
        })
      return
    case 'extmap':
      section.extensions.set(second, Number(first.split('/')[0]))
      return
    case 'rid':
      if (second === 'send' && section.rids.length < 4) section.rids.push(first)
      return
    case 'msid':
      section.trackId = second
      return
    case 'ssrc':
      if (!section.ssrcs.includes(Number(first)) && section.ssrcs.length < 8)
        section.ssrcs.push(Number(first))
      return
    case 'ssrc-group':
      if (first === 'FID') section.fid = [Number(second), Number(third)]
  }
}

function readCodec(section: Section, payloadType: number, encoding: string): void {
  const [name = '', clock = '', channels] = encoding.split('/')
  if (!(payloadType >= 0 && payloadType <= 127) || section.codecs.length >= 128) return
  section.codecs.push({
    payloadType,
    name: name.toLowerCase(),
    clock: Number(clock),
    feedback: [],
    ...(channels && { channels: Number(channels) }),
  })
}

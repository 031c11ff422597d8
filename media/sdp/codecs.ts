import type { Codec, Section } from './parse.ts'

/** Header extensions by their URIs (IANA; the last two are Google's). */
export const EXTENSION = {
  mid: 'urn:ietf:params:rtp-hdrext:sdes:mid',
  rid: 'urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id',
  repairedRid: 'urn:ietf:params:rtp-hdrext:sdes:repaired-rtp-stream-id',
  level: 'urn:ietf:params:rtp-hdrext:ssrc-audio-level',
  sendTime: 'http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time',
  transportSeq: 'http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01',
} as const

/**
 * The extensions of a section that the server speaks. All of them are answered on every section, inactive ones too: once an
 * answer leaves RID out anywhere, Chrome drops it from its later offers and simulcast with it.
 */
export const extensionsOf = (section: Section): [string, number][] =>
  Object.values(EXTENSION).flatMap((uri) => {
    const id = section.extensions.get(uri)
    return id === undefined || !(id >= 1 && id <= 14) ? [] : [[uri, id] as [string, number]]
  })

/**
 * Codec `name` of a section as a list in the order to answer: for video with its retransmissions, for opus with RED before it
 * where the section has it and `red` is wanted (a lost packet is then inside the next). Empty when the section cannot do it.
 */
export function codecsOf(section: Section, name: string, red = false): Codec[] {
  const named = section.codecs.filter((codec) => codec.name === name)
  const [main] = name === 'h264' ? [...named.filter(isPlainH264), ...named] : named
  if (!main) return []
  if (name === 'opus') {
    const pair = red
      ? section.codecs.find((codec) => codec.name === 'red' && codec.fmtp?.startsWith(`${main.payloadType}/`))
      : undefined
    return pair ? [pair, main] : [main]
  }
  const repair = section.codecs.find(
    (codec) => codec.name === 'rtx' && codec.fmtp === `apt=${main.payloadType}`,
  )
  return repair ? [main, repair] : [main]
}

/** What every browser decodes: constrained baseline, packets that may be fragments. */
const isPlainH264 = (codec: Codec): boolean =>
  /packetization-mode=1/.test(codec.fmtp ?? '') && /profile-level-id=42e0/i.test(codec.fmtp ?? '')

/** `codec` with only the feedback that begins with one of `wanted`. */
export const withFeedback = (codec: Codec, wanted: readonly string[]): Codec => ({
  ...codec,
  feedback: codec.feedback.filter((line) => wanted.some((start) => line.startsWith(start))),
})

import { DisconnectReason, SessionDescription } from '@livekit/protocol'
import { askToRejoin, becomeActive, leave } from '../room/lifecycle.ts'
import type { Media } from '../room/media.ts'
import { publish, unpublish } from '../room/publications.ts'
import type { Participant, Slot, Subscription } from '../room/room.ts'
import { askForOffer, openForwarders } from '../room/subscriptions.ts'
import { codecsOf, EXTENSION, extensionsOf, withFeedback } from '../sdp/codecs.ts'
import { type Offer, parseOffer, type Section } from '../sdp/parse.ts'
import { type AnswerSection, writeAnswer } from '../sdp/write.ts'
import { openPipe, type Pipe } from '../transport/pipe.ts'
import type { PublishedTrack } from '../uplink/published-track.ts'
import { Receiver } from '../uplink/receiver.ts'
import { onMessage, onRtcp } from './incoming.ts'

/** An ICE restart that brings no packet within this time has failed: the client must join anew. */
const RESTART_MS = 5000
/** Data channels open right after the line; a client without them is not waited for longer. */
const CHANNELS_MS = 3000

/** Answers an offer of the client: what it publishes is received, and what it may see is sent in its free sections. */
export function answerOffer(media: Media, participant: Participant, description: SessionDescription): void {
  const offer = parseOffer(description.sdp)
  if (!offer) {
    participant.send({ case: 'leave', value: askToRejoin() })
    return
  }
  if (participant.offer && participant.offer.ufrag !== offer.ufrag) watchRestart(participant)
  participant.offer = offer
  participant.pipe ??= connect(media, participant, offer)
  const { pipe } = participant
  const published: PublishedTrack[] = []
  const midToTrackId: Record<string, string> = {}
  const sections = offer.sections.map((section) => {
    if (section.kind === 'application') return inactive(section)
    if (section.direction === 'sendonly' || section.direction === 'sendrecv')
      return receiveIn(participant, section, published)
    if (section.direction === 'recvonly') return sendIn(participant, section, midToTrackId)
    const ended = participant.receiver?.byMid.get(section.mid)
    if (ended) unpublish(media, participant, ended)
    return inactive(section)
  })
  const sdp = writeAnswer(++participant.answers, pipe.endpoint, sections)
  for (const track of published) publish(media, participant, track)
  participant.send({
    case: 'answer',
    value: new SessionDescription({ type: 'answer', sdp, id: description.id, midToTrackId }),
  })
  participant.offerAsked = false
  openForwarders(participant, performance.now())
  askForOffer(participant)
}

function connect(media: Media, participant: Participant, offer: Offer): Pipe {
  const receiver = new Receiver({
    sendRtcp: (packet) => participant.pipe?.send(packet),
    isBehind: media.isBehind,
    layerStarted: (track) =>
      setImmediate(() => {
        const now = performance.now()
        for (const watcher of track.watchers) watcher.retarget(now)
      }),
  })
  participant.receiver = receiver
  const isReady = (): boolean => participant.channels.has('_reliable')
  return openPipe(media.network, offer, {
    connected() {
      const now = performance.now()
      participant.connectedAt = now
      openForwarders(participant, now)
      if (isReady()) becomeActive(media, participant)
      else setTimeout(() => becomeActive(media, participant), CHANNELS_MS).unref()
    },
    rtp(packet) {
      const now = performance.now()
      media.counters.received++
      media.counters.receivedAt = media.counters.arrivedAt = now
      receiver.receive(packet, now)
    },
    rtcp(packet) {
      const now = performance.now()
      media.counters.arrivedAt = now
      onRtcp(participant, packet, now)
    },
    channel(channel) {
      participant.channels.set(channel.label, channel)
      if (isReady() && participant.pipe?.isConnected()) becomeActive(media, participant)
    },
    message: (channel, bytes) => onMessage(participant, channel, bytes),
    abused: () => leave(media, participant, DisconnectReason.UNKNOWN_REASON),
    failed() {
      if (!participant.gone) participant.send({ case: 'leave', value: askToRejoin() })
    },
  })
}

/**
 * libdatachannel cannot restart ICE: the answer names the old credentials, which works while the server can be reached as before.
 * If nothing comes after it, the client is told to join anew.
 */
function watchRestart(participant: Participant): void {
  const before = participant.receiver?.packets ?? 0
  const reports = participant.line.reports
  clearTimeout(participant.restartTimer)
  participant.restartTimer = setTimeout(() => {
    const silent = participant.receiver?.packets === before && participant.line.reports === reports
    const expected =
      participant.tracks.size > 0 || [...participant.bySsrc.values()].some(({ layer }) => layer)
    if (silent && expected && !participant.gone) participant.send({ case: 'leave', value: askToRejoin() })
  }, RESTART_MS)
}

const inactive = (section: Section): AnswerSection => ({
  kind: section.kind,
  mid: section.mid,
  direction: 'inactive',
  codecs:
    section.kind === 'application' ? [] : codecsOf(section, section.kind === 'audio' ? 'opus' : 'vp8', true),
  extensions: extensionsOf(section),
})

/** A section in which the client publishes; only what it announced, and was allowed to, is taken. */
function receiveIn(participant: Participant, section: Section, published: PublishedTrack[]): AnswerSection {
  const { receiver, pending } = participant
  if (!receiver || section.kind === 'application') return inactive(section)
  const known = receiver.byMid.get(section.mid)
  // Firefox names its media track otherwise than its announcement: then the first of that kind.
  const track =
    known ??
    pending.get(section.trackId) ??
    [...pending.values()].find((each) => each.kind === section.kind && !each.mid)
  if (!track || track.kind !== section.kind) return inactive(section)
  const wanted = section.kind === 'audio' ? ['transport-cc', 'nack'] : ['transport-cc', 'nack', 'ccm fir']
  const codecs = codecsOf(section, track.codec, !track.info.disableRed).map((codec) =>
    withFeedback(codec, wanted),
  )
  const [main] = codecs
  if (!main) return inactive(section)
  if (!known) {
    pending.delete(track.cid)
    track.mid = track.info.mid = section.mid
    track.rids = section.rids.length > 0 ? [...section.rids] : ['']
    receiver.byMid.set(section.mid, track)
    published.push(track)
  }
  learnSection(receiver, section, codecs)
  if (section.rids.length === 0) bindSsrc(receiver, section, track, main.payloadType)
  return {
    kind: section.kind,
    mid: section.mid,
    direction: 'recvonly',
    codecs: codecs.map((codec) => (codec.name === 'opus' ? withDtx(codec) : codec)),
    extensions: extensionsOf(section),
    rids: section.rids,
  }
}

/** Silence costs nothing: the encoder pauses in it. */
const withDtx = <T extends { fmtp?: string }>(codec: T): T => ({
  ...codec,
  fmtp: `${codec.fmtp ? `${codec.fmtp};` : ''}usedtx=1`,
})

function learnSection(
  receiver: Receiver,
  section: Section,
  codecs: readonly { name: string; payloadType: number }[],
): void {
  for (const { name, payloadType } of codecs) {
    if (name === 'rtx') receiver.repairTypes.add(payloadType)
    if (name === 'red') receiver.redTypes.add(payloadType)
  }
  for (const key of ['mid', 'rid', 'repairedRid', 'level', 'transportSeq'] as const)
    receiver.ids[key] = section.extensions.get(EXTENSION[key]) ?? receiver.ids[key]
}

function bindSsrc(receiver: Receiver, section: Section, track: PublishedTrack, payloadType: number): void {
  const ssrc = section.fid?.[0] ?? section.ssrcs[0]
  if (ssrc) receiver.bind(track, ssrc, section.fid?.[1], payloadType)
}

/** A section in which the client receives: it keeps its track, or takes one that waits. */
function sendIn(
  participant: Participant,
  section: Section,
  midToTrackId: Record<string, string>,
): AnswerSection {
  if (section.kind === 'application') return inactive(section)
  const slot: Slot = participant.slots.get(section.mid) ?? {
    mid: section.mid,
    kind: section.kind,
    draining: false,
  }
  participant.slots.set(section.mid, slot)
  if (slot.draining) {
    // Inactive once, or the browser would not notice that another track follows in the same section.
    slot.draining = false
    delete slot.subscription
    return inactive(section)
  }
  const subscription = slot.subscription ?? waitingFor(participant, section)
  if (!subscription) return inactive(section)
  slot.subscription = subscription
  subscription.slot = slot
  midToTrackId[section.mid] = subscription.track.sid
  return sendTrack(participant, section, subscription)
}

const waitingFor = (participant: Participant, section: Section): Subscription | undefined =>
  [...participant.subscriptions.values()].find(
    ({ slot, track }) => !slot && track.kind === section.kind && codecsOf(section, track.codec).length > 0,
  )

function sendTrack(participant: Participant, section: Section, subscription: Subscription): AnswerSection {
  const { track, owner, forwarder } = subscription
  const codecs = codecsOf(section, track.codec, true).map((codec) =>
    withFeedback(codec, ['nack', 'ccm fir', 'goog-remb']),
  )
  const typeOf = (name: string): number => codecs.find((codec) => codec.name === name)?.payloadType ?? 0
  forwarder.address = {
    payloadType: typeOf(track.codec),
    redType: typeOf('red'),
    repairType: typeOf('rtx'),
    sendTimeId: section.extensions.get(EXTENSION.sendTime) ?? 0,
    cname: owner.sid,
  }
  // A section that is used again keeps, in the browser, the id of its first track: so that id is neutral where the client goes
  // by midToTrackId, and one stream for each source keeps voice and lips together.
  const grouped = participant.who.groupsStreams
  const stream = grouped ? track.info.stream : track.sid
  return {
    kind: track.kind,
    mid: section.mid,
    direction: 'sendonly',
    codecs,
    extensions: extensionsOf(section),
    sends: {
      stream: `${owner.sid}|${stream}`,
      track: grouped ? `slot-${section.mid}` : track.sid,
      ssrc: forwarder.ssrc,
      cname: owner.sid,
      ...(forwarder.address.repairType > 0 && { repairSsrc: forwarder.repairSsrc }),
    },
  }
}

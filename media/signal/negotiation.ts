import { DisconnectReason, type SessionDescription } from '@livekit/protocol'
import { isBehind } from '../health.ts'
import { askToRejoin, becomeActive, leave } from '../room/lifecycle.ts'
import type { Media } from '../room/media.ts'
import { publish, unpublish } from '../room/publications.ts'
import type { Participant, Slot, Subscription } from '../room/room.ts'
import { askForOffer, openForwarders } from '../room/subscriptions.ts'
import { answerSection, EXTENSION, type Part, type Payloads, payloadsOf, writeSdp } from '../sdp/answer.ts'
import { type Offer, readOffer, type Section } from '../sdp/offer.ts'
import { openPipe, type Pipe } from '../transport/pipe.ts'
import type { PublishedTrack } from '../uplink/published-track.ts'
import { Receiver } from '../uplink/receiver.ts'
import { onMessage, onRtcp } from './incoming.ts'

/** An ICE restart that brings no packet within this time has failed: the client must join anew. */
const RESTART_MS = 5000
/** Data channels open right after the line; a client without them is not waited for longer. */
const CHANNELS_MS = 3000
const INACTIVE: Part = { direction: 'inactive' }

/** Answers an offer of the client: what it publishes is received, and what it may see is sent in its free sections. */
export function answerOffer(
  media: Media,
  participant: Participant,
  { id, sdp: text }: SessionDescription,
): void {
  const offer = readOffer(text)
  if (!offer) {
    participant.send(askToRejoin())
    return
  }
  if (participant.ufrag && participant.ufrag !== offer.ufrag) watchRestart(participant)
  participant.ufrag = offer.ufrag
  participant.pipe ??= connect(media, participant, offer)
  const published: PublishedTrack[] = []
  const sections = offer.sections.map((section) =>
    answerSection(section, partIn(media, participant, section, published)),
  )
  const sdp = writeSdp(++participant.answers, participant.pipe.endpoint, sections)
  for (const track of published) publish(media, participant, track)
  const inUse = [...participant.slots.values()].flatMap(({ mid, subscription }) =>
    subscription ? [[mid, subscription.track.sid] as const] : [],
  )
  participant.send({
    case: 'answer',
    value: { type: 'answer', sdp, id, midToTrackId: Object.fromEntries(inUse) },
  })
  participant.offerAsked = false
  openForwarders(participant, performance.now())
  askForOffer(participant)
}

/** What the server does in a section; tracks that it is the first to carry are added to `published`. */
function partIn(media: Media, participant: Participant, section: Section, published: PublishedTrack[]): Part {
  const payloads = payloadsOf(section)
  if (!payloads) return INACTIVE
  if (section.direction === 'recvonly') return sendIn(participant, section, payloads)
  if (section.direction !== 'inactive') return receiveIn(participant, section, payloads, published)
  const ended = participant.receiver?.byMid.get(section.mid)
  if (ended) unpublish(media, participant, ended)
  return INACTIVE
}

function connect(media: Media, participant: Participant, offer: Offer): Pipe {
  const { health } = media
  const receiver = new Receiver({
    sendRtcp: (packet) => participant.pipe?.send(packet),
    isBehind: (now) => isBehind(health, now),
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
      openForwarders(participant, performance.now())
      if (isReady()) becomeActive(media, participant)
      else setTimeout(() => becomeActive(media, participant), CHANNELS_MS).unref()
    },
    rtp(packet) {
      const now = performance.now()
      health.arrivedAt = now
      receiver.receive(packet, now)
    },
    rtcp(packet) {
      const now = performance.now()
      health.arrivedAt = now
      onRtcp(participant, packet, now)
    },
    channel(channel) {
      participant.channels.set(channel.label, channel)
      if (isReady() && participant.pipe?.isConnected()) becomeActive(media, participant)
    },
    message: (channel, bytes) => onMessage(participant, channel, bytes),
    abused: () => leave(media, participant, DisconnectReason.UNKNOWN_REASON),
    failed() {
      if (!participant.gone) participant.send(askToRejoin())
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
    if (silent && expected && !participant.gone) participant.send(askToRejoin())
  }, RESTART_MS)
}

/** A section in which the client publishes; only what it announced, and was allowed to, is taken. */
function receiveIn(
  { receiver, pending }: Participant,
  section: Section,
  payloads: Payloads,
  published: PublishedTrack[],
): Part {
  const { kind, mid, rids, extensions, ssrc, repairSsrc } = section
  const known = receiver?.byMid.get(mid)
  // Firefox names its media track otherwise than its announcement: then the first of that kind.
  const track =
    known ??
    pending.get(section.trackId) ??
    [...pending.values()].find((each) => each.kind === kind && !each.mid)
  if (!receiver || track?.kind !== kind) return INACTIVE
  if (!known) {
    pending.delete(track.cid)
    track.mid = track.info.mid = mid
    track.rids = rids.length > 0 ? rids : ['']
    receiver.byMid.set(mid, track)
    published.push(track)
  }
  if (payloads.repair) receiver.repairTypes.add(payloads.repair)
  if (payloads.red) receiver.redTypes.add(payloads.red)
  for (const key of ['mid', 'rid', 'repairedRid', 'level', 'transportSeq'] as const)
    receiver.ids[key] = extensions.get(EXTENSION[key]) ?? receiver.ids[key]
  if (rids.length === 0 && ssrc) receiver.bind(track, ssrc, repairSsrc, payloads.main)
  return { direction: 'recvonly', plain: track.info.disableRed }
}

/** A section in which the client receives: it keeps its track, or takes one that waits. */
function sendIn(participant: Participant, section: Section, payloads: Payloads): Part {
  const { kind, mid } = section
  if (kind === 'application') return INACTIVE
  const slot: Slot = participant.slots.get(mid) ?? { mid, kind, draining: false }
  participant.slots.set(mid, slot)
  if (slot.draining) {
    // Inactive once, or the browser would not notice that another track follows in the same section.
    slot.draining = false
    delete slot.subscription
    return INACTIVE
  }
  const subscription =
    slot.subscription ??
    [...participant.subscriptions.values()].find((each) => !each.slot && each.track.kind === kind)
  if (!subscription) return INACTIVE
  slot.subscription = subscription
  subscription.slot = slot
  return sendTrack(participant, section, payloads, subscription)
}

function sendTrack(
  participant: Participant,
  section: Section,
  payloads: Payloads,
  { track, owner, forwarder }: Subscription,
): Part {
  forwarder.address = {
    payloads,
    sendTimeId: section.extensions.get(EXTENSION.sendTime) ?? 0,
    cname: owner.sid,
  }
  // A section that is used again keeps, in the browser, the id of its first track: so that id is neutral where the client goes
  // by midToTrackId, and one stream for each source keeps voice and lips together.
  const grouped = participant.who.groupsStreams
  return {
    direction: 'sendonly',
    sends: {
      stream: `${owner.sid}|${grouped ? track.info.stream : track.sid}`,
      track: grouped ? `slot-${section.mid}` : track.sid,
      ssrc: forwarder.ssrc,
      repairSsrc: forwarder.repairSsrc,
      cname: owner.sid,
    },
  }
}

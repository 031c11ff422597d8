import { DataPacket } from '@livekit/protocol'
import type { Participant } from '../room/room.ts'
import { readRtcp } from '../rtp/rtcp-read.ts'
import type { Channel } from '../transport/pipe.ts'

/** What may wait in a data channel, in bytes: a lossy message is then dropped, a reliable reader too slow for it cut off. */
const MOST_WAITING_BYTES = { _lossy: 64_000, _reliable: 4_000_000 } as const

/** What a client reports: losses and rate of what it receives, the clock of what it sends. */
export function onRtcp(participant: Participant, packet: Buffer, now: number): void {
  const { line, bySsrc, receiver } = participant
  for (const message of readRtcp(packet)) {
    if (message.type === 'sender') receiver?.senderReport(message.ssrc, message.ntp, message.rtp, now)
    if (message.type === 'sender' || message.type === 'receiver') {
      for (const block of message.blocks) {
        const forwarder = bySsrc.get(block.ssrc)
        if (forwarder) line.reportLoss(forwarder, block, now)
      }
    } else if (message.type === 'nack') {
      const forwarder = bySsrc.get(message.ssrc)
      forwarder?.repair(message.lost, (bytes) => line.affordRepair(bytes, forwarder.track.kind), now)
    } else if (message.type === 'keyframe') bySsrc.get(message.ssrc)?.askKeyframe(now)
    else line.reportRemb(message.bitsPerSecond, now)
  }
}

/** A data message: stamped with who sent it, and passed on to those it is meant for. */
export function onMessage(sender: Participant, channel: Channel, bytes: Buffer): void {
  if (!sender.permission.canPublishData || sender.gone || !isRelayed(channel.label)) return
  let packet: DataPacket
  try {
    packet = DataPacket.fromBinary(bytes)
  } catch {
    return
  }
  packet.participantIdentity = sender.identity
  packet.participantSid = sender.sid
  if (packet.value.case === 'user') {
    packet.value.value.participantIdentity = sender.identity
    packet.value.value.participantSid = sender.sid
  }
  if (channel.label === '_reliable') sender.lastMessage = Math.max(sender.lastMessage, packet.sequence)
  relay(sender, packet, channel.label)
}

const isRelayed = (label: string): label is keyof typeof MOST_WAITING_BYTES => label in MOST_WAITING_BYTES

function relay(sender: Participant, packet: DataPacket, label: keyof typeof MOST_WAITING_BYTES): void {
  const only = new Set(packet.destinationIdentities)
  const bytes = packet.toBinary()
  for (const each of sender.room.others(sender)) {
    const channel = each.channels.get(label)
    if (!channel?.isOpen() || (only.size > 0 && !only.has(each.identity))) continue
    if (channel.buffered() < MOST_WAITING_BYTES[label]) channel.send(bytes)
    else if (label === '_reliable') each.socket?.terminate()
  }
}

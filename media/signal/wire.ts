import { type JoinResponse, SignalResponse } from '@livekit/protocol'

type Response = NonNullable<ConstructorParameters<typeof SignalResponse>[0]>

/** What the server says to a client; what a message leaves out has its default. */
export type Message = Exclude<NonNullable<Response['message']>, { case: undefined }>

export const encode = (message: Message): Uint8Array => new SignalResponse({ message }).toBinary()

/** Field numbers of livekit_rtc.proto. */
const UPDATE_OF_RESPONSE = 5
const PARTICIPANTS_OF_UPDATE = 1
const OTHERS_OF_JOIN = 3
const JOIN_OF_RESPONSE = 1

/**
 * `SignalResponse{update}` made of participants that are encoded already: each is encoded once for the whole room, however many
 * hear of it, because n² of encoding is what melts a large room.
 */
export const encodeUpdate = (participants: readonly Uint8Array[]): Uint8Array =>
  field(UPDATE_OF_RESPONSE, ...participants.map((each) => field(PARTICIPANTS_OF_UPDATE, each)))

/** `SignalResponse{join}` with the other participants, likewise. */
export const encodeJoin = (join: JoinResponse, others: readonly Uint8Array[]): Uint8Array =>
  field(JOIN_OF_RESPONSE, join.toBinary(), ...others.map((each) => field(OTHERS_OF_JOIN, each)))

/** A length-delimited field of protocol buffers. */
function field(number: number, ...parts: readonly Uint8Array[]): Buffer {
  const head = [(number << 3) | 2]
  let length = parts.reduce((sum, part) => sum + part.length, 0)
  for (; length > 127; length >>>= 7) head.push((length & 127) | 128)
  return Buffer.concat([Buffer.from([...head, length]), ...parts])
}

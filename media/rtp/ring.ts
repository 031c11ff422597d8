import type { Vp8Ids } from './codecs.ts'

/** A received packet as it is kept for those who miss it: its source numbers and its payload. */
export interface Packet {
  readonly seq: number
  readonly timestamp: number
  readonly marker: boolean
  readonly payload: Buffer
  /** Decoding can start here. */
  readonly keyframe: boolean
  /** For audio in RED: where the newest audio begins in the payload; 0 for plain audio. */
  readonly primaryAt: number
  readonly vp8: Vp8Ids
}

/** The last packets of one layer, shared by all who watch it. `size` is a power of two. */
export class Ring {
  readonly #slots: (Packet | undefined)[]
  readonly #mask: number

  constructor(size: number) {
    this.#slots = new Array<Packet | undefined>(size).fill(undefined)
    this.#mask = size - 1
  }

  put(packet: Packet): void {
    this.#slots[packet.seq & this.#mask] = packet
  }

  get(seq: number): Packet | undefined {
    const packet = this.#slots[seq & this.#mask]
    return packet?.seq === seq ? packet : undefined
  }
}

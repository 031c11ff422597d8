import type { FloorState, GuestWay } from './words.ts'

/** Mission only: who came without a link of their own, newest first. */
export interface GuestsView {
  guests: readonly {
    guest: string
    how: GuestWay
    name: string | null
    organizationName: string | null
    count: number
    since: string
  }[]
}

/** What everyone in the room is told. Null text: it was erased. */
export interface AnnouncementView {
  text: string | null
  at: string
}

/** Mission and panel only: whose hand is up, in the order in which they should be heard. */
export interface HandsView {
  hands: readonly {
    person: string
    name: string | null
    organizationName: string | null
    since: string
    /** How often they, or anybody of their organization, had the floor. */
    spoken: number
  }[]
}

/** Who has the floor, or is offered it. */
export interface FloorView {
  state: FloorState
  since: string
  /** When it ends by itself; null until it is accepted. */
  until: string | null
  /** Name of the firm, known to all once it speaks. */
  firm: string | null
  /** Mission and panel only. */
  person?: string
  name?: string | null
  organizationName?: string | null
}

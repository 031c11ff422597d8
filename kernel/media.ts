/** What somebody may send in a media room. Who may send nothing is hidden from everybody else there. */
export interface MediaPermission {
  readonly microphone: boolean
  readonly camera: boolean
  readonly screen: boolean
}

export type MediaSource = 'microphone' | 'camera' | 'screen' | 'other'

/** Somebody in a media room, as the media server knows it. */
export interface MediaParticipant {
  readonly identity: string
  readonly permission: MediaPermission
  /** Hidden from the others. */
  readonly hidden: boolean
  readonly tracks: readonly { readonly sid: string; readonly source: MediaSource; readonly muted: boolean }[]
}

/** What a media server tells of its own accord. `at` is ISO 8601, to the second. */
export interface MediaEvent {
  readonly type: 'joined' | 'left' | 'published' | 'unpublished' | 'other'
  readonly room: string
  readonly identity: string | null
  readonly source: MediaSource | null
  readonly at: string
}

/** STUN and TURN servers for a browser; `credential` serves for some hours only. */
export interface IceServer {
  readonly urls: readonly string[]
  readonly username?: string | undefined
  readonly credential?: string | undefined
}

/** `off`: there is none. `down`: there is one and it does not answer. */
export type MediaStanding = 'off' | 'starting' | 'ready' | 'down'

export interface MediaStatus {
  readonly standing: MediaStanding
  /** One English sentence for the administrator. */
  readonly words: string
}

/** Whom a token lets in. */
export interface MediaAdmission {
  readonly room: string
  readonly identity: string
  readonly permission: MediaPermission
  /** Shown to everybody who sees this participant. */
  readonly attributes: Readonly<Record<string, string>>
  readonly seconds: number
}

/**
 * A server of the LiveKit protocol. Whatever goes over the network has a time limit of some seconds and rejects after it; whether
 * something is not there (a room that nobody is in, somebody who left) is no failure.
 */
export interface Media {
  status(): MediaStatus
  /** Told when the standing changed. */
  onStatus(listener: (status: MediaStatus) => void): void
  /** Where browsers connect; null: at the product's own address, which is handed through to `loopbackPort`. */
  readonly url: string | null
  /** Where the server listens on this machine, while it does. */
  loopbackPort(): number | null
  token(admission: MediaAdmission): Promise<string>
  iceServers(identity: string): readonly IceServer[]
  participants(room: string): Promise<readonly MediaParticipant[]>
  permit(room: string, identity: string, permission: MediaPermission): Promise<void>
  mute(room: string, identity: string, sid: string): Promise<void>
  remove(room: string, identity: string): Promise<void>
  /** Everybody is out, and the room is gone. */
  closeRoom(room: string): Promise<void>
  /** Reads what the media server sent; null when it is not from it. */
  receive(body: string, authorization: string): Promise<MediaEvent | null>
  onEvent(listener: (event: MediaEvent) => void): void
  /** `hard`: as if this process were killed: what runs beside it goes on. */
  stop(): Promise<void>
}

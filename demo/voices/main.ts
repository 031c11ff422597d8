import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import {
  AudioFrame,
  AudioSource,
  DisconnectReason,
  LocalAudioTrack,
  LocalVideoTrack,
  Room,
  RoomEvent,
  TrackPublishOptions,
  TrackSource,
  VideoBufferType,
  VideoFrame,
  VideoSource,
} from '@livekit/rtc-node'
import type { StageTicket } from '../../modules/room/contract.ts'
import { api, openLink, type Session } from '../client.ts'
import { HEIGHT, plateOf, WIDTH } from './plate.ts'
import { FRAME, RATE, voiceOf } from './voice.ts'

/**
 * The voices of the demo, in a process of its own. Each of the panel comes onto the stage by a ticket like anybody and is heard while
 * the call says that she speaks; a firm comes onto it with the ticket of the floor, and goes when it has handed it back.
 * What it is told comes as JSON over its standard input, because there are links in it; it ends with whoever started it.
 */
interface Told {
  readonly url: string
  readonly call: string
  readonly panel: readonly { readonly initials: string; readonly link: string; readonly seat: string }[]
  readonly firms: readonly { readonly initials: string; readonly link: string; readonly person: string }[]
}

interface Seen {
  readonly put: Readonly<
    Record<
      string,
      {
        agendaItem?: string
        answering?: string
        panelMember?: string
        assigned?: string
        person?: string
        state?: string
      }
    >
  >
}

/** Who speaks now, as the room says it: a panel member, or the person of a firm that has the floor. */
interface Speaking {
  seat: string | null
  person: string | null
}

/** Somebody on stage: whose link it is, how they look and sound, whether they speak and how long they stay. */
interface Part {
  readonly initials: string
  readonly link: string
  readonly n: number
  speaks(): boolean
  stays(): boolean
}

const PICTURES_EVERY_MS = 250
const LOOKS_EVERY_MS = 500
const AGAIN_MS = 2_000

const told = JSON.parse(await text(process.stdin)) as Told
const now: Speaking = { seat: null, person: null }

/** While a firm has the floor the panel listens; else whoever answers speaks, else whose item it is. */
function speakingIn({ put }: Seen): Speaking {
  const { floor, call: { answering, agendaItem } = {} } = put
  if (floor?.state === 'speaking') return { seat: null, person: floor.person ?? null }
  const seat = answering
    ? put[`question:${answering}`]?.assigned
    : agendaItem && put[`agenda:${agendaItem}`]?.panelMember
  return { seat: seat || null, person: null }
}

/** Follows the room with the eyes of the panel: they see who has the floor. */
async function follow(): Promise<void> {
  const [first] = told.panel
  if (!first) return
  let session: Session | null = null
  for (;;) {
    try {
      session ??= await openLink(told.url, first.link)
      Object.assign(now, speakingIn(await api<Seen>(session, 'GET', `/calls/${told.call}/room`)))
    } catch {
      Object.assign(now, { seat: null, person: null })
    }
    await sleep(LOOKS_EVERY_MS)
  }
}

/** Answers whether a person took the place: the visitor who is this official now. */
async function perform({ initials, link, n, speaks, stays }: Part): Promise<boolean> {
  const session = await openLink(told.url, link)
  const room = new Room()
  const stage = { on: true, replaced: false }
  room.on(RoomEvent.Disconnected, (reason) => {
    stage.on = false
    stage.replaced = reason === DisconnectReason.DUPLICATE_IDENTITY
  })
  const { url, token } = await api<StageTicket>(session, 'POST', `/calls/${told.call}/stage/ticket`)
  await room.connect(url, token, { autoSubscribe: false, dynacast: false })
  const sound = new AudioSource(RATE, 1)
  const picture = new VideoSource(WIDTH, HEIGHT)
  const publish = (track: LocalAudioTrack | LocalVideoTrack, source: TrackSource) =>
    room.localParticipant?.publishTrack(track, new TrackPublishOptions({ source, simulcast: false }))
  await publish(LocalAudioTrack.createAudioTrack('voice', sound), TrackSource.SOURCE_MICROPHONE)
  await publish(LocalVideoTrack.createVideoTrack('plate', picture), TrackSource.SOURCE_CAMERA)
  const looking = async (): Promise<void> => {
    for (let tick = 0; stage.on && stays(); tick++) {
      const plate = plateOf(initials, n, tick, speaks())
      picture.captureFrame(new VideoFrame(plate, WIDTH, HEIGHT, VideoBufferType.RGBA))
      await sleep(PICTURES_EVERY_MS)
    }
  }
  const speaking = async (): Promise<void> => {
    const voice = voiceOf(n)
    // The source takes a second of sound ahead and then waits: that is the clock.
    while (stage.on && stays()) await sound.captureFrame(new AudioFrame(voice.next(speaks()), RATE, 1, FRAME))
  }
  try {
    await Promise.all([looking(), speaking()])
  } finally {
    stage.on = false
    await room.disconnect()
  }
  return stage.replaced
}

/** Comes onto the stage, and again after every phase, until a person takes the place or the process is ended. */
async function keepPerforming(part: Part): Promise<void> {
  while (!(await perform(part).catch(() => false))) await sleep(AGAIN_MS)
}

/** Comes onto the stage whenever the floor is hers. */
async function speakWithFloor(part: Part): Promise<void> {
  for (;;) {
    if (part.stays()) await perform(part).catch(() => false)
    await sleep(LOOKS_EVERY_MS)
  }
}

process.on('disconnect', () => process.exit(0))
await Promise.all([
  follow(),
  ...told.panel.map(({ seat, ...who }, n) =>
    keepPerforming({ ...who, n, speaks: () => now.seat === seat, stays: () => true }),
  ),
  ...told.firms.map(({ person, ...who }, n) => {
    const hers = () => now.person === person
    return speakWithFloor({ ...who, n: told.panel.length + n, speaks: hers, stays: hers })
  }),
])

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
 * The voices of the demo's panel, in a process of its own: each comes onto the stage by a ticket like anybody and is heard while the
 * call says that she speaks. What it is told comes as JSON over its standard input, because there are links in it; it ends with whoever
 * started it.
 */
interface Told {
  readonly url: string
  readonly call: string
  readonly people: readonly { readonly initials: string; readonly link: string; readonly seat: string }[]
}

interface Seen {
  readonly put: Readonly<
    Record<string, { agendaItem?: string; answering?: string; panelMember?: string; assigned?: string }>
  >
}

const PICTURES_EVERY_MS = 250
const AGAIN_MS = 2_000

/** The panel member who speaks now: who answers, else whose item it is. */
async function speakerIn({ call }: Told, session: Session): Promise<string | null> {
  const { put } = await api<Seen>(session, 'GET', `/calls/${call}/room`)
  const { answering, agendaItem } = put['call'] ?? {}
  if (answering) return put[`question:${answering}`]?.assigned ?? null
  return agendaItem ? (put[`agenda:${agendaItem}`]?.panelMember ?? null) : null
}

/** Answers whether a person took the place: the visitor who is this official now. */
async function perform(told: Told, n: number): Promise<boolean> {
  const { initials, link, seat } = told.people[n] ?? { initials: '', link: '', seat: '' }
  const session = await openLink(told.url, link)
  const room = new Room()
  const stage = { on: true, speaking: false, replaced: false }
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
    for (let tick = 0; stage.on; tick++) {
      if (tick % 4 === 0) stage.speaking = (await speakerIn(told, session)) === seat
      const plate = plateOf(initials, n, tick, stage.speaking)
      picture.captureFrame(new VideoFrame(plate, WIDTH, HEIGHT, VideoBufferType.RGBA))
      await sleep(PICTURES_EVERY_MS)
    }
  }
  const speaking = async (): Promise<void> => {
    const voice = voiceOf(n)
    // The source takes a second of sound ahead and then waits: that is the clock.
    while (stage.on) await sound.captureFrame(new AudioFrame(voice.next(stage.speaking), RATE, 1, FRAME))
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
async function keepPerforming(told: Told, n: number): Promise<void> {
  while (!(await perform(told, n).catch(() => false))) await sleep(AGAIN_MS)
}

const told = JSON.parse(await text(process.stdin)) as Told
process.on('disconnect', () => process.exit(0))
await Promise.all(told.people.map((_, n) => keepPerforming(told, n)))

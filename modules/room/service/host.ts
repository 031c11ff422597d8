import { type Actor, system } from '../../../kernel/actor.ts'
import { AppError } from '../../../kernel/errors.ts'
import type { AppContext } from '../../../kernel/ports.ts'
import type { Tx } from '../../../kernel/tx.ts'
import { staffByIds } from '../../access/views.ts'
import { type CallFacts, callsCommands } from '../../calls/contract.ts'
import { type Names, peopleCommands } from '../../people/contract.ts'
import { id as idSchema, type RoomCommand } from '../contract.ts'
import { isModerator } from '../rules/decision.ts'
import type { RoomActor } from '../rules/who.ts'
import { roomActorOf, roomFactsOf } from './actors.ts'
import { type Conductor, createConductor } from './conductor.ts'
import { createDirectory, type LiveDirectory, mentioned } from './directory.ts'
import { createFloorClock, type FloorClock } from './floor-clock.ts'
import { type LiveRoom, openLiveRoom, type RoomTimes } from './live.ts'
import { recordStore } from './record-store.ts'
import type { Outcome } from './room-parts.ts'
import { createWatch, type Watch } from './watch.ts'

/** A room that is open in this process, with what its call's page says. */
export interface Hosted {
  readonly live: LiveRoom
  readonly directory: LiveDirectory
  readonly conductor: Conductor
  readonly floor: FloorClock
  call: CallFacts
}

/** All rooms of this process: opened when somebody comes, closed when nobody has been there for a while. */
export interface RoomHost {
  /** How busy all of them are. */
  readonly watch: Watch
  open(call: string): Promise<Hosted>
  /** The room of a call, and who this is in it. @throws AppError `unauthenticated`, `forbidden` */
  enter(call: string, actor: Actor): Promise<{ hosted: Hosted; who: RoomActor }>
  submit(hosted: Hosted, actor: RoomActor, id: string, command: RoomCommand): Promise<Outcome>
  /** Somebody else wrote into this record. */
  catchUp(call: string): Promise<void>
  /** The call's page was changed. */
  refresh(call: string): Promise<void>
  /** A person has these roles now (null: the link was revoked): who is connected as something else comes back anew. */
  accessChanged(call: string, person: string, roles: readonly string[] | null): Promise<void>
  /** A person's name and texts are gone. */
  erased(person: string): Promise<void>
  /** Words of this record are gone. */
  wordsErased(call: string): Promise<void>
  stop(): Promise<void>
}

const SWEEP_MS = 60_000
const me = system('room')

export function createHost(app: AppContext, times: RoomTimes): RoomHost {
  const rooms = new Map<string, Promise<Hosted>>()
  const store = recordStore(app)
  const now = momentOf(app)
  const failed = app.metrics.counter(
    'media_failures_total',
    'Times the media server could not be brought in line',
  )
  const opened = new Map<string, Hosted>()
  const watch = createWatch(app.metrics, () => {
    const lives = [...opened.values()].map(({ live }) => live)
    const sum = (of: (live: LiveRoom) => number) => lives.reduce((total, live) => total + of(live), 0)
    return { rooms: lives.length, sockets: sum((live) => live.viewers()), slow: sum((live) => live.behind()) }
  })

  const callOf = (call: string): Promise<CallFacts> =>
    app.transaction(me, (tx) => tx.use(callsCommands).get(tx, me, { call }))

  const load = async (id: string): Promise<Hosted> => {
    const call = await callOf(id)
    const directory = createDirectory((persons, organizations) =>
      app.transaction(me, (tx) => namesIn(tx, persons, organizations)),
    )
    const woken: { conductor?: Conductor; floor?: FloorClock } = {}
    const live = await openLiveRoom(
      {
        call: id,
        facts: roomFactsOf(call, app.media.status().standing),
        directory,
        store,
        now,
        newId: app.ids,
        onTouched: () => {
          woken.conductor?.wake()
          woken.floor?.wake()
        },
        onBatch: watch.commit,
        onTick: watch.tick,
      },
      times,
    )
    const known = mentioned(live.room.seen().state)
    await directory.learn(known.persons, known.organizations)
    const conductor = createConductor({
      call: id,
      media: app.media,
      room: live.room,
      log: app.log,
      onFailure: () => failed.inc(),
    })
    woken.conductor = conductor
    conductor.wake()
    const floor = createFloorClock(live.room, now)
    woken.floor = floor
    floor.wake()
    return { live, directory, conductor, floor, call }
  }

  const open = (call: string): Promise<Hosted> => {
    const known = rooms.get(call)
    if (known) return known
    const opening = load(call)
    rooms.set(call, opening)
    opening.then(
      (hosted) => opened.set(call, hosted),
      () => rooms.delete(call),
    )
    return opening
  }

  const setCall = (hosted: Hosted, call: CallFacts): void => {
    hosted.call = call
    hosted.live.setFacts(roomFactsOf(call, app.media.status().standing))
  }

  const sweep = setInterval(async () => {
    for (const [call, opening] of rooms) {
      const hosted = await opening.catch(() => null)
      if (!hosted || hosted.live.viewers() > 0 || isSomebodyInside(hosted)) continue
      rooms.delete(call)
      opened.delete(call)
      await close(hosted)
    }
  }, SWEEP_MS)

  app.media.onStatus(async () => {
    for (const opening of rooms.values()) {
      const hosted = await opening.catch(() => null)
      if (!hosted) continue
      setCall(hosted, hosted.call)
      hosted.conductor.wake()
    }
  })
  app.media.onEvent(async (event) => {
    const call = event.room.replace(/-debrief$/, '')
    // A room that is not open here: what is seen of it may still be in need of somebody who looks after it.
    const hosted = idSchema.safeParse(call).success ? await open(call).catch(() => null) : null
    hosted?.conductor.seen(event)
  })

  return {
    watch,
    open,
    async enter(call, actor) {
      const hosted = await open(call)
      if (actor.kind === 'anonymous') throw new AppError('unauthenticated', 'server.sign_in')
      const who = roomActorOf(actor, hosted.call)
      if (!who) throw new AppError('forbidden', 'room.not_your_call')
      await hosted.directory.learn([who.person], who.organization ? [who.organization] : [])
      return { hosted, who }
    },
    async submit(hosted, actor, id, command) {
      // What the call's page says decides whether it may begin. Nobody else costs a look at the database, and all a new view.
      if (command.name === 'openRoom' && isModerator(actor) && isClosed(hosted))
        setCall(hosted, await callOf(hosted.call.id))
      return hosted.live.submit(actor, id, command)
    },
    async catchUp(call) {
      const hosted = await rooms.get(call)
      if (!hosted) return
      await hosted.live.room.catchUp()
      const known = mentioned(hosted.live.room.seen().state)
      if (await hosted.directory.learn(known.persons, known.organizations)) hosted.live.lookAgain()
    },
    async refresh(call) {
      const hosted = await rooms.get(call)
      if (hosted) setCall(hosted, await callOf(call))
    },
    async accessChanged(call, person, roles) {
      const hosted = await rooms.get(call)
      const asBefore = (actor: RoomActor) => roles !== null && isSameSet(actor.roles, roles)
      hosted?.conductor.dismiss(person, asBefore)
      hosted?.live.cut(person, asBefore, 'room.access_changed', roles === null ? null : 0)
    },
    async erased(person) {
      for (const opening of rooms.values()) {
        const hosted = await opening
        hosted.directory.forget(person)
        await hosted.live.room.rereadTexts()
        hosted.live.lookAgain()
      }
    },
    async wordsErased(call) {
      const hosted = await rooms.get(call)
      await hosted?.live.room.rereadTexts()
      hosted?.live.lookAgain()
    },
    async stop() {
      clearInterval(sweep)
      watch.stop()
      for (const opening of rooms.values()) {
        const hosted = await opening.catch(() => null)
        if (hosted) await close(hosted)
      }
      rooms.clear()
    },
  }
}

/** Names of those who hold a link, and of staff, who have no file of a person. */
async function namesIn(tx: Tx, persons: readonly string[], organizations: readonly string[]): Promise<Names> {
  const known = await tx.use(peopleCommands).names(tx, me, { persons, organizations })
  const staff = await staffByIds(
    tx,
    persons.filter((id) => !known.persons.has(id)),
  )
  const colleagues = [...staff].map(
    ([id, { name }]) => [id, { name, title: null, organization: null }] as const,
  )
  return { ...known, persons: new Map([...known.persons, ...colleagues]) }
}

/** The record counts in milliseconds: finer than anybody speaks, the same in every language's JSON. Written once for each. */
function momentOf({ clock }: Pick<AppContext, 'clock'>): () => string {
  let last = -1
  let text = ''
  return () => {
    const { epochMilliseconds } = clock.now()
    if (epochMilliseconds !== last) {
      last = epochMilliseconds
      text = Temporal.Instant.fromEpochMilliseconds(epochMilliseconds).toString()
    }
    return text
  }
}

async function close({ conductor, floor, live }: Hosted): Promise<void> {
  conductor.stop()
  floor.stop()
  await live.stop()
}

const isSameSet = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((each) => b.includes(each))

const isClosed = ({ live }: Hosted): boolean => live.room.seen().state.phase === 'closed'

const isSomebodyInside = ({ live }: Hosted): boolean =>
  [...live.room.seen().state.people.values()].some(({ place }) => place === 'inside' || place === 'waiting')

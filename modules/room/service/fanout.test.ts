import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applyFrame, type ClientRoom, emptyRoom, type Frame, type ServerMessage } from '../contract.ts'
import { attempts, playAll } from '../factories/fuzz.ts'
import { people, type Who } from '../factories/people.ts'
import { onAir, type Play, play } from '../factories/play.ts'
import { apply } from '../rules/apply.ts'
import { view } from '../rules/view.ts'
import { meOf, orgOf, standing } from '../rules/view-people.ts'
import { type WindowSizes, windowOf } from '../rules/window.ts'
import { createFanout, type Fanout } from './fanout.ts'

/** A client behind a line of its own: what is sent waits until it is taken. */
function line(who: Who) {
  let queue: string[] = []
  let room: ClientRoom = emptyRoom
  let stuck = false
  return {
    actor: people[who],
    send: (frame: string, before?: string | null) => {
      queue.push(...(before ? [before, frame] : [frame]))
    },
    buffered: () => (stuck ? 1_000_000 : 0),
    close: () => undefined,
    room: () => room,
    stick(yes: boolean) {
      stuck = yes
    },
    /** Everything sent arrives. */
    take(): Frame[] {
      const frames = queue
        .map((text) => JSON.parse(text) as ServerMessage)
        .filter((each) => each.t === 'frame')
      for (const frame of frames) room = applyFrame(room, frame)
      queue = []
      return frames
    },
    /** Only the first of what was sent arrives, then the line is cut. */
    cut(after: number) {
      for (const text of queue.slice(0, after)) {
        const message = JSON.parse(text) as ServerMessage
        if (message.t === 'frame') room = applyFrame(room, message)
      }
      queue = []
    },
  }
}
type Line = ReturnType<typeof line>

/** What this client must know in the end, made without any frame. */
function expected(room: Play, who: Who, sizes?: WindowSizes): Record<string, unknown> {
  const seen = room.seen()
  const actor = people[who]
  const audience = standing(seen, actor)
  const keys = [
    'call',
    'presence',
    'lobby',
    'hands',
    'floor',
    'announcement',
    'guests',
    'stage',
    'counts',
    ...seen.facts.agenda.map(({ id }) => `agenda:${id}`),
    ...seen.facts.panel.map(({ id }) => `panel:${id}`),
    ...[...seen.state.people.keys()].map((id) => `person:${id}`),
    ...windowOf(seen.state, audience, sizes),
  ]
  const shared = keys
    .map((key) => [key, view(seen, key, audience)] as const)
    .filter(([, each]) => each !== null)
  const entities = {
    ...Object.fromEntries(shared),
    me: meOf(seen, actor),
    ...(actor.organization ? { org: orgOf(seen, actor.organization) } : {}),
  }
  return JSON.parse(JSON.stringify(entities))
}

const NARROW: WindowSizes = {
  lists: { pending: 1, assigned: 2, visible: 1, owed: 1, answered: 1, dismissed: 1, merged: 1 },
  newestVisible: 1,
  entries: 1,
  promises: 1,
  quotes: 1,
}

const join = (fanout: Fanout, client: Line): void =>
  fanout.join(client, { seq: client.room().seq, as: client.room().audience })

const watched = ['officer', 'secretary', 'rapporteur', 'dana', 'fay', 'gus'] as const satisfies Who[]

describe('what the sockets are sent', () => {
  it.each([
    ['all of it', undefined],
    ['the newest of it, of each kind one or two', NARROW],
  ])('adds up to what each may see, %s, with cuts, slow lines and late joins at any moment', (_, sizes) => {
    const disturbance = fc.record({
      at: fc.nat(90),
      who: fc.constantFrom(...watched),
      what: fc.constantFrom('join', 'join', 'cut', 'cut', 'stick', 'flow'),
      after: fc.nat(3),
    })
    fc.assert(
      fc.property(
        attempts(120),
        fc.array(disturbance, { minLength: 20, maxLength: 60, size: 'max' }),
        (list, disturbances) => {
          let fanout: Fanout | null = null
          const clients = new Map<Who, Line>(watched.map((who) => [who, line(who)]))
          const joined = new Set<Who>()
          const rejoin = (to: Fanout, who: Who, client: Line) => {
            join(to, client)
            joined.add(who)
          }
          let step = 0
          let known = 0
          const disturb = (to: Fanout): void => {
            for (const { who, what, after } of disturbances.filter(({ at }) => at === step)) {
              const client = clients.get(who)
              if (!client) continue
              if (what === 'join' && !joined.has(who)) rejoin(to, who, client)
              if (what === 'cut' && joined.delete(who)) {
                to.leave(client)
                client.cut(after)
              }
              if (what === 'stick') client.stick(true)
              if (what === 'flow') client.stick(false)
            }
          }
          const room = playAll(list, (now) => {
            if (!fanout) {
              fanout = createFanout(
                () => now.seen(),
                () => now.now(),
                () => null,
                sizes,
              )
              for (const [who, client] of clients) rejoin(fanout, who, client)
            }
            // The keys that an event touches come from applying it: apply the new ones to a copy of the past.
            fanout.touch(touchedBy(now, known))
            known = now.record.length
            if (step % 3 === 0) fanout.flush()
            disturb(fanout)
            if (step % 5 === 0) for (const client of clients.values()) client.take()
            step++
          })
          const all =
            fanout ??
            createFanout(
              () => room.seen(),
              () => room.now(),
              () => null,
              sizes,
            )
          all.flush()
          for (const [who, client] of clients) {
            client.stick(false)
            if (!joined.has(who)) join(all, client)
          }
          all.beat()
          for (const [who, client] of clients) {
            client.take()
            expect(client.room().entities, who).toEqual(expected(room, who, sizes))
          }
        },
      ),
      { numRuns: 100 },
    )
  })

  it('is one frame for a tick, the same text for everybody of an audience', () => {
    const room = onAir()
    const sent: Record<string, string[]> = { dana: [], fay: [], observer: [] }
    const fanout = createFanout(
      () => room.seen(),
      () => room.now(),
    )
    for (const who of ['dana', 'fay', 'observer'] as const) {
      const send = (frame: string, before?: string | null) =>
        sent[who]?.push(...(before ? [before, frame] : [frame]))
      fanout.join(
        { actor: people[who], send, buffered: () => 0, close: () => undefined },
        { seq: 0, as: null },
      )
    }
    for (const frames of Object.values(sent)) frames.length = 0
    const from = room.record.length
    for (let n = 0; n < 5; n++) {
      const question = room.does('gus', 'submitQuestion', { text: `Question ${n}` })
      room.does('officer', 'showQuestion', { question })
    }
    fanout.touch(touchedBy(room, from))
    fanout.flush()
    expect(sent['dana']).toHaveLength(1)
    expect(sent['fay']?.[0]).toBe(sent['dana']?.[0])
    expect(sent['observer']?.[0]).toBe(sent['dana']?.[0])
  })

  it('says nothing to an audience for which nothing changed', () => {
    const room = onAir()
    const sent: string[] = []
    const fanout = createFanout(
      () => room.seen(),
      () => room.now(),
    )
    const fay = {
      actor: people.fay,
      send: (frame: string, before?: string | null) => sent.push(...(before ? [before, frame] : [frame])),
      buffered: () => 0,
      close: () => undefined,
    }
    fanout.join(fay, { seq: 0, as: null })
    sent.length = 0
    const from = room.record.length
    room.does('dana', 'submitQuestion', { text: 'Only the mission sees it yet' })
    room.does('rapporteur', 'recordEntry', { kind: 'topic', text: 'Nor is this for firms' })
    fanout.touch(touchedBy(room, from))
    fanout.flush()
    expect(sent).toEqual([])
  })

  it('goes to a voter together with what everybody is shown, in one packet', () => {
    const room = onAir()
    const packets: { frame: string; before: string | null }[] = []
    const fanout = createFanout(
      () => room.seen(),
      () => room.now(),
    )
    const send = (frame: string, before: string | null = null) => packets.push({ frame, before })
    fanout.join({ actor: people.dana, send, buffered: () => 0, close: () => undefined }, { seq: 0, as: null })
    const question = room.does('gus', 'submitQuestion', { text: 'Which licence?' })
    const from = room.record.length
    room.does('officer', 'showQuestion', { question })
    room.does('dana', 'vote', { question })
    packets.length = 0
    fanout.touch(touchedBy(room, from))
    fanout.flush()
    expect(packets).toHaveLength(1)
    expect(JSON.parse(packets[0]?.before ?? '')).toMatchObject({
      mine: true,
      put: { org: { votes: [question] } },
    })
    expect(JSON.parse(packets[0]?.frame ?? '').put[`question:${question}`]).toMatchObject({ votes: 1 })
  })

  it('is no beat for those who were just sent something, unless all must be told', () => {
    const room = onAir()
    const sent: string[] = []
    const fanout = createFanout(
      () => room.seen(),
      () => room.now(),
    )
    fanout.join(
      {
        actor: people.dana,
        send: (frame) => sent.push(frame),
        buffered: () => 0,
        close: () => undefined,
      },
      { seq: 0, as: null },
    )
    sent.length = 0
    fanout.beat()
    expect(sent).toEqual([])
    fanout.beat(true)
    expect(sent).toMatchObject([expect.stringContaining('"t":"beat"')])
  })
})

/** The entities that the events after `from` touched. */
function touchedBy(room: Play, from: number): string[] {
  const past = play().state
  return room.record.flatMap((event, index) => {
    const keys = apply(past, event)
    return index >= from ? [...keys] : []
  })
}

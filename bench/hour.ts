import { pause } from './load/machine.ts'
import { enter, openedRoom } from './load/opened.ts'

const QUESTIONS = 500
const MINUTES = 60

/**
 * The bytes of one hour on an attendee's line, headers of the handshake included: 500 questions are asked, shown and voted for, all at the
 * pace that the limits allow. The beats of the hour that did not pass meanwhile are added from what an idle minute costs.
 */
export async function run(quick: boolean) {
  const attendees = 60
  const questions = quick ? 50 : QUESTIONS
  const room = await openedRoom(attendees)
  await enter(room, attendees, 1000, 40)
  const idle = await idleBytes(room, quick ? 5 : 20)
  const before = await mean(room)
  const began = performance.now()
  const rate = 4
  const asked: string[] = []
  for (let n = 0; n < questions; n++) {
    const text = `Question ${n}: which licence does a foreign firm need to sell this service, from which office, and how long does it take?`
    asked.push(await room.askAs(n, text))
    if (n % rate === 0) {
      await room.crowd.ask('vote', { milliseconds: 250, perSecond: 40, questions: asked.slice(-1) })
    }
  }
  await pause(500)
  const seconds = (performance.now() - began) / 1000
  const spent = (await mean(room)) - before - idle * seconds
  const whole = before + (spent * QUESTIONS) / questions + idle * MINUTES * 60
  await room.close()
  const figure = Math.round((whole / 1e6) * 1000) / 1000
  return {
    rows: [
      { what: 'joining', bytes: Math.round(before) },
      { what: 'one idle minute', bytes: Math.round(idle * 60) },
      { what: `${QUESTIONS} questions with their votes`, bytes: Math.round((spent * QUESTIONS) / questions) },
      { what: 'the hour', bytes: Math.round(whole) },
    ],
    figure,
    unit: 'MB that an hour with 500 questions and votes costs an attendee without media, both directions',
  }
}

type Room = Awaited<ReturnType<typeof openedRoom>>

/** Bytes on the line of one attendee, both ways, in the mean of all. */
async function mean(room: Room): Promise<number> {
  const { received, sent } = await room.crowd.ask('bytes', {})
  return [...received, ...sent].reduce((sum, each) => sum + each, 0) / received.length
}

async function idleBytes(room: Room, seconds: number): Promise<number> {
  const before = await mean(room)
  await pause(seconds * 1000)
  return ((await mean(room)) - before) / seconds
}

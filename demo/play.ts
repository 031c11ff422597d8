import type { Id } from '../kernel/ids.ts'
import { entitiesOf, entityOf } from '../modules/room/contract.ts'
import type { Cast } from './call.ts'
import { openLink, RoomRefusal, type Seat, takeSeat } from './client.ts'
import { type Line, sample, script } from './script.ts'
import { bringSlides } from './slides/bring.ts'

/** Lets a minute of the call pass: real time, hurried, or the clock of a test. */
export interface Pace {
  /** Waits until `minute` of the call; false when it is to end early. */
  until(minute: number): Promise<boolean>
}

/** Words the rapporteur took down, at `seq` of the record, in Urdu. */
export interface InUrdu {
  readonly seq: number
  readonly text: string
}

export interface Stage {
  readonly url: string
  readonly cast: Cast
  readonly pace: Pace
  /** The day of the call in the host's zone, from which promises are due. */
  readonly today: Temporal.PlainDate
}

interface Playing extends Stage {
  readonly seats: Map<string, Seat>
  readonly questions: Map<string, Id>
  readonly decks: Map<string, Id>
  readonly inUrdu: InUrdu[]
}

export interface Played {
  /** Whether the script was played to its end. */
  readonly finished: boolean
  /** What the room did not do, because a visitor had done it before, or something else. */
  readonly refusals: readonly string[]
  /** For the readout, which is to read in both languages. */
  readonly inUrdu: readonly InUrdu[]
}

/** A visitor may end the call, too. */
const OVER = 'room.call_over'

/** Plays the sample call from outside, through the same links, API and sockets that people use. */
export async function playCall(stage: Stage): Promise<Played> {
  const playing: Playing = { ...stage, seats: new Map(), questions: new Map(), decks: new Map(), inUrdu: [] }
  try {
    const refusals: string[] = []
    for (const line of script) {
      if (!(await stage.pace.until(line.at))) return { finished: false, refusals, inUrdu: playing.inUrdu }
      const refusal = await perform(playing, line).then(() => null, refusalOf)
      if (refusal) refusals.push(refusal.message)
      if (refusal?.reason === OVER) break
    }
    return { finished: true, refusals, inUrdu: playing.inUrdu }
  } finally {
    for (const seat of playing.seats.values()) seat.close()
  }
}

function refusalOf(error: unknown): RoomRefusal {
  if (error instanceof RoomRefusal) return error
  throw error
}

async function perform(playing: Playing, line: Line): Promise<void> {
  if ('votes' in line) {
    for (const who of line.who) await (await seatOf(playing, who)).command('vote', about(playing, line.votes))
  } else if ('asks' in line) {
    const { text, showFirm } = line
    const { made } = await (await seatOf(playing, line.who)).command('submitQuestion', { text, showFirm })
    if (made) playing.questions.set(line.asks, made)
  } else if ('takes' in line) {
    await takeDown(playing, line)
  } else if ('does' in line) {
    await act(playing, line)
  } else if ('brings' in line || 'turns' in line) {
    await present(playing, line)
  } else {
    await moderate(playing, line)
  }
}

type LineWith<K extends string> = K extends string ? Extract<Line, Readonly<Record<K, unknown>>> : never

async function act(playing: Playing, line: LineWith<'does'>): Promise<void> {
  switch (line.does) {
    case 'enter':
    case 'leave': {
      const { does, who } = line
      await Promise.all(who.map((one) => (does === 'enter' ? enter(playing, one) : leave(playing, one))))
      return
    }
    case 'raiseHand':
    case 'acceptFloor':
    case 'returnFloor':
    case 'hideSlides':
      for (const who of line.who) await (await seatOf(playing, who)).command(line.does)
      return
    default:
      await (await seatOf(playing, 'moderator')).command(line.does)
      if (line.does === 'openRoom') await enter(playing, 'moderator')
  }
}

/** Slides that could not be drawn here are neither kept nor turned. */
async function present(playing: Playing, line: LineWith<'brings'> | LineWith<'turns'>): Promise<void> {
  if ('brings' in line) {
    const session = await openLink(playing.url, linkOf(playing, line.who))
    const deck = await bringSlides(session, playing.cast.call, line.brings)
    if (deck) playing.decks.set(line.brings, deck)
    return
  }
  const deck = playing.decks.get(line.turns)
  if (deck) await (await seatOf(playing, line.who)).command('showSlide', { deck, page: line.to })
}

async function enter(playing: Playing, who: string): Promise<void> {
  const seat = await seatOf(playing, who)
  const acceptedRules = entityOf(seat.room(), 'call')?.rulesVersion ?? null
  await seat.command('enter', { acceptedRules })
}

async function leave(playing: Playing, who: string): Promise<void> {
  const seat = await seatOf(playing, who)
  await seat.command('leave')
  seat.close()
  playing.seats.delete(who)
}

type Moderation = Exclude<Line, LineWith<'does' | 'asks' | 'votes' | 'takes' | 'brings' | 'turns'>>

async function moderate(playing: Playing, line: Moderation): Promise<void> {
  const desk = await seatOf(playing, 'moderator')
  if ('shows' in line) await desk.command('showQuestion', about(playing, line.shows))
  else if ('givesFloorTo' in line) {
    await desk.command('giveFloor', { person: personOf(playing, line.givesFloorTo) })
  } else if ('assigns' in line) {
    const panelMember = seatId(playing, line.to)
    await desk.command('assignQuestion', { ...about(playing, line.assigns), panelMember })
  } else if ('starts' in line) await desk.command('startAnswering', about(playing, line.starts))
  else if ('dismisses' in line) {
    const { reason, text = null } = line
    await desk.command('dismissQuestion', { ...about(playing, line.dismisses), reason, note: text })
  } else if ('answered' in line) {
    const speaker = officeOf(playing, line.by)
    await desk.command('answerLive', { ...about(playing, line.answered), summary: line.text, speaker })
  } else if ('writes' in line) {
    await desk.command('answerInWriting', { ...about(playing, line.writes), text: line.text })
  } else {
    const owner = officeOf(playing, line.by)
    const due = dayIn(playing, line.days)
    await desk.command('followUp', {
      ...about(playing, line.owes),
      how: 'send',
      owner,
      due,
      promise: line.text,
    })
  }
}

async function takeDown(playing: Playing, line: LineWith<'takes'>): Promise<void> {
  const desk = await seatOf(playing, 'rapporteur')
  const { seq, made } = await desk.command('recordEntry', {
    kind: line.takes,
    text: line.text,
    speaker: line.by ? speakerOf(playing, line.by) : null,
    aspect: line.about ?? null,
    owner: line.owner ? officeOf(playing, line.owner) : null,
    due: line.days === undefined ? null : dayIn(playing, line.days),
  })
  if (line.ur) playing.inUrdu.push({ seq, text: line.ur })
  if (!line.publication || !made) return
  await desk.command('askToPublish', { entry: made })
  const speaker = await seatOf(playing, line.by ?? 'rapporteur')
  await speaker.command(line.publication === 'granted' ? 'grantPublication' : 'refusePublication', {
    entry: made,
  })
}

/** The socket of somebody, opened by their own link when it is needed first. */
async function seatOf(playing: Playing, who: string): Promise<Seat> {
  const known = playing.seats.get(who)
  if (known?.isOpen()) return known
  const seat = await takeSeat(await openLink(playing.url, linkOf(playing, who)), playing.cast.call)
  playing.seats.set(who, seat)
  return seat
}

function linkOf({ cast }: Playing, who: string): string {
  const link = cast.links[who]
  if (!link) throw new Error(`the script names ${who}, who is not in the cast`)
  return link
}

/** The question that the script calls so; those that came with a registration are found by their text. */
function about(playing: Playing, nick: string): { question: Id } {
  const known = playing.questions.get(nick)
  if (known) return { question: known }
  const people = [...sample.firms, ...sample.absent, ...sample.pending].flatMap((firm) => firm.people)
  const text = people.find(({ question }) => question === nick)?.text
  const room = playing.seats.get('moderator')?.room()
  const found = room && entitiesOf(room, 'question').find((question) => question.text === text)
  if (!found) throw new Error(`the script names the question ${nick}, which nobody asked`)
  playing.questions.set(nick, found.id)
  return { question: found.id }
}

function seatId({ cast }: Playing, who: string): Id {
  const seat = cast.seats[who]
  if (!seat) throw new Error(`the script names ${who}, who is not on the panel`)
  return seat
}

const OFFICE = 'office:'

/** An office of the panel, or the mission: what is invented belongs to an office, never to a named person. */
function officeOf(playing: Playing, voice: string) {
  if (voice === 'mission') return { kind: 'mission' } as const
  if (!voice.startsWith(OFFICE)) throw new Error(`what ${voice} said or owes must belong to an office`)
  return { kind: 'office', panelMember: seatId(playing, voice.slice(OFFICE.length)) } as const
}

function speakerOf(playing: Playing, voice: string) {
  if (voice === 'mission' || voice.startsWith(OFFICE)) return officeOf(playing, voice)
  const seat = playing.cast.seats[voice]
  if (seat) return { kind: 'panel member', panelMember: seat } as const
  return { kind: 'person', person: personOf(playing, voice) } as const
}

function personOf({ cast }: Playing, who: string): Id {
  const person = cast.persons[who]
  if (!person) throw new Error(`the script names ${who}, who is not in the cast`)
  return person
}

const dayIn = ({ today }: Playing, days: number): string => today.add({ days }).toString()

import { useCallback, useMemo, useRef, useState } from 'react'
import { type ClientRoom, entityOf, type MeView, type QuestionView } from '../../contract.ts'
import type { RoomLink } from '../link.tsx'

/** One question, invented, that nobody asked: the id is in no record. */
const QUESTION = '00000000-0000-7000-8000-000000000001'

/** How far the practice has come: the question comes next, is being answered, or was dealt with. */
export type Step = 'next' | 'answering' | 'dealt with'

const DEALT_WITH: ReadonlySet<string> = new Set([
  'done',
  'willSend',
  'answerInWriting',
  'willWrite',
  'passTo',
])

/**
 * The room of the day as one panel member sees it while on air, made in this browser alone: names, places and agenda are the real
 * ones, the question is invented, and what is commanded reaches nobody.
 */
export function usePractice(real: RoomLink, words: { question: string; firm: string }) {
  const [step, setStep] = useState<Step>('next')
  const { now } = real
  const since = useRef(isoOf(now()))
  const room = useMemo(() => practiceRoom(real.room, step, since.current, words), [real.room, step, words])
  const move = useCallback(
    (to: Step) => {
      since.current = isoOf(now())
      setStep(to)
    },
    [now],
  )
  const run = useCallback<RoomLink['run']>(
    async (name) => {
      if (DEALT_WITH.has(name)) move('dealt with')
      return { seq: 0, made: null }
    },
    [move],
  )
  const link = useMemo<RoomLink>(
    () => ({ ...real, room, run, facts: { ...real.facts, stageLink: null } }),
    [real, room, run],
  )
  return { link, step, move }
}

const isoOf = (epochMs: number): string =>
  Temporal.Instant.fromEpochMilliseconds(Math.round(epochMs)).toString()

function practiceRoom(
  room: ClientRoom,
  step: Step,
  since: string,
  words: { question: string; firm: string },
): ClientRoom {
  const [me, call] = [entityOf(room, 'me'), entityOf(room, 'call')]
  if (!me || !call) return room
  const answering = step === 'answering' ? QUESTION : null
  const question: QuestionView = {
    id: QUESTION,
    text: words.question,
    firm: words.firm,
    state: 'assigned',
    at: since,
    visibility: 'public',
    source: 'room',
    votes: 12,
    rank: null,
    assigned: me.panelMember,
    answeringSince: answering && since,
    answers: [],
    followUp: null,
  }
  const inside: MeView = {
    ...me,
    place: 'inside',
    askedOfMe: step === 'dealt with' ? [] : [QUESTION],
    quotesAskedOfMe: [],
    floor: null,
    hand: null,
  }
  // Sound and picture were tried at the door: here is only what is written.
  const { stage: _stage, announcement: _announcement, ...kept } = room.entities
  return {
    ...room,
    entities: {
      ...kept,
      me: inside,
      call: {
        ...call,
        phase: 'on air',
        since,
        onAirAt: since,
        answering,
        answeringSince: answering && since,
        agendaItem: null,
        agendaSince: null,
      },
      [`question:${QUESTION}`]: question,
    },
  }
}

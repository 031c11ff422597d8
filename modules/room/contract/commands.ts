import { z } from 'zod'
import { line, prose } from '../../../kernel/schemas.ts'
import { STAGE_COMMANDS } from './stage.ts'
import {
  ADMISSIONS,
  ANSWER_SOURCES,
  ASPECTS,
  answerer,
  DISMISSALS,
  day,
  ENTRY_KINDS,
  FIRM_SHOWN_TO,
  FOLLOW_UPS,
  GUEST_WAYS,
  id,
  instantString,
  MAX_COUNT,
  owner,
  QUESTION_ORDERS,
  REMOVALS,
  speaker,
  VISIBILITIES,
} from './words.ts'

const nothing = z.strictObject({})
/** `seen`: the record as far as whoever ends it has seen it. Refused if somebody gave more time since. */
const ending = z.strictObject({ seen: z.int().min(0).nullable().default(null) })
const count = z.int().min(1).max(MAX_COUNT)
const aboutPerson = z.strictObject({ person: id })
const aboutQuestion = z.strictObject({ question: id })
const aboutEntry = z.strictObject({ entry: id })

/**
 * What can be asked of a room: name → input. The same over the socket and over HTTP.
 * `saidAt` is when something was said; without it the room takes the moment of the command.
 */
export const COMMANDS = {
  /** Come in, accepting the ground rules in the version that was shown (attendees, observers and panel members must). */
  enter: z.strictObject({ acceptedRules: z.int().min(0).nullable().default(null) }),
  leave: nothing,
  admit: aboutPerson,
  refuse: aboutPerson,
  setAdmission: z.strictObject({ admission: z.enum(ADMISSIONS) }),

  /** Takes one of the audience out; they cannot come back until they are admitted again. */
  removePerson: z.strictObject({ person: id, reason: z.enum(REMOVALS) }),
  /** Locked: nobody of the audience who was not inside before comes in; who knocks waits. */
  setLock: z.strictObject({ locked: z.boolean() }),

  /** So many of us sit before this screen, the one who says so included. */
  countHere: z.strictObject({ count }),
  /** Somebody who came without a link: entered at the desk, named or not. */
  addGuest: z.strictObject({
    how: z.enum(GUEST_WAYS),
    name: line(120).nullable().default(null),
    organization: line(200).nullable().default(null),
    count: count.default(1),
  }),
  /** It was a mistake: they are not counted. */
  withdrawGuest: z.strictObject({ guest: id }),

  openRoom: nothing,
  goOnAir: nothing,
  endBroadcast: ending,
  endCall: ending,

  startAgendaItem: z.strictObject({ item: id }),
  nextAgendaItem: nothing,
  /** Two minutes more for the running item. */
  extendAgendaItem: nothing,
  /** Of the time: whoever speaks in the running item reads it on their own screen. */
  remindSpeaker: nothing,

  /** Stands for everyone until it is replaced or withdrawn. */
  announce: z.strictObject({ text: prose(300) }),
  withdrawAnnouncement: nothing,

  raiseHand: nothing,
  lowerHand: nothing,
  lowerHands: nothing,
  /** To somebody whose hand is up; whoever has the floor loses it. */
  giveFloor: aboutPerson,
  withdrawFloor: nothing,
  /** Two minutes more for whoever speaks. */
  extendFloor: nothing,
  acceptFloor: nothing,
  /** Declines it while it is offered, hands it back after having spoken. */
  returnFloor: nothing,

  submitQuestion: z.strictObject({
    text: prose(2000),
    visibility: z.enum(VISIBILITIES).default('public'),
    showFirm: z.enum(FIRM_SHOWN_TO).default('everyone'),
  }),
  showQuestion: aboutQuestion,
  dismissQuestion: z.strictObject({
    question: id,
    reason: z.enum(DISMISSALS),
    note: prose(500).nullable().default(null),
  }),
  vote: aboutQuestion,
  unvote: aboutQuestion,
  /** The same asked twice: votes unite, and whoever asked it follows `into`. */
  mergeQuestion: z.strictObject({ question: id, into: id }),
  unmergeQuestion: aboutQuestion,
  orderQuestions: z.strictObject({ order: z.enum(QUESTION_ORDERS) }),
  moveQuestion: z.strictObject({ question: id, by: z.enum(['up', 'down']) }),
  assignQuestion: z.strictObject({ question: id, panelMember: id }),
  unassignQuestion: aboutQuestion,
  startAnswering: aboutQuestion,
  putBackQuestion: aboutQuestion,
  /** Also corrects an answer already taken down. */
  answerLive: z.strictObject({
    question: id,
    summary: prose(4000).nullable().default(null),
    speaker: answerer.nullable().default(null),
    saidAt: instantString.nullable().default(null),
  }),
  /** `onBehalf`: who answered, and how it reached the mission, which enters it. Also corrects an answer given. */
  answerInWriting: z.strictObject({
    question: id,
    text: prose(8000),
    onBehalf: z
      .strictObject({ panelMember: id, source: z.enum(ANSWER_SOURCES) })
      .nullable()
      .default(null),
  }),
  followUp: z.strictObject({
    question: id,
    how: z.enum(FOLLOW_UPS).default('send'),
    owner: owner.nullable().default(null),
    due: day.nullable().default(null),
    promise: prose(1000).nullable().default(null),
  }),

  /** The panel member's own four buttons under a question that is theirs. */
  done: aboutQuestion,
  willWrite: aboutQuestion,
  willSend: aboutQuestion,
  passTo: z.strictObject({ question: id, panelMember: id }),

  recordEntry: z.strictObject({
    kind: z.enum(ENTRY_KINDS),
    text: prose(4000),
    speaker: speaker.nullable().default(null),
    aspect: z.enum(ASPECTS).nullable().default(null),
    saidAt: instantString.nullable().default(null),
    /** For promises only. */
    owner: owner.nullable().default(null),
    due: day.nullable().default(null),
  }),
  /** Absent fields stay as they are. */
  correctEntry: z.strictObject({
    entry: id,
    text: prose(4000).optional(),
    speaker: speaker.nullable().optional(),
    aspect: z.enum(ASPECTS).nullable().optional(),
    saidAt: instantString.optional(),
  }),
  withdrawEntry: aboutEntry,
  /** Owner and day of a promise. */
  setCommitment: z.strictObject({ entry: id, owner: owner.nullable(), due: day.nullable() }),
  /** A promise that answers no question was kept. */
  keepPromise: aboutEntry,
  askToPublish: aboutEntry,
  grantPublication: aboutEntry,
  refusePublication: aboutEntry,

  ...STAGE_COMMANDS,
} as const

export type CommandName = keyof typeof COMMANDS
export const COMMAND_NAMES = Object.keys(COMMANDS) as readonly CommandName[]

/** A command after parsing (defaults filled in). */
export type RoomCommand = {
  [N in CommandName]: { readonly name: N; readonly input: z.output<(typeof COMMANDS)[N]> }
}[CommandName]

/** What a client hands in: defaults may be left out. */
export type CommandInput<N extends CommandName> = z.input<(typeof COMMANDS)[N]>

const isCommandName = (name: unknown): name is CommandName =>
  typeof name === 'string' && Object.hasOwn(COMMANDS, name)

/** Parses name and input together. Null when there is no such command or the input does not fit. */
export function parseCommand(name: unknown, input: unknown): RoomCommand | null {
  if (!isCommandName(name)) return null
  const parsed = COMMANDS[name].safeParse(input ?? {})
  // The table ties each name to its input; TypeScript cannot follow an index by a union.
  return parsed.success ? ({ name, input: parsed.data } as RoomCommand) : null
}

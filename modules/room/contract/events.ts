import { z } from 'zod'
import type { ActorRef } from '../../../kernel/actor.ts'
import { STAGE_EVENTS } from './stage-events.ts'
import {
  ADMISSIONS,
  ANSWER_SOURCES,
  ASPECTS,
  answerer,
  CALL_ROLE,
  day,
  FIRM_SHOWN_TO,
  FOLLOW_UPS,
  GROUND_RULES,
  GUEST_WAYS,
  id,
  instantString,
  owner,
  PUT_ASIDE,
  QUESTION_ORDERS,
  REMOVALS,
  speaker,
  VISIBILITIES,
} from './words.ts'

const nothing = z.strictObject({})
const question = z.strictObject({ question: id })
const entry = z.strictObject({ entry: id })

/** Who came: a person with a grant, or a member of the mission's staff (then `person` is the staff user's id). */
const arrival = z.strictObject({
  person: id,
  kind: z.enum(['grant', 'staff']),
  roles: z.array(CALL_ROLE),
  organization: id.nullable(),
  panelMember: id.nullable(),
  /** Version of the ground rules that was accepted at the door. */
  acceptedRules: z.int().nullable(),
})

/** Said when, in which agenda item and under which ground rules: stands with everything the rapporteur takes down. */
const said = {
  saidAt: instantString,
  agendaItem: id.nullable(),
  groundRules: z.enum(GROUND_RULES),
}

/**
 * Everything that can happen in a record, `record:<call>`: type → what it knows.
 * Ids and facts only. What somebody wrote or said is the event's `text`, kept apart and erasable; whether there was
 * one is a fact (`worded`, `noted`, `rewritten`), so that erasing it changes nothing else.
 */
export const RECORD_EVENTS = {
  'room.opened': z.strictObject({ admission: z.enum(ADMISSIONS) }),
  'room.on-air': nothing,
  /** The broadcast ended. Whoever of the audience was in the room has left it at this moment. */
  'room.debrief': nothing,
  /** The call ended. Whoever was still in the room has left it at this moment. */
  'room.ended': nothing,
  'room.admission-set': z.strictObject({ admission: z.enum(ADMISSIONS) }),

  'person.waiting': arrival,
  'person.admitted': z.strictObject({ person: id }),
  'person.refused': z.strictObject({ person: id }),
  'person.entered': arrival,
  /** `lastSeen`: when the last of the person's sockets closed; the event itself comes some seconds later. */
  'person.left': z.strictObject({ person: id, why: z.enum(['left', 'connection']), lastSeen: instantString }),

  /** Whoever had the floor or a hand up has lost both. */
  'person.removed': z.strictObject({ person: id, reason: z.enum(REMOVALS) }),
  /** So many people sit before this person's screen. */
  'person.counted': z.strictObject({ person: id, count: z.int() }),
  /** Text, if `named`: name and firm, see `guestNameOf`. They stay until the broadcast ends. */
  'guest.came': z.strictObject({ guest: id, how: z.enum(GUEST_WAYS), count: z.int(), named: z.boolean() }),
  /** It was a mistake. */
  'guest.withdrawn': z.strictObject({ guest: id }),
  'room.locked': nothing,
  'room.unlocked': nothing,

  'agenda.started': z.strictObject({ item: id, groundRules: z.enum(GROUND_RULES) }),
  'agenda.finished': nothing,
  /** So many minutes more than planned. */
  'agenda.extended': z.strictObject({ item: id, minutes: z.int() }),
  /** Of the time, by the moderator. */
  'speaker.reminded': z.strictObject({ panelMember: id }),

  /** Text: the announcement; it replaces the one before. */
  'announcement.made': nothing,
  'announcement.withdrawn': nothing,

  'hand.raised': z.strictObject({ person: id, organization: id.nullable() }),
  'hand.lowered': z.strictObject({ person: id }),
  /** All of them at once. */
  'hands.lowered': nothing,
  /** The floor is offered; whoever is in the room and leaves it loses it at that moment. */
  'floor.granted': z.strictObject({ person: id, organization: id.nullable() }),
  'floor.accepted': z.strictObject({ person: id, organization: id.nullable() }),
  /** `spoke`: it had been accepted; else it was declined. */
  'floor.returned': z.strictObject({ person: id, spoke: z.boolean() }),
  'floor.withdrawn': z.strictObject({ person: id, spoke: z.boolean() }),
  /** So many seconds more. */
  'floor.extended': z.strictObject({ person: id, seconds: z.int() }),
  /** Its time was over; the room noticed. */
  'floor.ended': z.strictObject({ person: id }),

  /** Text: the question. */
  'question.submitted': z.strictObject({
    question: id,
    person: id,
    organization: id.nullable(),
    visibility: z.enum(VISIBILITIES),
    showFirm: z.enum(FIRM_SHOWN_TO),
    source: z.enum(['registration', 'room']),
  }),
  'question.shown': question,
  /** Text: a note to the asker, if any. */
  'question.dismissed': z.strictObject({ question: id, reason: z.enum(PUT_ASIDE), noted: z.boolean() }),
  /** `organization` is the voter; only who represents none votes as a person. */
  'vote.cast': z.strictObject({ question: id, person: id, organization: id.nullable() }),
  'vote.withdrawn': z.strictObject({ question: id, person: id, organization: id.nullable() }),
  /** Whoever asked `question` follows `into`; votes for either count for `into`, once for each organization. */
  'question.merged': z.strictObject({ question: id, into: id }),
  'question.unmerged': question,
  'questions.order-set': z.strictObject({ order: z.enum(QUESTION_ORDERS) }),
  /** All that stood before the panel, in their order by hand. */
  'questions.ordered': z.strictObject({ questions: z.array(id) }),
  'question.assigned': z.strictObject({ question: id, panelMember: id }),
  'question.unassigned': question,
  'question.answering': question,
  'question.put-back': question,
  /** Text: the summary, if `worded`. A second one corrects the first. */
  'question.answered-live': z.strictObject({
    question: id,
    speaker: answerer.nullable(),
    worded: z.boolean(),
    ...said,
  }),
  /** Text: the answer. A second one corrects the first. */
  'question.answered-in-writing': z.strictObject({
    question: id,
    panelMember: id.nullable(),
    /** Set when the mission entered it for the panel member. */
    source: z.enum(ANSWER_SOURCES).optional(),
  }),
  /** The answer is owed; `commitment` says by whom and until when. */
  'question.to-follow-up': z.strictObject({ question: id, commitment: id, how: z.enum(FOLLOW_UPS) }),

  /** Text: the key point, topic or exact words. */
  'entry.recorded': z.strictObject({
    entry: id,
    kind: z.enum(['key point', 'topic', 'quote']),
    aspect: z.enum(ASPECTS).nullable(),
    speaker: speaker.nullable(),
    ...said,
  }),
  /** Text: the new words, or none if only the facts changed. Voids a publication that was granted. */
  'entry.corrected': z.strictObject({
    entry: id,
    speaker: speaker.nullable(),
    aspect: z.enum(ASPECTS).nullable(),
    saidAt: instantString,
    /** What ran at that moment; absent in records of before, which did not look. */
    agendaItem: id.nullable().optional(),
    groundRules: z.enum(GROUND_RULES).optional(),
    rewritten: z.boolean(),
  }),
  'entry.withdrawn': entry,
  'quote.publication-asked': entry,
  'quote.publication-granted': entry,
  'quote.publication-refused': entry,

  /** A promise. Text: what was promised, if `worded`; else it is the answer to `question`. */
  'commitment.made': z.strictObject({
    commitment: id,
    question: id.nullable(),
    worded: z.boolean(),
    speaker: speaker.nullable(),
    owner: owner.nullable(),
    due: day.nullable(),
    ...said,
  }),
  'commitment.changed': z.strictObject({ commitment: id, owner: owner.nullable(), due: day.nullable() }),
  'commitment.kept': z.strictObject({ commitment: id }),

  ...STAGE_EVENTS,
} as const

export type RecordEventType = keyof typeof RECORD_EVENTS
const RECORD_EVENT_TYPES = Object.keys(RECORD_EVENTS) as readonly RecordEventType[]

/** What an event of one type knows. */
export type RecordEventData<T extends RecordEventType> = z.infer<(typeof RECORD_EVENTS)[T]>

/** What happened, before it has a place in the record. */
export type RecordFact = {
  [T in RecordEventType]: {
    readonly type: T
    readonly data: RecordEventData<T>
    /** What somebody wrote or said, and who; kept apart from the event. */
    readonly text?: string
    readonly person?: string | null
  }
}[RecordEventType]

/**
 * One event of a record. `at` is ISO 8601; `text` is null where there was none or where it was erased.
 * Narrow on `type` to get the right `data`.
 */
export type RecordEvent = {
  [T in RecordEventType]: {
    readonly seq: number
    readonly at: string
    readonly actor: ActorRef
    readonly type: T
    readonly data: RecordEventData<T>
    readonly text: string | null
  }
}[RecordEventType]

const actor = z.strictObject({
  kind: z.enum(['anonymous', 'system', 'staff', 'grant']),
  id: z.string().nullable(),
})

/** One schema per type, told apart by `type`. A mapped list loses which data goes with which type; `RecordEvent` keeps it. */
export const recordEvent = z.discriminatedUnion(
  'type',
  RECORD_EVENT_TYPES.map((type) =>
    z.strictObject({
      seq: z.int(),
      at: instantString,
      actor,
      type: z.literal(type),
      data: RECORD_EVENTS[type],
      text: z.string().nullable(),
    }),
  ) as unknown as [z.ZodObject<{ type: z.ZodLiteral<RecordEventType> }>],
) as unknown as z.ZodType<RecordEvent, RecordEvent>

/** The stream that holds the record of a call. */
export const recordStream = (call: string): string => `record:${call}`

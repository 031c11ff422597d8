import { z } from 'zod'
import { CALL_ROLES } from '../../../kernel/actor.ts'
import { id, instantString } from '../../../kernel/schemas.ts'
import { GROUND_RULES, type GroundRules } from '../../calls/contract/words.ts'

/** Where the room of a call stands. `closed` before the green room opens; `ended` for ever after. */
export const PHASES = ['closed', 'green room', 'on air', 'debrief', 'ended'] as const
export type Phase = (typeof PHASES)[number]

/** Whether people with an approved registration walk in, or wait at the door until somebody admits them. */
export const ADMISSIONS = ['automatic', 'by hand'] as const
export type Admission = (typeof ADMISSIONS)[number]

/** Why somebody was taken out of the room; the person reads the sentence for it. */
export const REMOVALS = ['disturbs', 'ground rules', 'not the registrant', 'other'] as const
export type Removal = (typeof REMOVALS)[number]

/** How somebody without a link of their own takes part. */
export const GUEST_WAYS = ['walk-in', 'phone-in'] as const
export type GuestWay = (typeof GUEST_WAYS)[number]
/** At most so many people sit before one screen, or are entered at once. */
export const MAX_COUNT = 20

export const QUESTION_STATES = [
  'pending',
  'visible',
  'dismissed',
  'assigned',
  'answered live',
  'answered in writing',
  'to follow up',
  'merged',
] as const
export type QuestionState = (typeof QUESTION_STATES)[number]

/** How the questions before the panel are ordered, for everyone. */
export const QUESTION_ORDERS = ['votes', 'by hand'] as const
export type QuestionOrder = (typeof QUESTION_ORDERS)[number]

/** `public`: once made visible, everyone in the room reads it. `mission and panel`: the audience never does. */
export const VISIBILITIES = ['public', 'mission and panel'] as const
export type Visibility = (typeof VISIBILITIES)[number]

/** Who reads the name of the asker's firm beside the question. */
export const FIRM_SHOWN_TO = ['mission', 'panel', 'everyone'] as const
export type FirmShownTo = (typeof FIRM_SHOWN_TO)[number]

/** Why a moderator dismisses a question; the asker reads the sentence for it, and the note if there is one. */
export const DISMISSALS = [
  'duplicate',
  'off topic',
  'already answered',
  'not for this panel',
  'too late',
  'other',
] as const
/** Why a question is put aside: dismissed by a moderator, or taken back by who asked it, before it was shown. */
export const PUT_ASIDE = [...DISMISSALS, 'withdrawn'] as const
export type Dismissal = (typeof PUT_ASIDE)[number]

/** The floor is offered until it is accepted. Without a stage of our own it means: speak now in the meeting. */
export const FLOOR_STATES = ['offered', 'speaking'] as const
export type FloorState = (typeof FLOOR_STATES)[number]
/** How long a firm has the floor; then it ends by itself and the microphone with it. */
export const FLOOR_SECONDS = 120
/** What the moderator adds with one press. */
export const FLOOR_MORE_SECONDS = 120
/** So long before the end the speaker is warned. */
export const FLOOR_WARNING_SECONDS = 30
/** What the moderator adds to the running agenda item with one press. */
export const AGENDA_MORE_MINUTES = 2

export const ENTRY_KINDS = ['key point', 'topic', 'quote', 'promise'] as const
export type EntryKind = (typeof ENTRY_KINDS)[number]

/** What a key point or topic is about, if the rapporteur said so: the readout puts it into the right paragraph. */
export const ASPECTS = ['remark', 'initiative', 'growth opportunity', 'offer of help'] as const
export type Aspect = (typeof ASPECTS)[number]

/** Whether a quote may be published: only `granted` ever reaches a readout. */
export const PUBLICATIONS = ['not asked', 'asked', 'granted', 'refused'] as const
export type Publication = (typeof PUBLICATIONS)[number]

export { GROUND_RULES, type GroundRules }

/** How an answer is still owed: a written answer, or something to be sent. */
export const FOLLOW_UPS = ['write', 'send'] as const
export type FollowUp = (typeof FOLLOW_UPS)[number]

export const CALL_ROLE = z.enum(CALL_ROLES)

/** Who said something. `office` is the organisation of a panel member, where no name is to stand. */
export const speaker = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('panel member'), panelMember: id }),
  z.strictObject({ kind: z.literal('office'), panelMember: id }),
  z.strictObject({ kind: z.literal('person'), person: id }),
  z.strictObject({ kind: z.literal('host') }),
  z.strictObject({ kind: z.literal('mission') }),
])
export type Speaker = z.infer<typeof speaker>

/** Who answered a question: nobody of the audience, so that no answer names an attendee to the others. */
export const answerer = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('panel member'), panelMember: id }),
  z.strictObject({ kind: z.literal('office'), panelMember: id }),
  z.strictObject({ kind: z.literal('host') }),
  z.strictObject({ kind: z.literal('mission') }),
])
export type Answerer = z.infer<typeof answerer>

/** Who owes what was promised: a panel member, the office (organisation) of one, or the mission. */
export const owner = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('panel member'), panelMember: id }),
  z.strictObject({ kind: z.literal('office'), panelMember: id }),
  z.strictObject({ kind: z.literal('mission') }),
])
export type Owner = z.infer<typeof owner>

/** How a written answer reached the mission, when it is entered for whoever gave it. */
export const ANSWER_SOURCES = ['letter', 'e-mail', 'phone', 'meeting', 'website'] as const
export type AnswerSource = (typeof ANSWER_SOURCES)[number]

/** A calendar day, `2026-05-07`: promises are due on days, not at moments. */
export const day = z.iso.date()

export { id, instantString }

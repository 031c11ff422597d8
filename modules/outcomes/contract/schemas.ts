import { z } from 'zod'
import { id, instantString } from '../../../kernel/schemas.ts'
import {
  ANSWER_SOURCES,
  CALL_ROLE,
  day,
  FOLLOW_UPS,
  GROUND_RULES,
  GUEST_WAYS,
  owner,
  PUBLICATIONS,
  PUT_ASIDE,
  QUESTION_STATES,
  speaker,
} from '../../room/contract.ts'
import { wording } from './wording.ts'
import { eventRef, gap, omission, sentence, text } from './words.ts'

/** A name that is null was removed at the person's wish, or was never known. */
const name = z.string().nullable()

export const attendanceRow = z.strictObject({
  person: id,
  name,
  title: name,
  organization: id.nullable(),
  organizationName: name,
  part: z.enum(['stage', 'attendee', 'observer', 'staff']),
  roles: z.array(CALL_ROLE),
  first: instantString,
  last: instantString,
  minutes: z.int(),
  visits: z.int(),
  onAir: z.boolean(),
  /** How many people: those before one screen, or entered together at the desk. */
  count: z.int(),
  /** By a link of one's own, or entered at the desk. */
  how: z.enum(['link', ...GUEST_WAYS]),
  /** Where in the record the name of a guest stands; null for who has a link. */
  named: eventRef.nullable(),
})
export type AttendanceRow = z.infer<typeof attendanceRow>

const absentRow = z.strictObject({ person: id, name, title: name, organizationName: name })

export const attendance = z.strictObject({
  /** The host's zone, in which times are said, and what its place is called. */
  zone: z.string(),
  place: z.strictObject({ en: z.string(), ur: z.string().nullable() }),
  onAirAt: instantString.nullable(),
  offAirAt: instantString.nullable(),
  /** People with the role attendee who were there on air, and how many organizations they represented. */
  attendees: z.int(),
  organizations: z.int(),
  /** The middle of their minutes; null when nobody attended. */
  medianMinutes: z.int().nullable(),
  rows: z.array(attendanceRow),
  /** Approved, and not there while it was on air (product.md: no-show). Empty before it went on air. */
  absent: z.array(absentRow),
  /** Whether the caller may take the name of a guest out of the record. */
  mayErase: z.boolean(),
})
export type Attendance = z.infer<typeof attendance>

const named = { speakerName: name }
export const answerRow = z.strictObject({
  question: id,
  text: z.string().nullable(),
  asker: name,
  organizationName: name,
  source: z.enum(['registration', 'room']),
  askedAt: instantString,
  /** Whole minutes since it went on air; null before. */
  minute: z.int().nullable(),
  event: eventRef,
  state: z.enum(QUESTION_STATES),
  votes: z.int(),
  assignedName: name,
  dismissal: z.enum(PUT_ASIDE).nullable(),
  answers: z.array(
    z.strictObject({
      how: z.enum(['live', 'in writing']),
      speaker: speaker.nullable(),
      ...named,
      at: instantString,
      minute: z.int().nullable(),
      text: z.string().nullable(),
      event: eventRef,
      /** The rules under which it was said; written answers are on the record. */
      groundRules: z.enum(GROUND_RULES),
      /** How it reached the mission, when it was entered for whoever gave it. */
      source: z.enum(ANSWER_SOURCES).nullable(),
      /** What stood before it was corrected, oldest first. */
      before: z.array(z.strictObject({ at: instantString, text: z.string().nullable(), event: eventRef })),
    }),
  ),
  mergedInto: id.nullable(),
  owed: z
    .strictObject({
      how: z.enum(FOLLOW_UPS),
      owner: owner.nullable(),
      ownerName: name,
      due: day.nullable(),
      promise: z.string().nullable(),
      commitment: id,
      groundRules: z.enum(GROUND_RULES),
      since: z.string(),
      overdue: z.boolean(),
    })
    .nullable(),
})
export type AnswerRow = z.infer<typeof answerRow>

/** A promise that is no answer to a question. */
export const pledge = z.strictObject({
  commitment: id,
  event: eventRef,
  saidAt: instantString,
  groundRules: z.enum(GROUND_RULES),
  minute: z.int().nullable(),
  speaker: speaker.nullable(),
  ...named,
  owner: owner.nullable(),
  ownerName: name,
  due: day.nullable(),
  text: z.string().nullable(),
  overdue: z.boolean(),
  withdrawn: z.boolean(),
  fulfilled: z.boolean(),
})
export type PledgeRow = z.infer<typeof pledge>

export const answers = z.strictObject({
  zone: z.string(),
  place: z.strictObject({ en: z.string(), ur: z.string().nullable() }),
  asked: z.int(),
  answered: z.int(),
  /** Neither answered nor promised, and not put aside with a reason. */
  unanswered: z.int(),
  owed: z.int(),
  overdue: z.int(),
  /** Questions and promises of this page; `total`: of all pages. */
  rows: z.array(answerRow),
  promises: z.array(pledge),
  next: z.string().nullable(),
  total: z.int(),
  /** Whether the caller may enter answers for others. */
  mayAnswer: z.boolean(),
  /** For whom they may be entered. */
  panel: z.array(z.strictObject({ id, name: z.string() })),
})
export type Answers = z.infer<typeof answers>

export const SOURCE_KINDS = [
  'attendance',
  'panel',
  'key point',
  'topic',
  'quote',
  'announcement',
  'program',
  'series',
  'campaign',
  'wording',
  'translation',
  'room',
] as const
export type SourceKind = (typeof SOURCE_KINDS)[number]

/** An event that a sentence rests on, as its card shows it. */
export const source = z.strictObject({
  event: eventRef,
  kind: z.enum(SOURCE_KINDS),
  at: instantString,
  /** When it was said, if that is another moment than when it was written down. */
  saidAt: instantString.nullable(),
  minute: z.int().nullable(),
  speakerName: name,
  text: z.string().nullable(),
  publication: z.enum(PUBLICATIONS).nullable(),
})
export type Source = z.infer<typeof source>

export const change = z.discriminatedUnion('what', [
  z.strictObject({ what: z.literal('changed'), key: z.string(), before: z.string(), now: sentence }),
  z.strictObject({ what: z.literal('gone'), key: z.string(), before: z.string() }),
  z.strictObject({ what: z.literal('new'), key: z.string(), paragraph: z.string(), now: sentence }),
])
export type ChangeDto = z.infer<typeof change>

const version = z.strictObject({
  version: z.int(),
  at: instantString,
  how: z.enum(['compiled', 'edited']),
})

const inLanguage = z.strictObject({
  text,
  gaps: z.array(gap),
  omissions: z.array(omission),
  changes: z.array(change),
})

/** A version of the readout with everything its editor shows. Null content: the call has not ended. */
export const readout = z.strictObject({
  call: id,
  zone: z.string(),
  place: z.strictObject({ en: z.string(), ur: z.string().nullable() }),
  state: z.enum(['not ended', 'draft', 'published']),
  /** The version that everybody may read, if any. */
  published: z.int().nullable(),
  slug: z.string(),
  version: z.int(),
  versions: z.array(version),
  languages: z.strictObject({ en: inLanguage, ur: inLanguage }).nullable(),
  sources: z.array(source),
  wording,
  panel: z.array(
    z.strictObject({
      id,
      name: z.strictObject({ en: z.string(), ur: z.string().nullable() }),
      isHost: z.boolean(),
    }),
  ),
  hasCampaign: z.boolean(),
  mayEdit: z.boolean(),
})
export type Readout = z.infer<typeof readout>

const written = z.strictObject({ key: z.string().min(1).max(120), text: z.string().trim().min(1).max(4000) })

/** What the editor sends: the words in their order. Where they come from, the server knows. */
export const newVersion = z.strictObject({
  call: id,
  /** The version that was edited; refused when there is a newer one. */
  basedOn: z.int().min(1),
  locale: z.enum(['en', 'ur']),
  headline: written,
  paragraphs: z
    .array(z.strictObject({ key: z.string().min(1).max(60), sentences: z.array(written).max(60) }))
    .max(60),
  /** Sentences whose change in the record was looked at: they are not flagged again until it changes again. */
  reviewed: z.array(z.string().max(120)).max(500).default([]),
})
export type NewVersion = z.infer<typeof newVersion>

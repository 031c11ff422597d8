import { z } from 'zod'
import { email, id, instantString, line } from '../../../kernel/schemas.ts'
import { agendaItem } from './agenda.ts'
import { base, newLine, text } from './parts.ts'
import { ANSWERERS, ANSWERS, CALL_STATES, GROUND_RULES, PANEL_STATES, STAGE_ROLES } from './words.ts'

/** The office contact of a panel member. */
export const newOffice = z.strictObject({
  call: id,
  panelMember: id,
  name: line(120),
  email,
  /** The language she is written to in. */
  locale: z.enum(['en', 'ur']).default('en'),
  /** `{ office }`: the person whom the writer saw there. */
  base,
})

const shownMember = {
  id,
  role: z.enum(STAGE_ROLES),
  name: text,
  title: text,
  organization: text,
}

/** What the link of a panel member or of her office shows before the call. */
export const invitation = z.strictObject({
  call: z.strictObject({
    id,
    slug: z.string(),
    state: z.enum(CALL_STATES),
    topic: text,
    startsAt: instantString.nullable(),
    endsAt: instantString.nullable(),
    zone: z.string(),
    hostPlace: text,
    host: z.strictObject({ name: text, organization: text }).nullable(),
    groundRules: z.enum(GROUND_RULES),
  }),
  /** Whether it is one's own place, or those one answers for. */
  as: z.enum(['self', 'office']).nullable(),
  members: z.array(
    z.strictObject({
      ...shownMember,
      state: z.enum(PANEL_STATES),
      answeredAt: instantString.nullable(),
      answeredBy: z.enum(ANSWERERS).nullable(),
      /** Who comes instead. */
      replacedBy: z.strictObject({ name: text, title: text }).nullable(),
      mayAnswer: z.boolean(),
    }),
  ),
  /** Whether the way into the room, to the rehearsal and to the briefing stands open to this link. */
  mayEnter: z.boolean(),
  mayRehearse: z.boolean(),
  mayRead: z.boolean(),
})
export type StageInvitation = z.infer<typeof invitation>

export const invitationAnswer = z.strictObject({
  panelMember: id,
  answer: z.enum(ANSWERS),
  /** `answeredAt` as it was shown: whoever answered meanwhile is named instead of overruled (409 `calls.answered_meanwhile`). */
  seen: instantString.nullable(),
  /** Who comes instead; needed with `replaced`. An officer invites. */
  replacement: z
    .strictObject({
      name: newLine(120),
      title: newLine(200),
      organization: newLine(200).optional(),
      email: email.nullable().default(null),
    })
    .optional(),
})

/** What the panel reads before the call: seen by its audience `panel` and by the mission. */
export const briefing = z.strictObject({
  call: z.strictObject({
    id,
    number: z.int(),
    topic: text,
    description: text,
    startsAt: instantString.nullable(),
    endsAt: instantString.nullable(),
    zone: z.string(),
    hostPlace: text,
    minutes: z.int(),
    languages: z.array(z.string()),
    groundRules: z.enum(GROUND_RULES),
  }),
  panel: z.array(z.strictObject({ ...shownMember, state: z.enum(PANEL_STATES) })),
  agenda: z.array(agendaItem),
  /** Firms with a seat, by sector, the sectors with the most firms first; a firm stands in each sector it named. */
  attendance: z.strictObject({
    people: z.int(),
    firms: z.int(),
    /** Registrations that wait for the mission. */
    pending: z.int(),
    sectors: z.array(
      z.strictObject({
        /** Null: no sector was named. */
        sector: z.string().nullable(),
        firms: z.array(
          z.strictObject({
            name: z.string(),
            country: z.string().nullable(),
            people: z.array(z.strictObject({ name: z.string(), title: z.string().nullable() })),
          }),
        ),
      }),
    ),
  }),
  /** Asked in advance and shown to the panel, in the order of votes, then of arrival. */
  questions: z.array(
    z.strictObject({
      id,
      text: z.string().nullable(),
      /** Null where the asker shows it to the mission only. */
      firm: z.string().nullable(),
      votes: z.int(),
      /** Whether it is asked of the reader. */
      mine: z.boolean(),
    }),
  ),
  /** Questions the mission has not looked at yet. */
  waiting: z.int(),
  /** When this was compiled. */
  asOf: instantString,
})
export type Briefing = z.infer<typeof briefing>

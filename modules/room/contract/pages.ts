import { oc } from '@orpc/contract'
import { z } from 'zod'
import { placeQuery } from '../../../kernel/pages.ts'
import { id } from '../../../kernel/schemas.ts'
import { QUESTION_LISTS } from './lists.ts'
import type { AnswerView, EntryView, FollowUpView, QuestionView } from './views.ts'
import {
  ASPECTS,
  answerer,
  ENTRY_KINDS,
  FIRM_SHOWN_TO,
  FOLLOW_UPS,
  GROUND_RULES,
  owner,
  PUBLICATIONS,
  PUT_ASIDE,
  QUESTION_STATES,
  speaker,
  VISIBILITIES,
} from './words.ts'

const text = z.string().nullable()

const answer = z.strictObject({
  how: z.enum(['live', 'in writing']),
  speaker: answerer.nullable(),
  at: z.string(),
  minute: z.int().nullable(),
  text,
}) satisfies z.ZodType<AnswerView>

const followUp = z.strictObject({
  commitment: id,
  how: z.enum(FOLLOW_UPS),
  owner: owner.nullable(),
  due: z.string().nullable(),
  text,
}) satisfies z.ZodType<FollowUpView>

const question = z.strictObject({
  id,
  text,
  state: z.enum(QUESTION_STATES),
  at: z.string(),
  visibility: z.enum(VISIBILITIES),
  source: z.enum(['registration', 'room']),
  votes: z.int(),
  rank: z.int().nullable(),
  assigned: id.nullable(),
  answeringSince: z.string().nullable(),
  answers: z.array(answer).readonly(),
  followUp: followUp.nullable(),
  firm: text.exactOptional(),
  asker: z.strictObject({ person: id, name: text, organization: id.nullable() }).exactOptional(),
  showFirm: z.enum(FIRM_SHOWN_TO).exactOptional(),
  dismissal: z
    .strictObject({ reason: z.enum(PUT_ASIDE), note: text })
    .nullable()
    .exactOptional(),
  mergedInto: id.nullable().exactOptional(),
  merged: z
    .array(z.strictObject({ id, text, firm: text }))
    .readonly()
    .exactOptional(),
}) satisfies z.ZodType<QuestionView>

const entry = z.strictObject({
  id,
  kind: z.enum(ENTRY_KINDS),
  text,
  speaker: speaker.nullable(),
  speakerName: text,
  aspect: z.enum(ASPECTS).nullable(),
  saidAt: z.string(),
  minute: z.int().nullable(),
  agendaItem: id.nullable(),
  groundRules: z.enum(GROUND_RULES),
  corrected: z.boolean(),
  before: text,
  publication: z.enum(PUBLICATIONS).exactOptional(),
  owner: owner.nullable().exactOptional(),
  due: z.string().nullable().exactOptional(),
  question: id.nullable().exactOptional(),
}) satisfies z.ZodType<EntryView>

const search = z.string().max(200).optional()

/** What the socket does not carry: of a long call only what is live and the newest comes with it. */
export const pagesContract = {
  /**
   * Questions as the caller's audience sees them, in the order of their list; without `search` those that the socket leaves out,
   * with it also the others. `list` left out: those of all lists, the newest first. `panelMember`: only what lies with them, is owed by
   * them or was answered by them in writing.
   */
  questions: oc
    .route({ method: 'GET', path: '/calls/{call}/questions', summary: 'Older questions of a call' })
    .input(
      z.strictObject({
        call: id,
        list: z.enum(QUESTION_LISTS).optional(),
        panelMember: id.optional(),
        search,
        ...placeQuery,
      }),
    )
    .output(z.strictObject({ items: z.array(question), next: z.string().nullable(), total: z.int() })),

  /** The same of what the rapporteur took down, the newest first. `about`: the questions that promises of this page are about. */
  entries: oc
    .route({ method: 'GET', path: '/calls/{call}/entries', summary: 'Older entries of the record of a call' })
    .input(z.strictObject({ call: id, kind: z.enum(ENTRY_KINDS).optional(), search, ...placeQuery }))
    .output(
      z.strictObject({
        items: z.array(entry),
        about: z.array(question),
        next: z.string().nullable(),
        total: z.int(),
      }),
    ),
}

import { z } from 'zod'
import { country, email, id, instantString, line, prose, zone } from '../../../kernel/schemas.ts'
import { CALL_STATES, sector } from '../../calls/contract/words.ts'
import { FOUND_BY } from '../../people/contract.ts'
import { FIRM_SHOWN_TO, VISIBILITIES } from '../../room/contract/words.ts'
import { COMING, DECLINE_REASONS, HEARD, NEEDS, REGISTRATION_STATES } from './words.ts'

const text = z.strictObject({ en: z.string(), ur: z.string().nullable() })
const languageCode = z.string().regex(/^[a-z]{2,3}$/, 'not_valid')

/** Mailboxes that several people read: a personal link must not go there. */
const SHARED_MAILBOX =
  /^(info|office|contact|sales|hello|admin|mail|support|team|enquiries|inquiries|webmaster|postmaster|no-?reply)@/

/** What a registrant fills in; unknown fields are refused. */
export const registrant = z.strictObject({
  name: line(120),
  title: line(160),
  email: email.refine((address) => !SHARED_MAILBOX.test(address), 'registration.shared_mailbox'),
  phone: line(40)
    .refine((number) => /^[+\d][\d\s().\-/x]{4,}$/i.test(number), 'registration.not_a_phone')
    .nullable()
    .default(null),
  organization: line(200),
  country,
  sectors: z.array(sector).max(40).default([]),
  question: prose(2000).nullable().default(null),
  visibility: z.enum(VISIBILITIES).default('public'),
  showFirm: z.enum(FIRM_SHOWN_TO).default('panel'),
  /** The language of the call one wants to hear. */
  language: languageCode.nullable().default(null),
  needs: z.array(z.enum(NEEDS)).max(NEEDS.length).default([]),
  otherNeeds: prose(500).nullable().default(null),
  /** The notice that was shown, and that it was read. */
  notice: z.int().min(1),
  noticeRead: z.literal(true, 'registration.notice_unread'),
  /** Where the registrant came from: `newsletter`, `chamber-mail`. */
  source: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'not_valid')
    .nullable()
    .default(null),
})
export type RegistrantInput = z.output<typeof registrant>

/** What a registrant may change of her answers before the call; the address stays, for her link went there. */
export const ownAnswers = z.strictObject({
  name: registrant.shape.name.optional(),
  title: registrant.shape.title.optional(),
  /** IANA zone in which her mails say the time. */
  zone: zone.optional(),
  sectors: z.array(sector).max(40).optional(),
  language: languageCode.optional(),
  needs: z
    .strictObject({ known: z.array(z.enum(NEEDS)).max(NEEDS.length), other: prose(500).nullable() })
    .optional(),
  /** One question more, or one instead of another that nobody has taken up yet; both stand in the record of the call. */
  question: z
    .strictObject({
      insteadOf: id.optional(),
      text: prose(2000),
      visibility: registrant.shape.visibility,
      showFirm: registrant.shape.showFirm,
    })
    .optional(),
  /** A question taken back that nobody has taken up yet. */
  withdraw: id.optional(),
})
export type OwnAnswers = z.output<typeof ownAnswers>

/** What a registrant changed, and when; before and after of names, until they are erased. */
const ownChange = z.strictObject({
  at: instantString,
  fields: z.array(z.string()),
  before: z.record(z.string(), z.string().nullable()).nullable(),
})

export const counts = z.strictObject({
  pending: z.int(),
  approved: z.int(),
  waitlisted: z.int(),
  declined: z.int(),
  cancelled: z.int(),
  /** Null while the call has no limit yet. */
  capacity: z.int().nullable(),
  /** How many seats one firm may have; null: as many as there are. */
  perFirm: z.int().nullable(),
  /** How those answered who were asked when the call last moved; null while it did not. */
  moved: z
    .strictObject({ startsAt: instantString, coming: z.int(), cannot: z.int(), silent: z.int() })
    .nullable(),
})
export type Counts = z.infer<typeof counts>

const personRef = z.strictObject({ id, name: z.string().nullable(), title: z.string().nullable() })
const organizationRef = z.strictObject({ id, name: z.string() })

/** A row of the approver's desk. */
export const registrationRow = z.strictObject({
  id,
  state: z.enum(REGISTRATION_STATES),
  person: personRef,
  organization: organizationRef,
  sectors: z.array(sector),
  asks: z.boolean(),
  submittedAt: instantString,
  decidedAt: instantString.nullable(),
  /** What was answered when the call moved to the present start; null for whoever was not asked. */
  answer: z.enum(HEARD).nullable(),
  /** When the registrant last changed her answers, if nobody decided since. */
  changedAt: instantString.nullable(),
})
export type RegistrationRow = z.infer<typeof registrationRow>

const decision = z.strictObject({
  at: instantString,
  /** Name of the officer; null when the registrant did it, or the officer is no longer there. */
  by: z.string().nullable(),
  reason: z.enum(DECLINE_REASONS).nullable(),
  note: z.string().nullable(),
})

/** A registration as it stands in the file of a person or a firm. */
export const pastCall = z.strictObject({
  registration: id,
  call: id,
  number: z.int(),
  topic: text,
  startsAt: instantString.nullable(),
  state: z.enum(REGISTRATION_STATES),
  callState: z.enum(CALL_STATES),
  /** The same person, or a colleague of the same firm. */
  samePerson: z.boolean(),
})
export type PastCall = z.infer<typeof pastCall>

/** All that the mission knows of a registration. */
export const registrationFile = z.strictObject({
  ...registrationRow.shape,
  call: id,
  email: z.string().nullable(),
  /** Whether anybody can have such an address: it says nothing about the firm. */
  freeMail: z.boolean(),
  phone: z.string().nullable(),
  country: z.string().nullable(),
  language: z.string().nullable(),
  source: z.string().nullable(),
  foundBy: z.enum(FOUND_BY),
  domain: z.string().nullable(),
  notice: z.int(),
  questions: z.array(
    z.strictObject({
      id,
      /** Null once removed. */
      text: z.string().nullable(),
      visibility: z.enum(VISIBILITIES),
      showFirm: z.enum(FIRM_SHOWN_TO),
    }),
  ),
  /** Null for those who may not see them, and once they were erased. */
  needs: z.strictObject({ known: z.array(z.enum(NEEDS)), other: z.string().nullable() }).nullable(),
  decision: decision.nullable(),
  /** What she changed herself, the newest first. */
  changes: z.array(ownChange),
  /** Seats the firm holds on this call, this one included if it is approved. */
  firmSeats: z.int(),
  past: z.array(pastCall),
})
export type RegistrationFile = z.infer<typeof registrationFile>

export const decisionResult = z.strictObject({
  registration: id,
  done: z.boolean(),
  /** Where it stands now. */
  state: z.enum(REGISTRATION_STATES),
  /** Why not: a key under `errors` of this slice, with what the sentence names. */
  refused: z
    .strictObject({ reason: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])) })
    .nullable(),
})
export type DecisionResult = z.infer<typeof decisionResult>

/** Where the holder of a personal link stands. */
export const standing = z.strictObject({
  call: z.strictObject({
    id,
    slug: z.string(),
    state: z.enum(CALL_STATES),
    topic: text,
    startsAt: instantString.nullable(),
    endsAt: instantString.nullable(),
    zone: z.string(),
    hostPlace: text,
    sectors: z.array(sector),
    languages: z.array(z.string()),
  }),
  /** Null for those who hold a link without having registered: the panel, colleagues. */
  registration: z
    .strictObject({
      id,
      state: z.enum(REGISTRATION_STATES),
      submittedAt: instantString,
      name: z.string().nullable(),
      title: z.string().nullable(),
      organization: z.string(),
      email: z.string().nullable(),
      declined: z.strictObject({ reason: z.enum(DECLINE_REASONS), note: z.string().nullable() }).nullable(),
      mayCancel: z.boolean(),
      /** Whether her answers can still be changed. */
      mayChange: z.boolean(),
      sectors: z.array(sector),
      language: z.string().nullable(),
      needs: z.strictObject({ known: z.array(z.enum(NEEDS)), other: z.string().nullable() }).nullable(),
      zone: z.string().nullable(),
      /** Her place on the waitlist, from 1; null when she is not on it. */
      place: z.int().nullable(),
      /** How many more questions she may send in advance. */
      questionsLeft: z.int(),
      /** Until when she can take back that she gave the seat back; null when she cannot. */
      undoUntil: instantString.nullable(),
      /** The call moved: what it was, and what she answered about the new time. */
      asked: z
        .strictObject({
          startsAt: instantString,
          wasAt: instantString,
          wasUntil: instantString,
          answer: z.enum(COMING).nullable(),
        })
        .nullable(),
    })
    .nullable(),
  roles: z.array(z.string()),
  /** Whether there is a room to enter with this link, now or soon. */
  mayEnter: z.boolean(),
  questions: z.array(
    z.strictObject({
      id,
      text: z.string().nullable(),
      state: z.string(),
      at: instantString,
      showFirm: z.enum(FIRM_SHOWN_TO),
      visibility: z.enum(VISIBILITIES),
      dismissal: z.strictObject({ reason: z.string(), note: z.string().nullable() }).nullable(),
      answers: z.array(
        z.strictObject({
          how: z.enum(['live', 'in writing']),
          at: instantString,
          text: z.string().nullable(),
        }),
      ),
      followUp: z.strictObject({ due: z.string().nullable(), text: z.string().nullable() }).nullable(),
    }),
  ),
})
export type Standing = z.infer<typeof standing>

export const notice = z.strictObject({
  version: z.int(),
  at: instantString,
  text,
})
export type Notice = z.infer<typeof notice>

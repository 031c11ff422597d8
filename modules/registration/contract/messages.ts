import { oc } from '@orpc/contract'
import { z } from 'zod'
import { id, instantString, line, prose } from '../../../kernel/schemas.ts'
import { shownBlock } from '../../mail/contract.ts'
import { REGISTRATION_STATES } from './words.ts'

/** To whom one can write: by the state of the registration and, when the call is over, by the record of attendance. */
export const MESSAGE_STATES = [...REGISTRATION_STATES, 'attended', 'no-show'] as const
export type MessageState = (typeof MESSAGE_STATES)[number]

/** What a text may leave to be filled in for each person. */
export const PLACEHOLDERS = ['name', 'organization', 'topic', 'time', 'link', 'answers', 'owed'] as const
export type Placeholder = (typeof PLACEHOLDERS)[number]

/** Texts that come with the product; their words are in the locales under `messages.standard`. */
export const STANDARD_TEXTS = ['information', 'joining', 'change', 'thank_you', 'missed_you'] as const
export type StandardText = (typeof STANDARD_TEXTS)[number]

const words = z.strictObject({ subject: line(160), body: prose(6000) })

/** In one language or in both; who reads the other gets the one there is. */
export const messageText = z
  .strictObject({ en: words.nullable().default(null), ur: words.nullable().default(null) })
  .refine(({ en, ur }) => en !== null || ur !== null, 'registration.message_empty')
export type MessageText = z.output<typeof messageText>

/** What became of a person's mail. `unsure`: it may have arrived, and is not sent again by itself (decision 0026). */
export const MAIL_OUTCOMES = ['queued', 'sent', 'withheld', 'unsure', 'failed'] as const
export type MailOutcome = (typeof MAIL_OUTCOMES)[number]

const progress = z.strictObject({
  queued: z.int(),
  sent: z.int(),
  withheld: z.int(),
  unsure: z.int(),
  failed: z.int(),
})
export type Progress = z.infer<typeof progress>

export const messageRow = z.strictObject({
  id,
  at: instantString,
  /** Name of whoever sent it; null when she is no longer there. */
  by: z.string().nullable(),
  states: z.array(z.enum(MESSAGE_STATES)),
  /** The standard text it was begun from, if it was. */
  standard: z.enum(STANDARD_TEXTS).nullable(),
  subject: z.string(),
  people: z.int(),
  progress,
})
export type MessageRow = z.infer<typeof messageRow>

const messageShown = messageRow.extend({
  text: messageText,
  /** Those whose mail has not arrived and does not wait any more, a hundred at most. */
  troubles: z.array(
    z.strictObject({
      registration: id,
      name: z.string().nullable(),
      organization: z.string(),
      outcome: z.enum(MAIL_OUTCOMES),
      /** `EENVELOPE 550`: what the mail server said. */
      why: z.string().nullable(),
    }),
  ),
})
export type MessageShown = z.infer<typeof messageShown>

const someone = z.strictObject({
  registration: id,
  name: z.string().nullable(),
  organization: z.string(),
  locale: z.enum(['en', 'ur']),
})
export type MessageReader = z.infer<typeof someone>

const recipients = z.strictObject({
  /** How many people are in each state; null where it cannot be known before the call is over. */
  states: z.record(z.enum(MESSAGE_STATES), z.int().nullable()),
  /** Each person of the chosen states once; those without an address are left out. */
  people: z.int(),
  locales: z.strictObject({ en: z.int(), ur: z.int() }),
  /** Whose name or address was removed: they are not written to. */
  unreachable: z.int(),
  /** Whose address a mail server said nobody has: their mail is withheld until somebody says that it is right. */
  marked: z.int(),
  /** Some of them by name, as they were searched for. */
  some: z.array(someone),
})
export type MessageRecipients = z.infer<typeof recipients>

const preview = z.strictObject({
  to: someone,
  zone: z.string(),
  /** The language it is written in; not the reader's own where there is no text in that one. */
  locale: z.enum(['en', 'ur']),
  subject: z.string(),
  blocks: z.array(shownBlock),
  /** The plain part of the mail, whole. In a preview the link leads to the page of the call. */
  plain: z.string(),
})
export type MessagePreview = z.infer<typeof preview>

const template = z.strictObject({
  id,
  name: z.string(),
  text: messageText,
})
export type OwnTemplate = z.infer<typeof template>

const ofCall = z.strictObject({ call: id })
/** `approved,pending` */
const several = z
  .string()
  .max(200)
  .default('')
  .transform((text) => text.split(',').filter(Boolean))
  .pipe(z.array(z.enum(MESSAGE_STATES)).max(MESSAGE_STATES.length))
const named = { name: line(80), text: messageText }

export const messagesContract = {
  messages: oc
    .route({
      method: 'GET',
      path: '/calls/{call}/messages',
      summary: 'Messages to registrants, newest first',
    })
    .input(ofCall)
    .output(z.strictObject({ items: z.array(messageRow), mayWrite: z.boolean() })),
  message: oc
    .route({ method: 'GET', path: '/messages/{message}', summary: 'A message and what came of it' })
    .input(z.strictObject({ message: id }))
    .output(messageShown),
  messageRecipients: oc
    .route({
      method: 'GET',
      path: '/calls/{call}/message-recipients',
      summary: 'Who would get a message to these states',
    })
    .input(ofCall.extend({ states: several, search: z.string().trim().max(200).default('') }))
    .output(recipients),
  previewMessage: oc
    .route({
      method: 'POST',
      path: '/calls/{call}/messages/preview',
      summary: 'The mail that one person would get',
    })
    .input(ofCall.extend({ text: messageText, registration: id }))
    .output(preview),
  testMessage: oc
    .route({
      method: 'POST',
      path: '/calls/{call}/messages/test',
      summary: 'Send a message to yourself, marked as a test',
    })
    .input(ofCall.extend({ id, text: messageText, registration: id.nullable().default(null) }))
    .output(z.strictObject({ to: z.string() })),
  sendMessage: oc
    .route({
      method: 'POST',
      path: '/calls/{call}/messages',
      summary: 'Send a message; with the same id it is sent once, however often it is asked for',
    })
    .input(
      ofCall.extend({
        id,
        text: messageText,
        states: z.array(z.enum(MESSAGE_STATES)).min(1, 'required').max(MESSAGE_STATES.length),
        standard: z.enum(STANDARD_TEXTS).nullable().default(null),
        /** The number of people that was shown. */
        people: z.int().min(0),
      }),
    )
    .output(messageRow),

  messageTemplates: oc
    .route({
      method: 'GET',
      path: '/calls/{call}/message-templates',
      summary: 'Texts to begin a message with',
    })
    .input(ofCall)
    .output(
      z.strictObject({
        standard: z.array(
          z.strictObject({
            id: z.enum(STANDARD_TEXTS),
            states: z.array(z.enum(MESSAGE_STATES)),
            text: messageText,
          }),
        ),
        /** Of the call's program, by name. */
        own: z.array(template),
      }),
    ),
  saveMessageTemplate: oc
    .route({
      method: 'POST',
      path: '/calls/{call}/message-templates',
      summary: "Keep a text for the call's program",
    })
    .input(ofCall.extend(named))
    .output(template),
  changeMessageTemplate: oc
    .route({ method: 'PUT', path: '/message-templates/{template}', summary: 'Change a kept text' })
    .input(z.strictObject({ template: id, ...named }))
    .output(template),
  deleteMessageTemplate: oc
    .route({ method: 'DELETE', path: '/message-templates/{template}', summary: 'Throw a kept text away' })
    .input(z.strictObject({ template: id }))
    .output(z.strictObject({})),
}

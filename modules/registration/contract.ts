import { oc } from '@orpc/contract'
import { z } from 'zod'
import type { Actor } from '../../kernel/actor.ts'
import { commandSet } from '../../kernel/commands.ts'
import type { Id } from '../../kernel/ids.ts'
import { id, instantString, localized, paged, pageQuery, prose } from '../../kernel/schemas.ts'
import type { Tx } from '../../kernel/tx.ts'
import { messagesContract } from './contract/messages.ts'
import * as s from './contract/schemas.ts'
import {
  COMING,
  DECISIONS,
  DECLINE_REASONS,
  REGISTRATION_STATES,
  type RegistrationState,
} from './contract/words.ts'

export * from './contract/messages.ts'
export type {
  Counts,
  DecisionResult,
  Notice,
  OwnAnswers,
  PastCall,
  RegistrantInput,
  RegistrationFile,
  RegistrationRow,
  Standing,
} from './contract/schemas.ts'
export { registrant } from './contract/schemas.ts'
export * from './contract/words.ts'

const ofCall = z.strictObject({ call: id })
const decided = {
  decision: z.enum(DECISIONS),
  /** For `decline` only, and required there. */
  reason: z.enum(DECLINE_REASONS).nullable().default(null),
  note: prose(1000).nullable().default(null),
}
const several = z.array(id).min(1).max(500)

export const contract = {
  register: oc
    .route({ method: 'POST', path: '/calls/{call}/registrations', summary: 'Register for a call' })
    .input(s.registrant.extend({ call: id }))
    /** The same answer the first and every other time: it never says who is registered. */
    .output(z.strictObject({ received: z.literal(true) })),

  list: oc
    .route({
      method: 'GET',
      path: '/calls/{call}/registrations',
      summary: 'Registrations, the newest first; the waitlist in its order',
    })
    .input(
      z.strictObject({
        call: id,
        state: z.enum(REGISTRATION_STATES).optional(),
        search: z.string().trim().max(200).optional(),
        ...pageQuery,
      }),
    )
    .output(paged(s.registrationRow)),

  counts: oc
    .route({
      method: 'GET',
      path: '/calls/{call}/registrations/counts',
      summary: 'How many registrations are in each state, and the seats',
    })
    .input(ofCall)
    .output(s.counts),

  decideMany: oc
    .route({
      method: 'POST',
      path: '/calls/{call}/registrations/decisions',
      summary: 'Decide on several registrations; each that cannot be decided says why',
    })
    .input(z.strictObject({ call: id, registrations: several, ...decided }))
    .output(z.strictObject({ results: z.array(s.decisionResult), counts: s.counts })),

  limitFirms: oc
    .route({
      method: 'PUT',
      path: '/calls/{call}/registrations/seats-per-firm',
      summary: 'How many seats one firm may have; null: as many as there are',
    })
    .input(z.strictObject({ call: id, perFirm: z.int().min(1).max(1000).nullable() }))
    .output(s.counts),

  undo: oc
    .route({
      method: 'POST',
      path: '/calls/{call}/registrations/undo',
      summary: 'Take decisions back whose mail has not left',
    })
    .input(z.strictObject({ call: id, registrations: several }))
    .output(z.strictObject({ results: z.array(s.decisionResult), counts: s.counts })),

  file: oc
    .route({ method: 'GET', path: '/registrations/{registration}', summary: 'A registration' })
    .input(z.strictObject({ registration: id }))
    .output(s.registrationFile),

  decide: oc
    .route({
      method: 'POST',
      path: '/registrations/{registration}/decision',
      summary: 'Decide on a registration',
    })
    .input(z.strictObject({ registration: id, ...decided }))
    .output(s.registrationFile),

  history: oc
    .route({
      method: 'GET',
      path: '/registrations',
      summary: 'Registrations of a person or a firm across calls, the newest first',
    })
    .input(z.strictObject({ person: id.optional(), organization: id.optional() }))
    .output(z.strictObject({ items: z.array(s.pastCall) })),

  mine: oc
    .route({ method: 'GET', path: '/my/registration', summary: 'Where I stand: for the holder of a link' })
    .output(s.standing),

  cancelMine: oc
    .route({ method: 'POST', path: '/my/registration/cancel', summary: 'Cancel my registration' })
    .output(s.standing),

  changeMine: oc
    .route({ method: 'PATCH', path: '/my/registration', summary: 'Change my answers, before the call' })
    .input(s.ownAnswers)
    .output(s.standing),

  undoCancelMine: oc
    .route({ method: 'POST', path: '/my/registration/undo', summary: 'Take back that I cancelled' })
    .output(s.standing),

  answerMine: oc
    .route({
      method: 'POST',
      path: '/my/registration/coming',
      summary: 'Say whether I still come to a call that moved',
    })
    .input(z.strictObject({ startsAt: instantString, answer: z.enum(COMING) }))
    .output(s.standing),

  notices: oc
    .route({ method: 'GET', path: '/notices', summary: 'What registrants were told is kept, every version' })
    .output(z.array(s.notice)),

  writeNotice: oc
    .route({ method: 'POST', path: '/notices', summary: 'A new version of what registrants are told' })
    .input(z.strictObject({ text: localized(4000) }))
    .output(s.notice),

  ...messagesContract,
}

export interface RegistrationCommands {
  /** How many seats of a call are taken: its capacity may not go below. */
  seatsTaken(tx: Tx, actor: Actor, input: { call: Id }): Promise<number>
  /** Registers as the form does, without its limits; answers the registration. For samples and imports. */
  register(
    tx: Tx,
    actor: Actor,
    input: { call: Id; registrant: s.RegistrantInput; locale: 'en' | 'ur' },
  ): Promise<{ registration: Id; person: Id; organization: Id; state: RegistrationState }>
  /** Somebody who had a seat on a call that is long over: registered and approved, and written to by nobody. For samples and imports. */
  keepPast(
    tx: Tx,
    actor: Actor,
    input: { call: Id; registrant: s.RegistrantInput; locale: 'en' | 'ur'; at: Temporal.Instant },
  ): Promise<{ person: Id; organization: Id }>
  /** Approves as an officer does. @throws AppError `conflict` */
  approve(tx: Tx, actor: Actor, input: { registration: Id }): Promise<void>
}

export const registrationCommands = commandSet<RegistrationCommands>('registration')

/** States of a registration (product.md); `attended / no-show` are computed from the record. */
export const REGISTRATION_STATES = ['pending', 'approved', 'waitlisted', 'declined', 'cancelled'] as const
export type RegistrationState = (typeof REGISTRATION_STATES)[number]

/** What an officer can do with a registration. */
export const DECISIONS = ['approve', 'waitlist', 'decline', 'cancel'] as const
export type Decision = (typeof DECISIONS)[number]

/** Why a registration was declined; the registrant reads the sentence for it, and the note if there is one. */
export const DECLINE_REASONS = [
  'not for this call',
  'firm not found',
  'person not confirmed',
  'no seat left',
  'other',
] as const
export type DeclineReason = (typeof DECLINE_REASONS)[number]

/** What somebody needs to take part. Seen by the host's team only, erased 30 days after the call. */
export const NEEDS = ['live captions', 'sign language'] as const

/** Why one cannot register for a call now. */
export const CLOSED_BECAUSE = ['deadline', 'live', 'ended', 'cancelled'] as const
export type ClosedBecause = (typeof CLOSED_BECAUSE)[number]

/** What is answered when the call moved. */
export const COMING = ['coming', 'cannot'] as const
export type Coming = (typeof COMING)[number]

/** What is known of somebody who was asked: what she answered, or that she has not. */
export const HEARD = [...COMING, 'silent'] as const
export type Heard = (typeof HEARD)[number]

import { OFFICERS } from '../../../kernel/access.ts'
import { type Actor, hasCallRole, holdsRole } from '../../../kernel/actor.ts'
import type { ErrorCode } from '../../../kernel/errors.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { CallState } from '../contract.ts'

/** Officers of the program; `stage`: also the host and the moderators of the call. */
type Who = 'officers' | 'officers and stage'
type Step = { readonly who: Who } | { readonly never: string }

const officers: Step = { who: 'officers' }
const stage: Step = { who: 'officers and stage' }
const never = (reason: string): Step => ({ never: reason })

/**
 * The one table of a call's states: from → to → who may, or why nobody may (key under `errors` of this slice).
 * Source: product.md, `draft → published → live → ended`, or `cancelled`.
 */
const TRANSITIONS: Readonly<Record<CallState, Readonly<Record<CallState, Step>>>> = {
  draft: {
    draft: never('is_draft'),
    published: officers,
    live: never('not_published'),
    ended: never('not_published'),
    cancelled: officers,
  },
  published: {
    draft: never('is_announced'),
    published: never('is_published'),
    live: stage,
    ended: never('not_live'),
    cancelled: officers,
  },
  live: {
    draft: never('is_live'),
    published: never('is_live'),
    live: never('is_live'),
    ended: stage,
    cancelled: never('end_instead'),
  },
  ended: {
    draft: never('is_ended'),
    published: never('is_ended'),
    live: never('is_ended'),
    ended: never('is_ended'),
    cancelled: never('is_ended'),
  },
  cancelled: {
    draft: never('is_cancelled'),
    published: never('is_cancelled'),
    live: never('is_cancelled'),
    ended: never('is_cancelled'),
    cancelled: never('is_cancelled'),
  },
}

export interface CallForTransition {
  readonly id: Id
  readonly program: Id
  readonly state: CallState
}

/** Null when `actor` may move the call there; else the code and the reason why not. */
export function whyNot(
  actor: Actor,
  call: CallForTransition,
  to: CallState,
): { code: ErrorCode; reason: string } | null {
  const step = TRANSITIONS[call.state][to]
  if ('never' in step) return { code: 'conflict', reason: `calls.${step.never}` }
  const may =
    mayEdit(actor, call.program) ||
    (step.who === 'officers and stage' && hasCallRole(actor, ['host', 'moderator'], call.id))
  return may ? null : { code: 'forbidden', reason: 'calls.not_your_program' }
}

/** Officers and administrators of the program (or of the installation), and the system itself. */
export const mayEdit = (actor: Actor, program: Id | null): boolean =>
  actor.kind === 'system' || holdsRole(actor, OFFICERS, program)

/** Why the content of a call in this state can no longer be changed; null when it can. */
export function whyFrozen(state: CallState): string | null {
  if (state === 'ended') return 'calls.is_ended'
  if (state === 'cancelled') return 'calls.is_cancelled'
  return null
}

/** Once a call is live its time, its number and its ground rules stand: people have come for them. */
export const FROZEN_WHILE_LIVE: ReadonlySet<string> = new Set([
  'startsAt',
  'minutes',
  'number',
  'groundRules',
  'rsvpDeadline',
])
/** Once announced, the number in the series stands: it was printed. */
export const FROZEN_ONCE_ANNOUNCED: ReadonlySet<string> = new Set(['number'])

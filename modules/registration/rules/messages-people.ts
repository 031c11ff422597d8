import type { MailState } from '../../mail/contract.ts'
import type { MailOutcome, MessageState, Progress, RegistrationState } from '../contract.ts'

/** A registration as a message looks at it. */
export interface Reachable {
  readonly person: string
  readonly state: RegistrationState
  readonly name: string | null
  readonly email: string | null
}

/** Who came to a call that is over; null while nobody can know. */
export type Came = ReadonlySet<string> | null

/** The states in which a person stands: that of the registration and, after the call, whether she came. */
export function statesOf({ person, state }: Pick<Reachable, 'person' | 'state'>, came: Came): MessageState[] {
  if (!came) return [state]
  if (came.has(person)) return [state, 'attended']
  return state === 'approved' ? [state, 'no-show'] : [state]
}

/** Those of the chosen states, each once, with the state by which they were chosen. */
export function chosen<R extends Reachable>(
  rows: readonly R[],
  came: Came,
  states: readonly MessageState[],
): { readonly row: R; readonly as: MessageState }[] {
  return rows.flatMap((row) => {
    const as = statesOf(row, came).findLast((state) => states.includes(state))
    return as ? [{ row, as }] : []
  })
}

export const canBeWrittenTo = ({ name, email }: Pick<Reachable, 'name' | 'email'>): boolean =>
  name !== null && email !== null

const OUTCOMES: Readonly<Record<MailState, MailOutcome>> = {
  queued: 'queued',
  sending: 'queued',
  sent: 'sent',
  unsure: 'unsure',
  failed: 'failed',
  withheld: 'withheld',
  unsent: 'withheld',
  cancelled: 'withheld',
}

/** What became of a mail; one that was not yet written waits its turn. */
export const outcomeOf = (mail: MailState | null): MailOutcome => (mail ? OUTCOMES[mail] : 'queued')

export const nothingYet: Progress = { queued: 0, sent: 0, withheld: 0, unsure: 0, failed: 0 }

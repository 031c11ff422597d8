import { eq } from 'drizzle-orm'
import { system } from '../../../kernel/actor.ts'
import type { Id } from '../../../kernel/ids.ts'
import { events } from '../../../kernel/tables.ts'
import type { Tx } from '../../../kernel/tx.ts'
import { accessCommands } from '../../access/contract.ts'
import { type CallFacts, callsCommands } from '../../calls/contract.ts'
import { mailboxOf } from '../../people/views.ts'
import type { Owner, RecordEvent } from '../../room/contract.ts'
import { recordOf } from '../../room/views.ts'
import { isOpen, promisesOf, registerOf } from '../rules/register.ts'

const me = system('outcomes')

/** Who is asked for it: somebody with a link of this call, or somebody of the mission. */
export type Debtor = { readonly person: Id } | { readonly user: Id }

/** Something that was promised and not yet given. */
export interface Debt {
  readonly commitment: Id
  readonly debtor: Debtor | null
  readonly due: string | null
  readonly since: string
  readonly overdue: boolean
  /** The question it answers, and what was promised; either may be missing or erased. */
  readonly question: string | null
  readonly promise: string | null
}

/** Calls on which something was ever promised. */
export async function callsWithPromises(tx: Tx): Promise<Id[]> {
  const rows = await tx.db
    .selectDistinct({ stream: events.stream })
    .from(events)
    .where(eq(events.type, 'commitment.made'))
  return rows.map(({ stream }) => stream.slice('record:'.length))
}

/** What is still owed of a call that has ended, and by whom; of a call that has not, nothing yet. */
export async function debtsOf(tx: Tx, call: Id): Promise<{ facts: CallFacts; debts: Debt[] }> {
  const facts = await tx.use(callsCommands).get(tx, me, { call })
  if (facts.state !== 'ended') return { facts, debts: [] }
  const record = await recordOf(tx, call, { votes: false })
  const today = tx.now.toZonedDateTimeISO(facts.zone).toPlainDate()
  const questions = registerOf(record, today).flatMap(({ owed, text }) =>
    owed ? [{ ...owed, question: text }] : [],
  )
  const promises = promisesOf(record, today)
    .filter(isOpen)
    .map(({ commitment, owner, due, saidAt, text, overdue }) => ({
      commitment,
      owner,
      due,
      since: saidAt,
      overdue,
      question: null,
      promise: text,
    }))
  const debts: Debt[] = []
  for (const { owner, commitment, due, since, overdue, question, promise } of [...questions, ...promises]) {
    const debtor = (await memberOf(tx, facts, owner)) ?? colleagueOf(record, commitment)
    debts.push({ commitment, debtor, due, since, overdue, question, promise })
  }
  return { facts, debts }
}

/** The panel member, or whose office it is, if they can be written to and their link still serves. */
async function memberOf(tx: Tx, facts: CallFacts, owner: Owner | null): Promise<Debtor | null> {
  if (!owner || owner.kind === 'mission') return null
  const member = facts.panel.find(({ id }) => id === owner.panelMember)
  if (!member) return null
  const link = await tx.use(accessCommands).link(tx, me, { call: facts.id, person: member.person })
  return link && (await mailboxOf(tx, member.person)) ? { person: member.person } : null
}

/** Who of the mission took the promise down, else who last acted on the call: somebody there has to know. */
function colleagueOf(record: readonly RecordEvent[], commitment: Id): Debtor | null {
  const isAbout = (event: RecordEvent) =>
    'commitment' in event.data && event.data.commitment === commitment && event.actor.kind === 'staff'
  const found = record.findLast(isAbout) ?? record.findLast(({ actor }) => actor.kind === 'staff')
  return found?.actor.id ? { user: found.actor.id } : null
}

export const idOf = (debtor: Debtor): Id => ('person' in debtor ? debtor.person : debtor.user)

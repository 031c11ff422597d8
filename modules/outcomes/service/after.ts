import { system } from '../../../kernel/actor.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { StoredEvent, Tx } from '../../../kernel/tx.ts'
import { mailCommands } from '../../mail/contract.ts'
import { recordOf } from '../../room/views.ts'
import { callsWithPromises, type Debt, type Debtor, debtsOf, idOf } from '../reads/owed.ts'
import { registerOf } from '../rules/register.ts'
import { FROM_HOUR, occasionOf } from '../rules/reminders.ts'

const me = system('outcomes')

/** A written answer came after the call: whoever asked this, or the same, is told at once. */
export async function tellAskers(tx: Tx, { stream, seq, data }: StoredEvent): Promise<void> {
  const call = stream.slice('record:'.length)
  const record = await recordOf(tx, call, { votes: false })
  const ended = record.find((event) => event.type === 'room.ended')
  if (!ended || ended.seq > seq) return
  const rows = registerOf(record, tx.now.toZonedDateTimeISO('UTC').toPlainDate())
  const answered = String(data['question'])
  const keptAs = (id: string): string => {
    const into = rows.find(({ question }) => question === id)?.mergedInto
    return into ? keptAs(into) : id
  }
  for (const { question, person } of rows.filter((row) => keptAs(row.question) === answered)) {
    await tx.use(mailCommands).send(tx, me, {
      template: 'outcomes.answered',
      to: { person },
      about: { call, question, person },
      key: `outcomes.answered:${question}:${seq}`,
    })
  }
}

/** Reminds the owners of one call: at most one mail a day each, with all that they owe. */
export async function remindOwners(tx: Tx, call: Id): Promise<number> {
  const { facts, debts } = await debtsOf(tx, call)
  const here = tx.now.toZonedDateTimeISO(facts.zone)
  if (here.hour < FROM_HOUR) return 0
  const today = here.toPlainDate()
  const isToday = ({ due, since }: Debt) =>
    occasionOf(
      { due, since: Temporal.Instant.from(since).toZonedDateTimeISO(facts.zone).toPlainDate() },
      today,
    ) !== null
  const debtors = new Map<Id, Debtor>()
  for (const debt of debts.filter(isToday)) if (debt.debtor) debtors.set(idOf(debt.debtor), debt.debtor)
  for (const [id, debtor] of debtors) {
    await tx.use(mailCommands).send(tx, me, {
      template: 'outcomes.owed',
      to: debtor,
      about: { call, ...debtor },
      key: `outcomes.owed:${call}:${id}:${today}`,
    })
  }
  return debtors.size
}

export const remindable = callsWithPromises

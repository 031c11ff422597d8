import { system } from '../../../kernel/actor.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Locale } from '../../../kernel/locale.ts'
import type { Tx } from '../../../kernel/tx.ts'
import { type CallFacts, callsCommands } from '../../calls/contract.ts'
import { registrationCounts } from '../../registration/views.ts'
import { recordStream } from '../../room/contract.ts'
import { recordOf } from '../../room/views.ts'
import type { SeriesCall } from '../contract.ts'
import { attendanceOf, attendeesOf, headcount } from '../rules/attendance.ts'
import { isOpen, promisesOf, registerOf } from '../rules/register.ts'

/** The calls of a series that were announced, in their order. Cancelled ones are in it: they are part of the row. */
export async function callsOfSeries(tx: Tx, series: Id): Promise<CallFacts[]> {
  const all = await tx.use(callsCommands).list(tx, system('outcomes'), {})
  return all
    .filter((call) => call.series.id === series && call.state !== 'draft')
    .toSorted((a, b) => a.series.number - b.series.number)
}

/** What each call came to: how many registered, were there, asked, were answered, and what is still owed. */
export async function seriesCalls(
  tx: Tx,
  calls: readonly CallFacts[],
  locale: Locale,
): Promise<SeriesCall[]> {
  const counts = await registrationCounts(
    tx,
    calls.map(({ id }) => id),
  )
  const rows: SeriesCall[] = []
  for (const call of calls) {
    const states = Object.entries(counts.get(call.id) ?? {})
    const registrations = states.reduce((sum, [state, n]) => sum + (state === 'cancelled' ? 0 : (n ?? 0)), 0)
    rows.push({
      call: call.id,
      number: call.series.number,
      state: call.state,
      topic: (locale === 'ur' && call.topic.ur) || call.topic.en || (call.topic.ur ?? ''),
      startsAt: call.startsAt?.toString() ?? null,
      zone: call.zone,
      registrations,
      ...(await recorded(tx, call)),
    })
  }
  return rows
}

async function recorded(tx: Tx, { id, zone }: CallFacts) {
  const record = await recordOf(tx, id, { votes: false })
  const today = tx.now.toZonedDateTimeISO(zone).toPlainDate()
  const questions = registerOf(record, today)
  const open = promisesOf(record, today).filter(isOpen)
  return {
    attended: headcount(attendeesOf(attendanceOf(recordStream(id), record))),
    questions: questions.length,
    answered: questions.filter(({ answers }) => answers.length > 0).length,
    owed: questions.filter(({ owed }) => owed !== null).length + open.length,
  }
}

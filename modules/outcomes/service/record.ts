import { type Actor, hasCallRole, system } from '../../../kernel/actor.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Locale } from '../../../kernel/locale.ts'
import type { Tx } from '../../../kernel/tx.ts'
import { accessCommands } from '../../access/contract.ts'
import type { Answers, Attendance } from '../contract.ts'
import { answers, attendance, type Page } from '../reads/record.ts'
import { callRecord } from '../reads/source.ts'
import { mayEdit, readableCall } from './permission.ts'

/** Who was on a call. */
export async function readAttendance(tx: Tx, actor: Actor, call: Id): Promise<Attendance> {
  const facts = await readableCall(tx, actor, call)
  return { ...(await attendance(tx, await callRecord(tx, facts))), mayErase: mayEdit(actor, facts) }
}

/** The answer register of a call or a page of it, offices and people named in `locale`. */
export async function readAnswers(
  tx: Tx,
  actor: Actor,
  call: Id,
  locale: Locale,
  page?: Page,
): Promise<Answers> {
  const facts = await readableCall(tx, actor, call)
  const { missionName, missionNameUr } = await tx.use(accessCommands).installation(tx, system('outcomes'), {})
  const mission = { en: missionName, ur: missionNameUr }
  const register = await answers(tx, await callRecord(tx, facts), mission, locale, page)
  return { ...register, mayAnswer: mayEdit(actor, facts) || hasCallRole(actor, ['host', 'moderator'], call) }
}

import type { Actor } from '../../../kernel/actor.ts'
import { AppError } from '../../../kernel/errors.ts'
import type { Tx } from '../../../kernel/tx.ts'
import { readInstallation, userByEmail } from '../reads.ts'
import { writeUser } from '../store/staff.ts'
import { present } from './installation.ts'

export interface Beginning {
  readonly name: string
  readonly email: string
  readonly choice: 'empty' | 'sample'
  readonly missionName?: string
  readonly missionNameUr?: string | null
  readonly homePlace?: string
  readonly homePlaceUr?: string | null
  readonly homeZone?: string
  readonly ink?: string
}

/** The answers of the first-run page: who the first administrator is, and whose house this is. */
export async function begin(tx: Tx, actor: Actor, answers: Beginning): Promise<void> {
  if (actor.kind !== 'staff') throw new AppError('forbidden', 'server.forbidden')
  const owner = await userByEmail(tx, answers.email)
  if (owner && owner.id !== actor.user) throw new AppError('conflict', 'access.email_taken')
  await writeUser(tx, actor.user, { name: answers.name, email: answers.email })
  const unnamed = await readInstallation(tx)
  await present(tx, actor, {
    ...unnamed,
    state: answers.choice,
    missionName: answers.missionName ?? unnamed.missionName,
    missionNameUr: answers.missionNameUr ?? null,
    homePlace: answers.homePlace ?? unnamed.homePlace,
    homePlaceUr: answers.homePlace === undefined ? unnamed.homePlaceUr : (answers.homePlaceUr ?? null),
    homeZone: answers.homeZone ?? unnamed.homeZone,
    ink: answers.ink ?? null,
  })
}

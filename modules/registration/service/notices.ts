import { type Actor, holdsRole, system } from '../../../kernel/actor.ts'
import { AppError } from '../../../kernel/errors.ts'
import type { Locale } from '../../../kernel/locale.ts'
import { mailDesk } from '../../../kernel/mail.ts'
import type { Localized } from '../../../kernel/schemas.ts'
import type { Tx } from '../../../kernel/tx.ts'
import type { Notice } from '../contract.ts'
import { noticesWritten } from '../reads/notices.ts'
import { insertNotice } from '../store.ts'

/** The notice that comes with the product, and since when it reads so. */
const BUILT_IN = { version: 1, at: '2026-01-12T00:00:00Z' } as const

/** Every version, the newest first. */
export async function allNotices(tx: Tx): Promise<Notice[]> {
  const say = async (locale: Locale) =>
    (await tx.use(mailDesk).words(tx, system('registration'), { locale }))('registration:notice.text')
  const written = await noticesWritten(tx)
  return [
    ...written.map((notice) => ({ ...notice, at: notice.at.toString() })),
    { ...BUILT_IN, text: { en: await say('en'), ur: await say('ur') } },
  ]
}

/** What registrants are told now. */
export async function currentNotice(tx: Tx): Promise<Notice> {
  const [newest] = await allNotices(tx)
  if (!newest) throw new Error('there is always a notice')
  return newest
}

export async function writeNotice(tx: Tx, actor: Actor, text: Localized): Promise<Notice> {
  if (!holdsRole(actor, ['administrator'], null)) {
    throw new AppError('forbidden', 'registration.administrator_only')
  }
  const { version } = await currentNotice(tx)
  await insertNotice(tx, version + 1, text)
  await tx.emit({
    stream: 'registration:notices',
    type: 'registration.notice_written',
    audience: 'public',
    data: { version: version + 1 },
  })
  return currentNotice(tx)
}

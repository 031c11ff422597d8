import { system } from '../../../kernel/actor.ts'
import { type MailContent, mailDesk } from '../../../kernel/mail.ts'
import type { Tx } from '../../../kernel/tx.ts'
import { accessCommands } from '../../access/contract.ts'
import { type Mailbox, type mailById, mailboxFor } from '../reads.ts'
import type { Letterhead } from '../rules/render.ts'

type StoredMail = NonNullable<Awaited<ReturnType<typeof mailById>>>

/** Words a mail as it is true now. Null when nobody is left to read it or nothing to say. */
export async function compose(
  tx: Tx,
  mail: StoredMail,
): Promise<{ to: Mailbox; content: MailContent } | null> {
  const to = await mailboxFor(tx, mail)
  if (!to) return null
  const content = await tx.use(mailDesk).compose(tx, system('mail'), {
    template: mail.template,
    about: mail.about,
    locale: to.locale,
    recipient: { name: to.name, zone: to.zone },
  })
  return content ? { to, content } : null
}

export async function letterhead(tx: Tx, to: Mailbox): Promise<Letterhead> {
  const actor = system('mail')
  const mission = await tx.use(accessCommands).installation(tx, actor, {})
  return {
    locale: to.locale,
    mission: (to.locale === 'ur' ? mission.missionNameUr : null) ?? mission.missionName,
    footer: (await tx.use(mailDesk).words(tx, actor, { locale: to.locale }))('mail:footer'),
    ink: mission.ink,
  }
}

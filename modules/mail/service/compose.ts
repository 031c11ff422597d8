import { type Actor, system } from '../../../kernel/actor.ts'
import type { Locale } from '../../../kernel/locale.ts'
import { type MailContent, mailDesk } from '../../../kernel/mail.ts'
import type { Tx } from '../../../kernel/tx.ts'
import { accessCommands } from '../../access/contract.ts'
import type { MailProof } from '../contract.ts'
import { type Mailbox, type mailById, mailboxFor } from '../reads.ts'
import { showLinks } from '../rules/outbox.ts'
import { type Letterhead, renderText } from '../rules/render.ts'

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

export async function letterhead(tx: Tx, locale: Locale): Promise<Letterhead> {
  const actor = system('mail')
  const mission = await tx.use(accessCommands).installation(tx, actor, {})
  return {
    locale,
    mission: (locale === 'ur' ? mission.missionNameUr : null) ?? mission.missionName,
    footer: (await tx.use(mailDesk).words(tx, actor, { locale }))('mail:footer'),
    ink: mission.ink,
  }
}

/** See `MailCommands.proof`. */
export async function proof(
  tx: Tx,
  _actor: Actor,
  { content, locale }: { content: MailContent; locale: Locale },
): Promise<MailProof> {
  return {
    subject: content.subject,
    blocks: showLinks(content.blocks),
    plain: renderText(content, await letterhead(tx, content.locale ?? locale)),
  }
}

import type { Id } from '../../kernel/ids.ts'
import type { MailTemplate } from '../../kernel/mail.ts'
import type { Tx } from '../../kernel/tx.ts'
import { readInstallation } from './reads.ts'

/** Makes a one-time sign-in link for a member of staff; null when she is none (any more). */
type MakeLink = (tx: Tx, user: Id, minutes: number) => Promise<{ readonly url: string } | null>

/**
 * A mail with a sign-in link: for a colleague who asked for one, or who is invited. The link is made here, at the moment of
 * sending, so that it stands in no table and no job.
 */
export const linkMail =
  (kind: 'sign_in' | 'invitation', makeLink: MakeLink, minutes: number): MailTemplate =>
  async (tx, { about, recipient, locale, t }) => {
    const user = about['user']
    const link = user ? await makeLink(tx, user, minutes) : null
    if (!link) return null
    const { missionName, missionNameUr } = await readInstallation(tx)
    const mission = (locale === 'ur' ? missionNameUr : null) ?? missionName
    const serves = { minutes, days: Math.round(minutes / 60 / 24), url: `${tx.publicUrl}/sign-in` }
    return {
      subject: t(`access:mail.${kind}.subject`, { mission }),
      blocks: [
        { p: t('access:mail.greeting', { name: recipient.name }) },
        { p: t(`access:mail.${kind}.text`, { mission }) },
        { button: { label: t(`access:mail.${kind}.button`), url: link.url } },
        { p: t(`access:mail.${kind}.serves`, serves) },
        { small: t('access:mail.not_you') },
      ],
    }
  }

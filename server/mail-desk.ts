import { type Offer, offer } from '../kernel/commands.ts'
import { type MailTemplate, mailDesk } from '../kernel/mail.ts'
import { translator } from './i18n.ts'

/** Lets slices have a mail worded by whichever slice knows its template, inside their own transaction. */
export const offerMailDesk = (
  templates: ReadonlyMap<string, MailTemplate>,
  { from, sends }: { readonly from: string; readonly sends: boolean },
): Offer =>
  offer(mailDesk, {
    async compose(tx, _actor, { template, about, locale, recipient }) {
      const words = templates.get(template)
      return words ? await words(tx, { about, locale, recipient, from, t: translator(locale) }) : null
    },
    words: async (_tx, _actor, { locale }) => translator(locale),
    sender: async () => from,
    sends: async () => sends,
  })

import { anonymous } from '../../../kernel/actor.ts'
import { dateTime, zoneName } from '../../../kernel/format.ts'
import type { MailContent, MailRequest } from '../../../kernel/mail.ts'
import type { Tx } from '../../../kernel/tx.ts'
import { accessCommands } from '../../access/contract.ts'
import { factsFor } from '../mails.ts'
import { subscriptionBy } from '../reads/subscriptions.ts'
import { inLanguage } from '../rules/announcement.ts'
import { subscriptionUrl } from '../rules/subscriptions.ts'
import { factsById } from '../views/facts.ts'

/** The link by which a mail program unsubscribes in one click (RFC 2369, RFC 8058): it posts, and opening it only shows a page. */
const unsubscribing = (url: string): Readonly<Record<string, string>> => ({
  'List-Unsubscribe': `<${url}>`,
  'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
})

/** Asks whether it was really she; whoever is subscribed already learns that. */
export async function subscriptionAsked(tx: Tx, request: MailRequest): Promise<MailContent | null> {
  const subscription = await subscriptionOf(tx, request)
  if (!subscription || subscription.state === 'ended') return null
  const { t, locale, recipient } = request
  const about = inLanguage(subscription.name, locale)
  const known = subscription.state === 'confirmed'
  return {
    subject: t('calls:mail.confirm.subject', { about }),
    blocks: [
      { p: t('calls:mail.greeting', { name: recipient.name }) },
      { p: t(`calls:mail.confirm.${known ? 'known' : 'asked'}`, { about }) },
      { button: { label: t(`calls:mail.confirm.${known ? 'see' : 'button'}`), url: subscription.url } },
    ],
    ...(known ? { headers: unsubscribing(subscription.url) } : {}),
  }
}

/** Says that there is a new call; nothing once she unsubscribed or the call was taken back. */
export async function callAnnounced(tx: Tx, request: MailRequest): Promise<MailContent | null> {
  const call = request.about['call'] ? await factsById(tx, request.about['call']) : null
  const subscription = await subscriptionOf(tx, request)
  if (call?.state !== 'published' || subscription?.state !== 'confirmed') return null
  const { t, locale, recipient } = request
  const installation = await tx.use(accessCommands).installation(tx, anonymous, {})
  const { missionName, missionNameUr, homeZone, homePlace, homePlaceUr } = installation
  const about = inLanguage(subscription.name, locale)
  const topic = inLanguage(call.topic, locale)
  const place = inLanguage({ en: homePlace, ur: homePlaceUr }, locale)
  const until =
    call.rsvpDeadline &&
    `${dateTime(call.rsvpDeadline, homeZone, locale)} (${zoneName(call.rsvpDeadline, homeZone)}, ${place})`
  return {
    subject: t('calls:mail.announced.subject', { topic }),
    blocks: [
      { p: t('calls:mail.greeting', { name: recipient.name }) },
      {
        p: t('calls:mail.announced.says', {
          mission: inLanguage({ en: missionName, ur: missionNameUr }, locale),
          about,
        }),
      },
      {
        facts: [
          ...(await factsFor(tx, call, request)),
          ...(until ? [[t('calls:mail.announced.deadline'), until] as const] : []),
        ],
      },
      { p: inLanguage(call.description, locale) },
      { button: { label: t('calls:mail.announced.button'), url: `${tx.publicUrl}/calls/${call.slug}` } },
      { small: t('calls:mail.announced.stop', { about, url: subscription.url }) },
    ],
    headers: unsubscribing(subscription.url),
  }
}

async function subscriptionOf(tx: Tx, request: MailRequest) {
  const id = request.about['subscription']
  const found = id ? await subscriptionBy(tx, id) : null
  return found && { ...found, url: subscriptionUrl(found.id, tx.signer, tx.publicUrl) }
}

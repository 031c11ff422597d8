import type { RefusalKind } from '../../../kernel/errors.ts'
import type { MailBlock } from '../../../kernel/mail.ts'
import type { MailState, ShownBlock } from '../contract.ts'

/** After so many tries a mail has failed; with the queue's growing pauses (5 s doubled, an hour at most) that is about three hours. */
const MAX_ATTEMPTS = 12

/** What becomes of a mail that the server did not take. An outage is no try of the mail's: it waits as if it had not been touched. */
export function afterRefusal(kind: RefusalKind, attempts: number): 'failed' | 'queued' | 'unsure' {
  if (kind === 'unsure') return 'unsure'
  if (kind === 'outage') return 'queued'
  return kind === 'temporary' && attempts < MAX_ATTEMPTS ? 'queued' : 'failed'
}

/** Whether a refusal says that the next mail would fare no better: also when the line broke at the end of a mail, which may have arrived. */
export const pauses = (kind: RefusalKind): boolean => kind === 'outage' || kind === 'unsure'

/** How long the queue waits before its next try: 5 s, doubled each time, five minutes at most. */
export const pauseBefore = (tries: number): { seconds: number } => ({
  seconds: Math.min(300, 5 * 2 ** Math.min(tries, 10)),
})

/** How long a refused mail waits for its next try where no job of its own waits. */
export const retryBefore = (attempts: number): { seconds: number } => ({
  seconds: Math.min(3600, 5 * 2 ** attempts),
})

/** Runs before other mail: somebody sits before a screen and waits for it. */
export const STAFF_PRIORITY = 10

/** Only what has not left and will not by itself may be tried again. */
export const mayRetry = (state: MailState): boolean =>
  state === 'failed' || state === 'unsent' || state === 'unsure' || state === 'withheld'

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (c) => escapes[c] ?? c)

const ADDRESS = /https?:\/\/\S+/g

/** Hides every address inside a text; buttons are hidden by `hideLinks`. */
const withoutAddresses = (text: string): string => text.replace(ADDRESS, '•••')

/** The parts as the outbox shows them: with links only once somebody answered for looking at them. */
export function hideLinks(blocks: readonly MailBlock[]): ShownBlock[] {
  return blocks.map((block): ShownBlock => {
    if ('button' in block) return { button: { label: block.button.label, url: null } }
    if ('facts' in block)
      return { facts: block.facts.map(([label, value]) => [label, withoutAddresses(value)]) }
    if ('p' in block) return { p: withoutAddresses(block.p) }
    if ('quote' in block) return { quote: withoutAddresses(block.quote) }
    return { small: withoutAddresses(block.small) }
  })
}

export const showLinks = (blocks: readonly MailBlock[]): ShownBlock[] =>
  blocks.map(
    (block): ShownBlock =>
      'facts' in block ? { facts: block.facts.map(([label, value]) => [label, value]) } : { ...block },
  )

/** A name in a `To` header: quoted, so that nothing in it is read as an address (RFC 5322, 3.2.4). */
export const addressee = (name: string, email: string): string =>
  `"${name.replace(/[\r\n]+/g, ' ').replace(/["\\]/g, '\\$&')}" <${email}>`

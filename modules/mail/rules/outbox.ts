import type { MailBlock } from '../../../kernel/mail.ts'
import type { MailState, ShownBlock } from '../contract.ts'

/** After so many tries a mail has failed; with the queue's growing pauses (5 s doubled, an hour at most) that is about three hours. */
export const MAX_ATTEMPTS = 12

/** What becomes of a mail that the server did not take. */
export const afterRefusal = (permanent: boolean, attempts: number): 'failed' | 'queued' =>
  permanent || attempts >= MAX_ATTEMPTS ? 'failed' : 'queued'

/** Only what has not left and will not by itself may be tried again. */
export const mayRetry = (state: MailState): boolean =>
  state === 'failed' || state === 'unsent' || state === 'unsure'

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

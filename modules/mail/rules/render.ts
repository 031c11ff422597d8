import type { Locale } from '../../../kernel/locale.ts'
import type { MailBlock, MailContent } from '../../../kernel/mail.ts'
import { escapeHtml } from './outbox.ts'

export interface Letterhead {
  readonly locale: Locale
  readonly mission: string
  /** Why the reader gets this mail. */
  readonly footer: string
  /** CSS colour of the mission's ink. */
  readonly ink: string | null
}

/** The plain text of a mail: what any program shows. */
export function renderText(content: MailContent, head: Letterhead): string {
  const parts = content.blocks.map((block) => {
    if ('p' in block) return block.p
    if ('quote' in block) return block.quote.replace(/^/gm, '> ')
    if ('facts' in block) return block.facts.map(([label, value]) => `${label}: ${value}`).join('\n')
    if ('button' in block) return `${block.button.label}:\n${block.button.url}`
    return block.small
  })
  return `${[...parts, `-- \n${head.mission}\n${head.footer}`].join('\n\n')}\n`
}

const FACE: Readonly<Record<Locale, string>> = {
  en: "'Source Sans 3','Source Sans Pro',Helvetica,Arial,sans-serif",
  ur: "'Noto Naskh Arabic','Noto Sans Arabic',Tahoma,Arial,sans-serif",
}

/** The HTML of a mail. Every word is escaped; styles stand at the elements, because mail programs drop sheets. */
export function renderHtml(content: MailContent, head: Letterhead): string {
  const rtl = head.locale === 'ur'
  const dir = rtl ? 'rtl' : 'ltr'
  const start = rtl ? 'right' : 'left'
  const ink = head.ink && /^#[0-9a-f]{3,8}$/i.test(head.ink) ? head.ink : '#162e51'
  const body = content.blocks.map((block) => blockHtml(block, start)).join('\n')
  return `<!doctype html>
<html lang="${head.locale}" dir="${dir}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(content.subject)}</title></head>
<body style="margin:0;padding:0;background:#f0f0f0;">
<div dir="${dir}" lang="${head.locale}" style="max-width:600px;margin:0 auto;background:#ffffff;color:#1b1b1b;font-family:${FACE[head.locale]};font-size:17px;line-height:${rtl ? '1.9' : '1.5'};text-align:${start};">
<div style="background:${ink};color:#ffffff;padding:16px 24px;font-size:15px;font-weight:bold;">${escapeHtml(head.mission)}</div>
<div style="padding:24px;">
${body}
</div>
<div style="padding:16px 24px;border-top:1px solid #dfe1e2;color:#565c65;font-size:14px;">${escapeHtml(head.footer)}</div>
</div>
</body>
</html>
`
}

function blockHtml(block: MailBlock, start: 'left' | 'right'): string {
  if ('p' in block) return `<p style="margin:0 0 16px;">${lines(block.p)}</p>`
  if ('quote' in block)
    return `<blockquote dir="auto" style="margin:0 0 16px;padding:0 16px;border-${start}:4px solid #a9aeb1;">${lines(block.quote)}</blockquote>`
  if ('facts' in block) {
    const rows = block.facts.map(
      ([label, value]) =>
        `<tr><th scope="row" style="padding:4px 0;padding-${start === 'left' ? 'right' : 'left'}:16px;text-align:${start};vertical-align:top;color:#565c65;font-weight:normal;white-space:nowrap;">${escapeHtml(label)}</th><td style="padding:4px 0;text-align:${start};vertical-align:top;">${lines(value)}</td></tr>`,
    )
    return `<table role="presentation" style="margin:0 0 16px;border-collapse:collapse;">${rows.join('')}</table>`
  }
  if ('button' in block) {
    const url = escapeHtml(block.button.url)
    return `<p style="margin:24px 0;"><a href="${url}" style="display:inline-block;padding:14px 24px;background:#0050d8;color:#ffffff;border-radius:4px;font-weight:bold;text-decoration:none;">${escapeHtml(block.button.label)}</a></p>`
  }
  return `<p style="margin:0 0 16px;color:#565c65;font-size:14px;">${lines(block.small)}</p>`
}

/** Escaped, with its line breaks kept. */
const lines = (text: string): string => escapeHtml(text).replace(/\n/g, '<br>')

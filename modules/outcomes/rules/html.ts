import type { Locale } from '../../../kernel/locale.ts'
import type { ReadoutText, Sentence } from '../contract.ts'

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
const escaped = (text: string): string => text.replace(/[&<>"']/gu, (char) => ENTITIES[char] ?? char)

export interface HtmlLabels {
  /** "Draft, version 2": it is not cleared, and says so. */
  readonly state: string
  /** What stands where words were removed at a person's wish. */
  readonly removed: string
}

/** The readout as one page to be read, printed or taken into a text program: words and structure, no sources, no script. */
export function readoutHtml(
  { headline, paragraphs }: ReadoutText,
  locale: Locale,
  labels: HtmlLabels,
): string {
  const say = (sentence: Sentence) => escaped(sentence.text ?? `[${labels.removed}]`)
  const body = paragraphs.map((paragraph) => `<p>${paragraph.sentences.map(say).join(' ')}</p>`)
  return [
    '<!doctype html>',
    `<html lang="${locale}" dir="${locale === 'ur' ? 'rtl' : 'ltr'}">`,
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${say(headline)}</title>`,
    '</head>',
    '<body>',
    '<main>',
    `<p><small>${escaped(labels.state)}</small></p>`,
    `<h1>${say(headline)}</h1>`,
    ...body,
    '</main>',
    '</body>',
    '</html>',
    '',
  ].join('\n')
}

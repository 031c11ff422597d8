import type { ReactNode } from 'react'
import { direction, type PageContext, type PageHead } from '../ui/index.ts'
import mark from '../ui/mark.svg?url'

type DocumentProps = {
  page: PageContext
  head: PageHead
  styles: readonly string[]
  script: string | undefined
  children: ReactNode
}

/** `<html>` of a page: everything that search engines and messengers read stands in the head. */
export function Document({ page, head, styles, script, children }: DocumentProps) {
  const { locale, brand, publicUrl } = page
  const address = new URL(head.canonical ?? page.path.split('?')[0] ?? '/', publicUrl).href
  const title = head.title === brand.product ? head.title : `${head.title} · ${brand.product}`
  return (
    <html lang={locale} dir={direction(locale)}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title}</title>
        {head.noindex && <meta name="robots" content="noindex" />}
        {head.description && <meta name="description" content={head.description} />}
        <link rel="canonical" href={address} />
        <meta property="og:title" content={head.title} />
        <meta property="og:type" content={head.type ?? 'website'} />
        <meta property="og:url" content={address} />
        <meta property="og:site_name" content={`${brand.product} · ${brand.mission}`} />
        <meta property="og:locale" content={locale === 'ur' ? 'ur_PK' : 'en_US'} />
        {head.description && <meta property="og:description" content={head.description} />}
        {head.image && <meta property="og:image" content={new URL(head.image, publicUrl).href} />}
        <link rel="icon" href={mark} type="image/svg+xml" />
        {styles.map((href) => (
          <link key={href} rel="stylesheet" href={href} />
        ))}
        {brand.ink && <link rel="stylesheet" href="/brand.css" />}
        {head.links?.map((link) => (
          <link key={link.href} {...link} />
        ))}
        {script && <script type="module" src={script} />}
        {head.jsonLd && <JsonLd data={head.jsonLd} />}
      </head>
      <body>{children}</body>
    </html>
  )
}

/** Data, not code: the CSP has nothing to allow. `<` is escaped so that no text can end the element. */
function JsonLd({ data }: { data: object }) {
  const json = JSON.stringify({ '@context': 'https://schema.org', ...data }).replaceAll('<', '\\u003c')
  // biome-ignore lint/security/noDangerouslySetInnerHtml: JSON with every `<` escaped; React would escape quotes as text
  return <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: json }} />
}

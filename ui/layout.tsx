import './styles/public.css'
import './styles/aside.css'
import './styles/sheet.css'
import './styles/public-narrow.css'
import './styles/sample.css'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Brand } from './brand.ts'
import { cx } from './cx.ts'
import { Mark } from './icon.tsx'
import { type Locale, localeNames, locales } from './locale.ts'

type BrandLinkProps = {
  brand: Brand
  href: string
  label?: string | undefined
  compact?: boolean | undefined
}

/** Mark or seal, the product's name and the mission's. */
function BrandLink({ brand, href, label, compact }: BrandLinkProps) {
  return (
    <a className="dl-brand" href={href} aria-label={label}>
      {brand.seal ? <img src={brand.seal} alt="" width="40" height="40" /> : <Mark />}
      {!compact && (
        <span>
          <b>{brand.product}</b>
          {brand.mission !== brand.product && <span className="dl-brand__mission">{brand.mission}</span>}
        </span>
      )}
    </a>
  )
}

export type LanguageLinksProps = {
  locale: Locale
  href: (locale: Locale) => string
  onPick?: (locale: Locale) => void
}

/** Each language in its own words and script. Links, so that they work without JavaScript. */
export function LanguageLinks({ locale, href, onPick }: LanguageLinksProps) {
  const { t } = useTranslation('ui')
  return (
    <nav className="dl-langs" aria-label={t('language')}>
      {locales.map((each) => (
        <a
          key={each}
          href={href(each)}
          lang={each}
          hrefLang={each}
          dir={each === 'ur' ? 'rtl' : 'ltr'}
          aria-current={each === locale ? 'true' : undefined}
          onClick={(event) => {
            if (!onPick) return
            event.preventDefault()
            onPick(each)
          }}
        >
          {localeNames[each]}
        </a>
      ))}
    </nav>
  )
}

/** The quiet line under every screen of the sample program. */
export function SampleLine() {
  const { t } = useTranslation('ui')
  return (
    <section className="dl-sample" aria-label={t('sample.label')}>
      <p>{t('sample.text')}</p>
    </section>
  )
}

export function SkipLink() {
  const { t } = useTranslation('ui')
  return (
    <a className="dl-skip" href="#main">
      {t('skip')}
    </a>
  )
}

export type FootLink = { href: string; label: string }

export type PublicPageProps = {
  brand: Brand
  locale: Locale
  /** Address of this page in another language. */
  languageHref: (locale: Locale) => string
  /** Over the page's ground, in the mission's colour. */
  hero?: ReactNode
  /** `sheet`: a form or a status, one column of 640 px. */
  look?: 'page' | 'sheet' | 'bare' | undefined
  footLinks?: readonly FootLink[] | undefined
  /** On phones at the bottom edge: the deadline and the one button. */
  dock?: ReactNode
  sample?: boolean | undefined
  children: ReactNode
}

/** A page for everyone: mast, hero, content, footer. Works without JavaScript. */
export function PublicPage(props: PublicPageProps) {
  const { brand, locale, languageHref, hero, look = 'page', footLinks, dock, sample, children } = props
  const { t } = useTranslation('ui')
  return (
    <>
      <SkipLink />
      <header className="dl-mast">
        <BrandLink brand={brand} href="/" />
        <LanguageLinks locale={locale} href={languageHref} />
      </header>
      <main id="main" tabIndex={-1} className={cx(look === 'sheet' && 'dl-sheet')}>
        {hero && <div className="dl-hero">{hero}</div>}
        {children}
      </main>
      <footer className="dl-foot">
        <div className="dl-foot__in">
          <p>
            {brand.mission === brand.product
              ? brand.product
              : t('foot.run_by', { product: brand.product, mission: brand.mission })}
          </p>
          {footLinks && footLinks.length > 0 && (
            <ul>
              {footLinks.map((link) => (
                <li key={link.href}>
                  <a href={link.href}>{link.label}</a>
                </li>
              ))}
            </ul>
          )}
        </div>
      </footer>
      {dock && <aside className="dl-dock">{dock}</aside>}
      {sample && <SampleLine />}
    </>
  )
}

export type PageBodyProps = { children: ReactNode; side?: ReactNode }

/** Content of a public page: text, and a side column that stays in view on wide screens. */
export function PageBody({ children, side }: PageBodyProps) {
  return (
    <div className={cx('dl-page', side && 'dl-page--side')}>
      <div className="dl-page__text">{children}</div>
      {side}
    </div>
  )
}

export type StatePanelProps = { title: ReactNode; children?: ReactNode }

/** Where a registration stands, in one sentence: the head of a status page. */
export function StatePanel({ title, children }: StatePanelProps) {
  return (
    <div className="dl-bigstate">
      <h1>{title}</h1>
      {children}
    </div>
  )
}

export function Card({ children, className }: { children: ReactNode; className?: string | undefined }) {
  return <div className={cx('dl-card', className)}>{children}</div>
}

import { useTranslation } from 'react-i18next'
import { number } from '../../../../ui/format.ts'
import { Empty, PageBody, type PageContext } from '../../../../ui/index.ts'
import type { HomePageProps, ListedPage, ProgramPageProps, SeriesPageProps } from '../../contract.ts'
import { say } from '../say.ts'
import { CallList } from './call-list.tsx'
import { Frame } from './frame.tsx'
import { SubscribeForm } from './subscribe.tsx'

type On<P> = P & { page: PageContext }

/** What is coming, of every program. */
export function HomePage({ page, programs, upcoming, past, home }: On<HomePageProps>) {
  const { t } = useTranslation('calls')
  const { locale } = page
  const hero = (
    <>
      <h1>{t('home.title', { mission: page.brand.mission })}</h1>
      <p className="dl-hero__lead">{t('home.lead')}</p>
    </>
  )
  return (
    <Frame page={page} hero={hero}>
      <PageBody>
        <Calls {...{ upcoming, past, home, page }} withProgram={programs.length > 1} />
        {programs.length > 0 && (
          <section aria-labelledby="programs">
            <h2 id="programs">{t('home.programs')}</h2>
            <ul className="calls-list">
              {programs.map((program) => (
                <li key={program.slug} className="calls-list__plain">
                  <h3>
                    <a href={`/programs/${program.slug}`} dir="auto">
                      {say(program.name, locale)}
                    </a>
                  </h3>
                  <p className="calls-clause" dir="auto">
                    {say(program.purpose, locale)}
                  </p>
                </li>
              ))}
            </ul>
          </section>
        )}
      </PageBody>
    </Frame>
  )
}

export function ProgramPage({ page, program, series, upcoming, past, home }: On<ProgramPageProps>) {
  const { t } = useTranslation('calls')
  const { locale } = page
  const hero = (
    <>
      <p className="dl-hero__eyebrow">
        <span>{t('home.program')}</span>
      </p>
      <h1 dir="auto">{say(program.name, locale)}</h1>
      {say(program.purpose, locale) && (
        <p className="dl-hero__lead calls-clause" dir="auto">
          {say(program.purpose, locale)}
        </p>
      )}
    </>
  )
  return (
    <Frame page={page} hero={hero} feeds={`/programs/${program.slug}`}>
      <PageBody>
        <Calls {...{ upcoming, past, home, page }} />
        {series.length > 0 && (
          <section aria-labelledby="series">
            <h2 id="series">{t('home.series')}</h2>
            <ul className="calls-list">
              {series.map((one) => (
                <li key={one.slug} className="calls-list__plain">
                  <h3>
                    <a href={`/series/${one.slug}`} dir="auto">
                      {say(one.name, locale)}
                    </a>
                  </h3>
                  {say(one.description, locale) && <p dir="auto">{say(one.description, locale)}</p>}
                </li>
              ))}
            </ul>
          </section>
        )}
        <SubscribeForm path={`/programs/${program.slug}`} />
      </PageBody>
    </Frame>
  )
}

export function SeriesPage({ page, program, series, upcoming, past, home }: On<SeriesPageProps>) {
  const { locale } = page
  const hero = (
    <>
      <p className="dl-hero__eyebrow">
        <a href={`/programs/${program.slug}`}>
          <bdi>{say(program.name, locale)}</bdi>
        </a>
      </p>
      <h1 dir="auto">{say(series.name, locale)}</h1>
      {say(series.description, locale) && (
        <p className="dl-hero__lead" dir="auto">
          {say(series.description, locale)}
        </p>
      )}
    </>
  )
  return (
    <Frame page={page} hero={hero} feeds={`/series/${series.slug}`}>
      <PageBody>
        <Calls {...{ upcoming, past, home, page }} />
        <SubscribeForm path={`/series/${series.slug}`} />
      </PageBody>
    </Frame>
  )
}

type CallsProps = {
  upcoming: ListedPage
  past: ListedPage
  home: HomePageProps['home']
  page: PageContext
  withProgram?: boolean
}

function Calls({ upcoming, past, home, page, withProgram }: CallsProps) {
  const { t } = useTranslation('calls')
  const shared = { home, locale: page.locale, withProgram: withProgram ?? false }
  return (
    <>
      <section aria-labelledby="upcoming">
        <h2 id="upcoming">{t('home.upcoming')}</h2>
        {upcoming.items.length > 0 ? (
          <CallList calls={upcoming.items} {...shared} />
        ) : (
          <Empty icon="calendar" title={t('home.none')}>
            {t('home.none_text')}
          </Empty>
        )}
        <Pager list={upcoming} name="upcoming" other={past} page={page} />
      </section>
      {past.items.length > 0 && (
        <section aria-labelledby="past">
          <h2 id="past">{t('home.past')}</h2>
          <CallList calls={past.items} {...shared} />
          <Pager list={past} name="past" other={upcoming} page={page} />
        </section>
      )}
    </>
  )
}

type PagerProps = { list: ListedPage; name: 'upcoming' | 'past'; other: ListedPage; page: PageContext }

/** The pages of a long list, as links; the other list on the page stays where it is. */
function Pager({ list, name, other, page }: PagerProps) {
  const { t } = useTranslation('calls')
  if (list.pages === 1) return null
  const otherName = name === 'upcoming' ? 'past' : 'upcoming'
  const [path = '', asked] = page.path.split('?')
  const language = new URLSearchParams(asked).get('lang')
  const href = (wanted: number) => {
    const query = new URLSearchParams({
      ...(language ? { lang: language } : {}),
      ...(other.page > 1 ? { [otherName]: String(other.page) } : {}),
      ...(wanted > 1 ? { [name]: String(wanted) } : {}),
    })
    return `${path}${query.size > 0 ? `?${query}` : ''}#${name}`
  }
  return (
    <nav className="calls-pager" aria-label={t(`home.pages_${name}`)}>
      {list.page > 1 && (
        <a rel="prev" href={href(list.page - 1)}>
          {t(name === 'upcoming' ? 'home.sooner' : 'home.later')}
        </a>
      )}
      <span className="dl-quiet">
        {t('home.page_of', { page: number(list.page, page.locale), pages: number(list.pages, page.locale) })}
      </span>
      {list.page < list.pages && (
        <a rel="next" href={href(list.page + 1)}>
          {t(name === 'upcoming' ? 'home.later' : 'home.sooner')}
        </a>
      )}
    </nav>
  )
}

import { useTranslation } from 'react-i18next'
import { countryName, languageName, list, minuteOf, number } from '../../../../ui/format.ts'
import { Avatar, Line, type Locale, Notice, PageBody, type PageContext, Tag } from '../../../../ui/index.ts'
import type { CallPageProps, ShownPerson } from '../../contract.ts'
import { groundRulesInShort } from '../../rules/ground-rules.ts'
import { say } from '../say.ts'
import { Frame } from './frame.tsx'
import { Dock, Rsvp } from './rsvp.tsx'
import { placeOf, When } from './when.tsx'

type Props = CallPageProps & { page: PageContext }

/** The announcement: topic · host · date and time in both zones · description · panel · agenda · RSVP deadline · register. */
export function CallPage(props: Props) {
  const { page, call } = props
  return (
    <Frame page={page} hero={<Hero {...props} />} dock={<Dock {...props} locale={page.locale} />}>
      <PageBody side={<Rsvp {...props} locale={page.locale} />}>
        <About {...props} />
        <Panel panel={call.panel} locale={page.locale} />
        <Agenda {...props} />
      </PageBody>
    </Frame>
  )
}

function Hero({ call, home, mine, page }: Props) {
  const { t } = useTranslation('calls')
  const { locale } = page
  const countries = call.countries.map((code) => countryName(code, locale))
  const place = [...countries, nth(call.series.number, locale, t)].join(' · ')
  return (
    <>
      <Standing call={call} locale={locale} />
      <p className="dl-hero__eyebrow">
        <a href={`/programs/${call.program.slug}`}>
          <bdi>{say(call.program.name, locale)}</bdi>
        </a>
        <a href={`/series/${call.series.slug}`}>{place}</a>
        {call.campaign && <bdi>{say(call.campaign, locale)}</bdi>}
      </p>
      <h1 dir="auto">{say(call.topic, locale)}</h1>
      {call.host && <Host host={call.host} locale={locale} />}
      <When call={call} home={home} mine={mine} locale={locale} />
    </>
  )
}

type T = ReturnType<typeof useTranslation<'calls'>>['t']

/** "third call of the series" up to the tenth, then by figure. */
function nth(count: number, locale: Locale, t: T): string {
  return count <= 10
    ? t(`page.nth.${count}` as 'page.nth.1')
    : t('page.numbered', { number: number(count, locale) })
}

/** Above the topic, what one must know before anything else. */
function Standing({ call, locale }: { call: CallPageProps['call']; locale: Locale }) {
  const { t } = useTranslation('calls')
  if (call.door === 'draft') return <Notice title={t('page.preview')}>{t('page.preview_text')}</Notice>
  if (call.door !== 'cancelled') return null
  return (
    <Notice tone="bad" title={t('page.cancelled')}>
      <span lang={locale} dir="auto">
        {call.cancelReason}
      </span>
    </Notice>
  )
}

function Host({ host, locale }: { host: ShownPerson; locale: Locale }) {
  const { t } = useTranslation('calls')
  return (
    <div className="dl-hosted">
      <Avatar name={say(host.name, locale)} />
      <p>
        <small>{t('roles.host')}</small>
        <b>
          <bdi>{say(host.name, locale)}</bdi>
        </b>
        <small>
          <bdi>{officeOf(host, locale)}</bdi>
        </small>
      </p>
    </div>
  )
}

/** Title and organization in one line. */
export const officeOf = (person: Pick<ShownPerson, 'title' | 'organization'>, locale: Locale): string =>
  [say(person.title, locale), say(person.organization, locale)]
    .filter(Boolean)
    .join(locale === 'ur' ? '، ' : ', ')

function About({ call, page }: Props) {
  const { t } = useTranslation('calls')
  const { locale } = page
  return (
    <section aria-labelledby="about">
      <h2 id="about">{t('page.about')}</h2>
      <div className="dl-read">
        {say(call.description, locale)
          .split(/\n{2,}/)
          .filter(Boolean)
          .map((paragraph) => (
            <p key={paragraph} dir="auto">
              {paragraph}
            </p>
          ))}
      </div>
      {call.sectors.length > 0 && (
        <ul className="dl-pills" aria-label={t('page.sectors')}>
          {call.sectors.map((sector) => (
            <li key={sector}>
              <Tag>{t(`sectors.${sector}`)}</Tag>
            </li>
          ))}
        </ul>
      )}
      <dl className="dl-factrow">
        {say(call.openTo, locale) && (
          <div>
            <dt>{t('page.open_to')}</dt>
            <dd dir="auto">{say(call.openTo, locale)}</dd>
          </div>
        )}
        {call.languages.length > 0 && (
          <div>
            <dt>{t('languages')}</dt>
            <dd>
              {list(
                call.languages.map((code) => languageName(code, locale)),
                locale,
              )}
            </dd>
          </div>
        )}
        <div>
          <dt>{t('page.ground_rules')}</dt>
          <dd>{groundRulesSentence(call, locale, t)}</dd>
        </div>
      </dl>
    </section>
  )
}

function groundRulesSentence(call: CallPageProps['call'], locale: Locale, t: T): string {
  const { base, tail, partly } = groundRulesInShort(call.groundRules, call.agenda)
  const said = t(`ground_rules.${base}`)
  if (tail) {
    return t('page.rules_tail', {
      base: said,
      count: tail.minutes,
      minutes: number(tail.minutes, locale),
      rules: t(`ground_rules_in.${tail.rules}`),
    })
  }
  if (partly.length === 0) return said
  const others = list(
    partly.map((rules) => t(`ground_rules_in.${rules}`)),
    locale,
  )
  return t('page.rules_partly', { base: said, rules: others })
}

function Panel({ panel, locale }: { panel: readonly ShownPerson[]; locale: Locale }) {
  const { t } = useTranslation('calls')
  const shown = panel.filter((member) => member.role !== 'host')
  if (shown.length === 0) return null
  return (
    <section aria-labelledby="panel">
      <h2 id="panel">{t('page.panel')}</h2>
      <ul className="dl-people">
        {shown.map((member) => (
          <li key={member.id}>
            <Avatar name={say(member.name, locale)} size="l" />
            <div>
              <b>
                <bdi>{say(member.name, locale)}</bdi>
              </b>
              <div className="dl-people__org">
                <bdi>{officeOf(member, locale)}</bdi>
                {member.role === 'moderator' && ` · ${t('roles.moderator')}`}
              </div>
              {say(member.bio, locale) && (
                <p className="dl-quiet">
                  <bdi>{say(member.bio, locale)}</bdi>
                </p>
              )}
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Agenda({ call, page }: Props) {
  const { t } = useTranslation('calls')
  const { locale } = page
  if (call.agenda.length === 0) return null
  const names = new Map(call.panel.map((member) => [member.id, say(member.name, locale)]))
  return (
    <section aria-labelledby="agenda">
      <h2 id="agenda">
        {call.startsAt ? t('page.agenda_at', { place: placeOf(call, locale) }) : t('page.agenda')}
      </h2>
      <Line
        look="agenda"
        orientation="vertical"
        items={call.agenda.map((item) => {
          const other = item.groundRules !== call.groundRules && t(`page.rules_mean.${item.groundRules}`)
          const speaker = item.speaker && names.get(item.speaker)
          return {
            id: item.id,
            state: 'next',
            time: item.startsAt && (
              <time dateTime={item.startsAt}>{minuteOf(item.startsAt, call.zone, locale)}</time>
            ),
            label: <bdi>{say(item.title, locale)}</bdi>,
            small: (speaker || other) && (
              <>
                {speaker && <bdi>{speaker}</bdi>}
                {speaker && other && ' · '}
                {other}
              </>
            ),
          }
        })}
      />
    </section>
  )
}

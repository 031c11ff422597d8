import { useTranslation } from 'react-i18next'
import type { CallRole } from '../../../kernel/actor.ts'
import type { Localized } from '../../../kernel/schemas.ts'
import { dateOf, list, timeSpan, zoneName } from '../../../ui/format.ts'
import {
  Button,
  Card,
  type FactRow,
  Facts,
  type Locale,
  mastOf,
  Notice,
  type PageContext,
  PublicPage,
  StatePanel,
} from '../../../ui/index.ts'
import type { GroundRules } from '../../calls/contract.ts'
import type { WhoseLink } from '../rules/links.ts'

type Call = {
  topic: Localized
  host: Localized | null
  startsAt: string | null
  endsAt: string | null
  zone: string
  place: Localized
  cancelled: boolean
  /** What one accepts by pressing the button, when it leads onto the stage of a live call. */
  rules: { version: number; call: GroundRules; parts: readonly GroundRules[] } | null
}

export type LinkPageProps =
  | { problem: 'unknown' | 'revoked' | 'signed_out' }
  | {
      token: string
      name: string | null
      roles: readonly CallRole[]
      whose: WhoseLink
      call: Call
      homeZone: string
      homePlace: string
    }

/** Where a personal link leads: whose it is, for which call, and one button. Opening the page does nothing. */
export function LinkPage({ page, ...props }: LinkPageProps & { page: PageContext }) {
  return (
    <PublicPage {...mastOf(page)} look="sheet">
      {'problem' in props ? <Problem problem={props.problem} /> : <Opens {...props} locale={page.locale} />}
    </PublicPage>
  )
}

function Problem({ problem }: { problem: 'unknown' | 'revoked' | 'signed_out' }) {
  const { t } = useTranslation('access')
  return (
    <StatePanel title={t(`link.${problem}.title`)}>
      <p>{t(`link.${problem}.text`)}</p>
    </StatePanel>
  )
}

const say = (text: Localized, locale: Locale): string => (locale === 'ur' ? (text.ur ?? text.en) : text.en)

function Opens(props: Extract<LinkPageProps, { token: string }> & { locale: Locale }) {
  const { t } = useTranslation('access')
  const { call, locale, name, token, whose } = props
  return (
    <>
      <StatePanel title={name ? t('link.hello', { name }) : t('link.hello_nobody')}>
        <p>{t(`link.personal_${whose}`)}</p>
      </StatePanel>
      <h2>{t('link.call')}</h2>
      <Card>
        <Facts rows={factsOf(props, t)} />
      </Card>
      {call.cancelled && <Notice tone="warn">{t('link.cancelled')}</Notice>}
      <form method="post" action={`/l/${token}`} className="dl-sheet__send dl-stack">
        {call.rules && <Rules {...call.rules} />}
        <Button kind="primary" size="xl" wide type="submit">
          {t(call.rules ? 'room:door_page.enter' : 'access:link.open')}
        </Button>
      </form>
      <p className="dl-quiet" lang={locale}>
        {t('link.not_you')}
      </p>
    </>
  )
}

/** Ground rules of the call that one goes into with the button below. */
function Rules({ version, call, parts }: NonNullable<Call['rules']>) {
  const { t } = useTranslation('room')
  return (
    <div className="dl-stack dl-stack--s">
      <h2>{t('rules.title')}</h2>
      <p>{t(`rules.${call}`)}</p>
      {parts.map((rules) => (
        <p key={rules} className="dl-late">
          {t('rules.parts', { rules: t(`ground_rules.${rules}`) })} {t(`rules.${rules}`)}
        </p>
      ))}
      <p className="dl-quiet">{t('rules.kept')}</p>
      <input type="hidden" name="rules" value={version} />
    </div>
  )
}

function factsOf(
  {
    call,
    roles,
    homeZone,
    homePlace,
    locale,
  }: Extract<LinkPageProps, { token: string }> & { locale: Locale },
  t: (key: string) => string,
): FactRow[] {
  const row = (id: string, term: string, value: string, small?: string): FactRow => ({
    id,
    term,
    value,
    small,
  })
  const { startsAt, endsAt } = call
  const at = (id: string, place: string, zone: string): FactRow[] =>
    startsAt && endsAt
      ? [
          row(
            id,
            place,
            `${dateOf(startsAt, zone, locale)}, ${timeSpan(startsAt, endsAt, zone, locale)}`,
            zoneName(startsAt, zone),
          ),
        ]
      : []
  return [
    row('topic', t('link.topic'), say(call.topic, locale)),
    ...(call.host ? [row('host', t('link.host'), say(call.host, locale))] : []),
    ...at('home', homePlace, homeZone),
    ...(call.zone === homeZone ? [] : at('there', say(call.place, locale), call.zone)),
    ...(roles.length > 0
      ? [
          row(
            'roles',
            t('link.role'),
            list(
              roles.map((role) => t(`roles.${role}`)),
              locale,
            ),
          ),
        ]
      : []),
  ]
}

import { useTranslation } from 'react-i18next'
import { dateOf, timeOf, timeSpan, zoneName } from '../../../../ui/format.ts'
import {
  Button,
  ButtonLink,
  Card,
  type FactRow,
  Facts,
  Notice,
  type PageContext,
  StatePanel,
} from '../../../../ui/index.ts'
import type { ComingPageProps } from '../../contract/pages.ts'
import { inLanguage, placeOf } from '../words.ts'
import { Frame } from './frame.tsx'

type Props = ComingPageProps & { page: PageContext }
type About = NonNullable<ComingPageProps['about']>

/** The call moved: both times, and two buttons. Opening the page answers nothing. */
export function ComingPage({ step, about, refused, page }: Props) {
  const { t } = useTranslation('registration')
  const hello = about?.name && step === 'asked' ? t('coming.hello', { name: about.name }) : null
  return (
    <Frame page={page}>
      {refused && (
        <Notice
          tone="warn"
          title={t(`errors.${refused.replace('registration.', '')}` as 'errors.call_over')}
        />
      )}
      <StatePanel title={t(`coming.${step}.title`)}>
        {hello && <p dir="auto">{hello}</p>}
        <p>{t(`coming.${step}.text`)}</p>
      </StatePanel>
      {about && (
        <>
          <h2>{t('status.call')}</h2>
          <Card>
            <BothTimes about={about} page={page} />
          </Card>
          <Buttons step={step} about={about} page={page} />
        </>
      )}
    </Frame>
  )
}

/** Topic, and per place the time that holds, with the one that no longer does under it. */
function BothTimes({ about: { call, was }, page: { locale } }: { about: About; page: PageContext }) {
  const { t } = useTranslation('registration')
  const places = [
    { zone: call.home.zone, place: inLanguage(call.home.place, locale) },
    { zone: call.zone, place: placeOf(call, locale) },
  ].filter(({ zone }, index, all) => all.findIndex((each) => each.zone === zone) === index)
  const { startsAt, endsAt } = call
  const span = (from: string, to: string, zone: string) =>
    `${dateOf(from, zone, locale)}${locale === 'ur' ? '، ' : ', '}${timeSpan(from, to, zone, locale)} (${zoneName(from, zone)})`
  const rows: FactRow[] = [
    { id: 'topic', term: t('status.topic'), value: <b dir="auto">{inLanguage(call.topic, locale)}</b> },
    ...(startsAt && endsAt
      ? places.map(({ zone, place }) => ({
          id: zone,
          term: <bdi>{place}</bdi>,
          value: <span className="dl-num">{span(startsAt, endsAt, zone)}</span>,
          ...(was ? { small: t('coming.was', { when: span(was.startsAt, was.endsAt, zone) }) } : {}),
        }))
      : []),
  ]
  return <Facts rows={rows} />
}

function Buttons({
  step,
  about,
  page: { locale },
}: {
  step: Props['step']
  about: About
  page: PageContext
}) {
  const { t } = useTranslation('registration')
  const { token, call, undoUntil } = about
  const page = (
    <ButtonLink size="xl" href={`/l/${token}`}>
      {t('mail.open')}
    </ButtonLink>
  )
  if (step === 'asked' || step === 'coming') {
    return (
      <form method="post" action={`/l/${token}/coming`} className="dl-sheet__send dl-stack">
        <input type="hidden" name="startsAt" value={call.startsAt ?? ''} />
        {step === 'asked' && (
          <Button type="submit" name="do" value="coming" kind="primary" size="xl" wide>
            {t('coming.yes')}
          </Button>
        )}
        <Button
          type="submit"
          name="do"
          value="cannot"
          kind={step === 'asked' ? 'default' : 'quiet'}
          size="xl"
          wide
        >
          {t('coming.no')}
        </Button>
        {step === 'coming' ? page : <p className="dl-quiet">{t('coming.no_hint')}</p>}
      </form>
    )
  }
  if (step === 'cannot' && undoUntil) {
    return (
      <form method="post" action={`/l/${token}/coming`} className="dl-sheet__send dl-stack">
        <Button type="submit" name="do" value="undo" kind="primary" size="xl" wide>
          {t('coming.undo')}
        </Button>
        <p className="dl-quiet">
          {t('coming.undo_until', {
            time: `${timeOf(undoUntil, call.home.zone, locale)} ${inLanguage(call.home.place, locale)}`,
          })}
        </p>
      </form>
    )
  }
  return <div className="dl-actions">{page}</div>
}

import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ScreenProps } from '../../../../ui/face.tsx'
import { list, number, relative } from '../../../../ui/format.ts'
import {
  Button,
  ButtonLink,
  Empty,
  LeaveLink,
  Line,
  PublicPage,
  Skeleton,
  StatePanel,
  useLocale,
} from '../../../../ui/index.ts'
import { useMast } from '../../../../ui/session.ts'
import { CallCard, loadInvitation } from '../../../calls/web/index.ts'
import type { Standing } from '../../contract.ts'
import { registrations } from '../api.ts'
import { lineOf } from '../line.ts'
import { CancelMine } from './cancel.tsx'
import { ChangeAnswers } from './change.tsx'
import { StillComing, UndoCancel } from './coming.tsx'
import { MyAnswers } from './facts.tsx'
import { MyQuestions } from './questions.tsx'
import { useMyZone } from './use-my-zone.ts'

/** Looked at again when the page is looked at again, and now and then while it is; never in the background. */
const WATCHED = { refetchInterval: 300_000, refetchOnWindowFocus: 'always' } as const

/** `/g/:grant`: where my registration stands, the call, my questions and what became of them. */
export function Status(props: ScreenProps) {
  const standing = useQuery(registrations.mine.queryOptions(WATCHED))
  // Whoever never registered stands on the stage, answers for somebody who does, or works on the call.
  if (standing.data?.registration === null)
    return (
      <Suspense fallback={null}>
        <Invitation {...props} otherwise={standing.data.roles.length > 0 ? <MyStatus /> : null} />
      </Suspense>
    )
  return <MyStatus />
}

const Invitation = lazy(async () => ({ default: await loadInvitation() }))

function MyStatus() {
  const mast = useMast()
  const { t } = useTranslation('registration')
  const standing = useQuery(registrations.mine.queryOptions(WATCHED))
  return (
    <PublicPage
      look="sheet"
      {...mast}
      footLinks={[
        { href: '/privacy', label: t('page.privacy') },
        { href: '/accessibility', label: t('page.accessibility') },
      ]}
    >
      {standing.isPending && <Skeleton rows={6} />}
      {standing.isError && (
        <>
          <h1 className="dl-sr">{t('status.title')}</h1>
          <Empty
            icon="offline"
            title={t('status.not_loaded')}
            action={<Button onClick={() => void standing.refetch()}>{t('status.try_again')}</Button>}
          >
            {standing.error.message}
          </Empty>
        </>
      )}
      {standing.data && <Page standing={standing.data} />}
    </PublicPage>
  )
}

function Page({ standing }: { standing: Standing }) {
  const { t } = useTranslation('registration')
  const { registration } = standing
  const [changing, setChanging] = useState(false)
  useMyZone(registration)
  return (
    <>
      <Head standing={standing} />
      {registration?.undoUntil && <UndoCancel until={registration.undoUntil} />}
      {registration?.asked && registration.asked.answer !== 'cannot' && (
        <StillComing asked={registration.asked} />
      )}
      <Doors standing={standing} />
      <h2>{t('status.call')}</h2>
      <CallCard call={standing.call} first="home" />
      <MyQuestions standing={standing} />
      {registration && (
        <>
          <h2>{t('status.answers')}</h2>
          {changing ? (
            <ChangeAnswers
              standing={standing}
              registration={registration}
              onClose={() => setChanging(false)}
            />
          ) : (
            <MyAnswers registration={registration} />
          )}
          {registration.mayChange && !changing && (
            <div className="dl-actions">
              <Button size="xl" onClick={() => setChanging(true)}>
                {t('status.change')}
              </Button>
            </div>
          )}
          {registration.mayCancel && !changing && <CancelMine />}
        </>
      )}
      <LeaveLink />
    </>
  )
}

/** The one sentence one came for. */
function Head({ standing: { registration, call, roles } }: { standing: Standing }) {
  const { t } = useTranslation('registration')
  const locale = useLocale()
  const over = call.state === 'ended' || call.state === 'cancelled'
  const key = over ? `call_${call.state}` : (registration?.state ?? 'invited')
  return (
    <StatePanel title={t(`status.${key}.title` as 'status.pending.title')}>
      <p>{t(`status.${key}.text` as 'status.pending.text')}</p>
      {!registration && !over && roles.length > 0 && (
        <p>
          {list(
            roles.map((role) => t(`calls:roles.${role}`)),
            locale,
          )}
        </p>
      )}
      {registration?.place && !over && (
        <p>{t('status.place', { place: number(registration.place, locale) })}</p>
      )}
      {registration?.declined && !over && (
        <>
          <p>{t(`reasons.${registration.declined.reason}`)}</p>
          {registration.declined.note && <p dir="auto">{registration.declined.note}</p>}
        </>
      )}
      {!over && call.startsAt && registration?.state === 'approved' && (
        <WhenItBegins state={call.state} startsAt={call.startsAt} />
      )}
      {registration && !over && (
        <Line
          items={lineOf(registration.state, (point) => t(point as 'line.sent'))}
          label={t('line.label')}
        />
      )}
    </StatePanel>
  )
}

/** Whether it is on, about to be, or when. */
function WhenItBegins({ state, startsAt }: { state: string; startsAt: string }) {
  const { t } = useTranslation('registration')
  const locale = useLocale()
  const now = Temporal.Now.instant()
  if (state === 'live') return <p>{t('status.on_now')}</p>
  if (Temporal.Instant.compare(startsAt, now) <= 0) return <p>{t('status.any_moment')}</p>
  return <p>{t('status.begins', { when: relative(startsAt, now, locale) })}</p>
}

/** The way in, and the calendar. */
function Doors({ standing: { registration, mayEnter, call } }: { standing: Standing }) {
  const { t } = useTranslation('registration')
  const here = location.pathname.replace(/\/$/, '')
  const seated = registration?.state === 'approved' && call.state !== 'ended' && call.state !== 'cancelled'
  if (!mayEnter && !seated) return null
  const live = call.state === 'live'
  const enter = mayEnter && (
    <ButtonLink size="xl" kind={live ? 'primary' : 'default'} icon="forward" href={`${here}/room`}>
      {t(live ? 'status.enter' : 'status.look_in')}
    </ButtonLink>
  )
  return (
    <div className="dl-actions">
      {live && enter}
      {seated && call.startsAt && (
        <ButtonLink
          size="xl"
          kind={live ? 'default' : 'primary'}
          icon="calendar"
          href={`${here}/calendar.ics`}
          download
        >
          {t('status.calendar')}
        </ButtonLink>
      )}
      {!live && enter}
    </div>
  )
}

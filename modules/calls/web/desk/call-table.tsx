import { useTranslation } from 'react-i18next'
import { FaceLink } from '../../../../ui/face.tsx'
import { dateTime, number, shortDate, timeOf } from '../../../../ui/format.ts'
import { DataTable, type Locale, Tag, type Tone, useLocale } from '../../../../ui/index.ts'
import { type Session, useSession } from '../../../../ui/session.ts'
import type { CallRow, CallState } from '../../contract.ts'
import { placeOf } from '../page/when.tsx'
import { say } from '../say.ts'
import '../desk.css'

const TONES: Record<CallState, Tone> = {
  draft: 'neutral',
  published: 'info',
  live: 'warn',
  ended: 'good',
  cancelled: 'bad',
}

/** The calls of the desk: when in both zones, what, state, registrations, what to do next. */
export function CallTable({ rows }: { rows: readonly CallRow[] }) {
  const { t } = useTranslation('calls')
  const locale = useLocale()
  const session = useSession()
  return (
    <div className="calls-table">
      <DataTable
        caption={t('desk.title')}
        rows={rows}
        rowId={(row) => row.id}
        columns={[
          {
            id: 'when',
            head: t('desk.when'),
            wide: true,
            cell: (row) => <When row={row} session={session} locale={locale} />,
          },
          {
            id: 'call',
            head: t('desk.call'),
            cell: (row) => (
              <>
                <FaceLink href={`/desk/calls/${row.id}`}>
                  <bdi>{say(row.topic, locale)}</bdi>
                </FaceLink>
                <small>
                  <bdi>{say(row.series.name, locale)}</bdi>
                  {' · '}
                  {t('bar.number', { number: number(row.series.number, locale) })}
                </small>
                <PanelInShort row={row} locale={locale} />
                <div className="dl-narrow">
                  <When row={row} session={session} locale={locale} />{' '}
                  <Tag tone={TONES[row.state]}>{t(`states.${row.state}`)}</Tag>
                </div>
              </>
            ),
          },
          {
            id: 'state',
            head: t('desk.state'),
            wide: true,
            cell: (row) => <Tag tone={TONES[row.state]}>{t(`states.${row.state}`)}</Tag>,
          },
          {
            id: 'registrations',
            head: t('bar.registrations'),
            optional: true,
            figures: true,
            cell: (row) => <Registrations row={row} locale={locale} />,
          },
          {
            id: 'next',
            head: t('desk.next'),
            cell: (row) => <Next row={row} session={session} locale={locale} />,
          },
        ]}
      />
    </div>
  )
}

type Cell = { row: CallRow; locale: Locale }

function When({ row, session, locale }: Cell & { session: Session }) {
  const { t } = useTranslation('calls')
  if (!row.startsAt) return <span className="dl-quiet">{t('desk.no_date')}</span>
  return (
    <>
      <time dateTime={row.startsAt}>{shortDate(row.startsAt, row.zone, locale, true)}</time>
      <small>
        {timeOf(row.startsAt, row.zone, locale)} <bdi>{placeOf(row, locale)}</bdi>
      </small>
      {session.homeZone !== row.zone && (
        <small>
          {timeOf(row.startsAt, session.homeZone, locale)} <bdi>{session.homePlace}</bdi>
        </small>
      )}
    </>
  )
}

/** How the panel stands, once somebody was asked to it. */
function PanelInShort({ row, locale }: Cell) {
  const { t } = useTranslation('calls')
  const { seated, confirmed, declined } = row.panel
  const before = row.state === 'draft' || row.state === 'published'
  if (!before || (confirmed === 0 && declined === 0)) return null
  return (
    <small>
      <FaceLink href={`/desk/calls/${row.id}/panel`}>
        {t('desk.panel_of', { confirmed: number(confirmed, locale), count: number(seated, locale) })}
      </FaceLink>
      {declined > 0 && ` · ${t('desk.panel_gap', { count: declined, gaps: number(declined, locale) })}`}
    </small>
  )
}

function Registrations({ row, locale }: Cell) {
  const { t } = useTranslation('calls')
  if (row.state === 'draft') return null
  const { approved, pending } = row.registrations
  const said = number(approved, locale)
  return (
    <>
      {row.capacity === null
        ? t('desk.approved', { count: approved, approved: said })
        : t('desk.approved_of', { approved: said, capacity: number(row.capacity, locale) })}
      {pending > 0 && (
        <small>{t('desk.pending', { count: pending, pending: number(pending, locale) })}</small>
      )}
    </>
  )
}

/** One thing: what the call waits for. */
function Next({ row, session, locale }: Cell & { session: Session }) {
  const { t } = useTranslation('calls')
  const base = `/desk/calls/${row.id}`
  const pending = row.registrations.pending
  if (row.state === 'cancelled') return null
  if (row.state === 'draft') {
    return (
      <FaceLink href={base}>
        {row.missing > 0
          ? t('desk.next_missing', { count: row.missing, missing: number(row.missing, locale) })
          : t('desk.next_publish')}
      </FaceLink>
    )
  }
  if (row.state === 'live') return <FaceLink href={`${base}/room`}>{t('desk.next_room')}</FaceLink>
  if (row.state === 'ended') return <FaceLink href={`${base}/readout`}>{t('desk.next_readout')}</FaceLink>
  if (pending > 0) {
    return (
      <FaceLink href={`${base}/registrations`}>
        {t('desk.next_decide', { count: pending, pending: number(pending, locale) })}
      </FaceLink>
    )
  }
  return row.rsvpDeadline ? (
    <span className="dl-quiet">
      {t('desk.until', {
        time: dateTime(row.rsvpDeadline, session.homeZone, locale),
        place: session.homePlace,
      })}
    </span>
  ) : null
}

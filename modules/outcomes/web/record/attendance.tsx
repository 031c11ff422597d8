import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { number, timeOf } from '../../../../ui/format.ts'
import { Card, type Column, Counts, DataTable, Empty, Tag, useLocale } from '../../../../ui/index.ts'
import type { Locale } from '../../../../ui/locale.ts'
import type { Attendance, AttendanceRow } from '../../contract.ts'

/** People and not sockets: one row each, however often they came and went. */
export function AttendanceList({ attendance }: { attendance: Attendance }) {
  const { t } = useTranslation('outcomes')
  const locale = useLocale()
  if (attendance.rows.length === 0) {
    return (
      <Empty icon="people" title={t('attendance.none')}>
        {t('attendance.none_text')}
      </Empty>
    )
  }
  const place = placeName(attendance, locale)
  const count = (id: string, value: number) => ({
    id,
    count: number(value, locale),
    label: t(`attendance.${id}`, { count: value }),
  })
  return (
    <>
      <Counts
        items={[
          count('attendees', attendance.attendees),
          count('organizations', attendance.organizations),
          ...(attendance.medianMinutes === null ? [] : [count('median', attendance.medianMinutes)]),
          ...(attendance.absent.length === 0 ? [] : [count('absent', attendance.absent.length)]),
        ]}
      />
      <div className="outcomes-table">
        <DataTable
          caption={t('attendance.caption')}
          columns={columns(t, attendance.zone, place, locale)}
          rows={[...attendance.rows].sort(byPart)}
          rowId={(row) => row.person}
        />
      </div>
      {attendance.absent.length > 0 && (
        <Card>
          <h3>{t('attendance.absent_title')}</h3>
          <ul className="outcomes-register">
            {attendance.absent.map(({ person, name, title, organizationName }) => (
              <li key={person}>
                <span>
                  <bdi>{name ?? t('removed')}</bdi>
                  {[title, organizationName].map(
                    (more) =>
                      more && (
                        <span key={more}>
                          {' '}
                          · <bdi>{more}</bdi>
                        </span>
                      ),
                  )}
                </span>
              </li>
            ))}
          </ul>
        </Card>
      )}
    </>
  )
}

export const placeName = (
  { place, zone }: { place: { en: string; ur: string | null }; zone: string },
  locale: Locale,
): string => (locale === 'ur' && place.ur) || place.en || zone

const ORDER = ['stage', 'attendee', 'observer', 'staff']
const byPart = (a: AttendanceRow, b: AttendanceRow): number =>
  ORDER.indexOf(a.part) - ORDER.indexOf(b.part) || a.first.localeCompare(b.first)

function columns(
  t: TFunction<'outcomes'>,
  zone: string,
  place: string,
  locale: Locale,
): Column<AttendanceRow>[] {
  return [
    {
      id: 'person',
      head: t('attendance.person'),
      cell: (row) => (
        <>
          <bdi>{row.name ?? t(row.how === 'link' ? 'removed' : `attendance.how.${row.how}`)}</bdi>
          {(row.count > 1 || row.how !== 'link') && (
            <small>
              {[
                row.how !== 'link' && row.name ? t(`attendance.how.${row.how}`) : null,
                row.count > 1 ? t('attendance.at_this_screen', { count: row.count }) : null,
              ]
                .filter(Boolean)
                .join(' · ')}
            </small>
          )}
          {row.title && (
            <small>
              <bdi>{row.title}</bdi>
            </small>
          )}
        </>
      ),
    },
    {
      id: 'organization',
      head: t('attendance.organization'),
      cell: (row) => <bdi>{row.organizationName ?? '—'}</bdi>,
    },
    {
      id: 'part',
      head: t('attendance.part'),
      optional: true,
      cell: (row) => (
        <Tag tone={row.onAir ? 'neutral' : 'warn'}>
          {t(row.onAir ? `part.${row.part}` : 'part.before_air')}
        </Tag>
      ),
    },
    {
      id: 'first',
      head: t('attendance.first', { place }),
      figures: true,
      optional: true,
      cell: (row) => timeOf(row.first, zone, locale),
    },
    {
      id: 'last',
      head: t('attendance.last', { place }),
      figures: true,
      optional: true,
      cell: (row) => timeOf(row.last, zone, locale),
    },
    {
      id: 'minutes',
      head: t('attendance.minutes'),
      figures: true,
      cell: (row) => number(row.minutes, locale),
    },
    {
      id: 'visits',
      head: t('attendance.visits'),
      figures: true,
      optional: true,
      cell: (row) => number(row.visits, locale),
    },
  ]
}

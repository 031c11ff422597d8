import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { TFunction } from 'i18next'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { number, timeOf } from '../../../../ui/format.ts'
import {
  Button,
  Card,
  type Column,
  Confirm,
  Counts,
  DataTable,
  Empty,
  Tag,
  useLocale,
  useToast,
} from '../../../../ui/index.ts'
import type { Locale } from '../../../../ui/locale.ts'
import type { Attendance, AttendanceRow } from '../../contract.ts'
import { outcomes, room } from '../api.ts'

/** People and not sockets: one row each, however often they came and went. */
export function AttendanceList({ call, attendance }: { call: string; attendance: Attendance }) {
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
          columns={columns(t, attendance.zone, place, locale, (row) =>
            attendance.mayErase && row.named ? <EraseName call={call} seq={row.named.seq} /> : null,
          )}
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

/** Somebody without a link of their own wishes not to be named: the officer takes the name out, for ever. */
function EraseName({ call, seq }: { call: string; seq: number }) {
  const { t } = useTranslation('outcomes')
  const queries = useQueryClient()
  const toast = useToast()
  const [asking, setAsking] = useState(false)
  const erasing = useMutation(
    room.eraseWords.mutationOptions({
      async onSuccess() {
        toast(t('attendance.erased'))
        setAsking(false)
        await queries.invalidateQueries({ queryKey: outcomes.key() })
      },
    }),
  )
  return (
    <span className="dl-noprint">
      <Button size="s" kind="quiet" onClick={() => setAsking(true)}>
        {t('attendance.erase')}
      </Button>
      <Confirm
        open={asking}
        title={t('attendance.erase_title')}
        action={t('attendance.erase')}
        busy={erasing.isPending}
        onClose={() => setAsking(false)}
        onConfirm={() => erasing.mutate({ call, seq })}
      >
        <p>{t('attendance.erase_text')}</p>
        {erasing.error && <p className="dl-late">{erasing.error.message}</p>}
      </Confirm>
    </span>
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
  end: (row: AttendanceRow) => ReactNode,
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
          {end(row)}
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

import { useTranslation } from 'react-i18next'
import { dateTime, isToday, timeOf, zoneName } from '../../../../ui/format.ts'
import { Button, type Column, DataTable, Icon, OneLine, Tag, useLocale } from '../../../../ui/index.ts'
import { useSession } from '../../../../ui/session.ts'
import type { RegistrationRow } from '../../contract.ts'
import type { ListProps } from './props.ts'
import type { Chosen, Mark } from './use-decisions.ts'

/** The rows of one tab. */
export function Table({ list, tab, selected, onToggle, current, onOpen, marks, onAgain }: ListProps) {
  const { t } = useTranslation('registration')
  const { rows, query, counts } = list
  const columns = useColumns(tab, marks, onAgain)
  const nameOf = (row: RegistrationRow) =>
    `${row.person.name ?? t('status.removed')}, ${row.organization.name}`
  const ids = rows.map((row) => row.id)
  return (
    <>
      <DataTable
        caption={t(`desk.list_${tab}`)}
        columns={columns}
        rows={rows}
        rowId={(row) => row.id}
        rowLabel={nameOf}
        selected={selected}
        onSelect={onToggle && ((id, on) => onToggle([id], on))}
        selectAll={
          onToggle && {
            label: t('desk.select_all', { count: rows.length }),
            checked: rows.length > 0 && ids.every((id) => selected.has(id)),
            onChange: (on) => onToggle(ids, on),
          }
        }
        current={current ?? undefined}
        onOpen={onOpen}
        total={counts.data?.[tab]}
      />
      {query.hasNextPage && (
        <p className="dl-list__more">
          <Button off={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {t('desk.more')}
          </Button>
        </p>
      )}
    </>
  )
}

function useColumns(
  tab: ListProps['tab'],
  marks: ReadonlyMap<string, Mark>,
  onAgain: (id: string, again: Chosen) => void,
): readonly Column<RegistrationRow>[] {
  const { t } = useTranslation()
  const locale = useLocale()
  const { homeZone, homePlace } = useSession()
  return [
    {
      id: 'person',
      head: t('registration:desk.person'),
      cell: (row) => {
        const mark = marks.get(row.id)
        return (
          <>
            <OneLine strong>{row.person.name ?? t('registration:status.removed')}</OneLine>
            {row.answer && <Answer answer={row.answer} />}
            {row.changedAt && (
              <span className="registrations__answer">
                <Tag tone="info">{t('registration:desk.changed')}</Tag>
              </span>
            )}
            {mark && (
              <span className="registrations__mark">
                {mark.text}{' '}
                {mark.again && (
                  <Button size="s" onClick={() => mark.again && onAgain(row.id, mark.again)}>
                    {t('registration:status.try_again')}
                  </Button>
                )}
              </span>
            )}
          </>
        )
      },
    },
    {
      id: 'title',
      head: t('registration:desk.title_of'),
      optional: true,
      cell: (row) => <OneLine>{row.person.title}</OneLine>,
    },
    {
      id: 'firm',
      head: t('registration:desk.firm'),
      cell: (row) => <OneLine>{row.organization.name}</OneLine>,
    },
    {
      id: 'sector',
      head: t('registration:desk.sector'),
      optional: true,
      cell: (row) => (
        <OneLine>{row.sectors.map((sector) => t(`calls:sectors.${sector}`)).join(' · ')}</OneLine>
      ),
    },
    {
      id: 'question',
      head: t('registration:desk.asks'),
      optional: true,
      cell: (row) => (
        <>
          {row.asks && <Icon name="question" />}
          <span className="dl-sr">
            {t(row.asks ? 'registration:desk.asks_yes' : 'registration:desk.asks_no')}
          </span>
        </>
      ),
    },
    {
      id: 'time',
      head: t('registration:desk.time', { place: homePlace }),
      optional: true,
      figures: true,
      sort: tab === 'waitlisted' ? 'ascending' : 'descending',
      cell: (row) => (
        <time dateTime={row.submittedAt} title={zoneName(row.submittedAt, homeZone)}>
          {isToday(row.submittedAt, homeZone, Temporal.Now.instant())
            ? t('registration:desk.today', { time: timeOf(row.submittedAt, homeZone, locale) })
            : dateTime(row.submittedAt, homeZone, locale)}
        </time>
      ),
    },
  ]
}

/** Whether she still comes to a call that moved. */
function Answer({ answer }: { answer: NonNullable<RegistrationRow['answer']> }) {
  const { t } = useTranslation('registration')
  return (
    <span className="registrations__answer">
      <Tag tone={TONE[answer]}>{t(`desk.answer_${answer}`)}</Tag>
    </span>
  )
}

const TONE = { coming: 'good', cannot: 'bad', silent: 'neutral' } as const

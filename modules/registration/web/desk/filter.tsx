import { useTranslation } from 'react-i18next'
import { number } from '../../../../ui/format.ts'
import { Icon, Meter, Segments, TextField, useLocale } from '../../../../ui/index.ts'
import { FirmLimit } from './firm-limit.tsx'
import type { ListProps } from './props.ts'
import { TABS } from './state.ts'

/** The tabs with their counts, the seats, the search. */
export function Filter({ call, list, tab, onTab, search, onSearch, onToggle }: ListProps) {
  const { t } = useTranslation('registration')
  const locale = useLocale()
  const counts = list.counts.data
  const shown = TABS.filter((each) => each !== 'cancelled' || tab === each || (counts?.cancelled ?? 0) > 0)
  return (
    <>
      <Segments
        label={t('desk.state')}
        items={shown.map((each) => ({
          id: each,
          label: t(`desk.tab_${each}`),
          ...(counts ? { count: number(counts[each], locale) } : {}),
          current: each === tab,
          onPick: () => onTab(each),
        }))}
      />
      {counts && counts.capacity !== null && (
        <span className="registrations__seats">
          <Meter value={counts.capacity === 0 ? 1 : Math.min(1, counts.approved / counts.capacity)} />
          <span className="dl-num">
            {t('desk.seats', {
              approved: number(counts.approved, locale),
              count: counts.capacity,
              capacity: number(counts.capacity, locale),
            })}
          </span>
        </span>
      )}
      {counts && <FirmLimit call={call} perFirm={counts.perFirm} mayDecide={onToggle !== undefined} />}
      {counts?.moved && (
        <span className="registrations__seats dl-num">
          <Icon name="calendar" />
          {t('desk.moved', {
            coming: number(counts.moved.coming, locale),
            cannot: number(counts.moved.cannot, locale),
            silent: number(counts.moved.silent, locale),
          })}
        </span>
      )}
      <div className="dl-filter__find">
        <TextField
          name="find"
          type="search"
          label={t('desk.find')}
          labelHidden
          placeholder={t('desk.find_short')}
          value={search}
          autoComplete="off"
          onChange={(event) => onSearch(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') event.currentTarget.blur()
          }}
        />
      </div>
    </>
  )
}

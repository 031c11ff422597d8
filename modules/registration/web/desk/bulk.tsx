import { useTranslation } from 'react-i18next'
import { number } from '../../../../ui/format.ts'
import { BulkBar, Button, useLocale } from '../../../../ui/index.ts'
import type { Decision, RegistrationRow } from '../../contract.ts'
import type { ListProps } from './props.ts'
import { approvable, decisionsFor } from './state.ts'

/** Says how many can be done and why the rest cannot. */
export function Bulk({
  chosen,
  list,
  busy,
  onAct,
  onClear,
  tab,
}: ListProps & { chosen: readonly RegistrationRow[] }) {
  const { t } = useTranslation('registration')
  const locale = useLocale()
  const firms = new Set(chosen.map((row) => row.organization.id)).size
  const counts = list.counts.data
  const { can, noSeat } = counts ? approvable(chosen, counts) : { can: chosen.length, noSeat: 0 }
  const decisions = decisionsFor(tab)
  const approves = decisions.includes('approve')
  return (
    <BulkBar
      label={t('desk.selected_region')}
      count={`${t('desk.selected', { count: chosen.length })} · ${t('desk.firms', { count: firms })}`}
      consequence={
        approves && (
          <span id="bulk-why">
            {t('desk.can_approve', { count: can })} {noSeat > 0 && t('desk.no_seat_for', { count: noSeat })}
          </span>
        )
      }
      clearLabel={t('desk.clear')}
      onClear={onClear}
    >
      {decisions.map((decision) => (
        <Button
          key={decision}
          kind={decision === 'approve' ? 'primary' : 'default'}
          keyName={KEY_OF[decision]}
          off={busy || (decision === 'approve' && can === 0)}
          aria-describedby={decision === 'approve' ? 'bulk-why' : undefined}
          onClick={() => onAct(decision)}
        >
          {t(`desk.do_${decision}`)}{' '}
          {decision === 'approve' || decision === 'waitlist'
            ? number(decision === 'approve' ? can : chosen.length, locale)
            : ''}
        </Button>
      ))}
    </BulkBar>
  )
}

export const KEY_OF: Readonly<Record<Decision, string | undefined>> = {
  approve: 'A',
  waitlist: 'W',
  decline: 'D',
  cancel: undefined,
}

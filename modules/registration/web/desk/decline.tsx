import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, ChoiceGroup, Confirm, Dialog, TextAreaField } from '../../../../ui/index.ts'
import { DECLINE_REASONS, type DeclineReason } from '../../contract.ts'
import type { Chosen } from './use-decisions.ts'

type Props = {
  asking: { decision: 'decline' | 'cancel'; ids: readonly string[] } | null
  busy: boolean
  onClose: () => void
  onDecide: (chosen: Chosen) => void
}

/** What is said to the registrant is asked for before it is done. */
export function Decline({ asking, busy, onClose, onDecide }: Props) {
  const { t } = useTranslation('registration')
  const count = asking?.ids.length ?? 0
  return (
    <>
      <DeclineDialog
        key={asking?.ids.join() ?? ''}
        open={asking?.decision === 'decline'}
        count={count}
        busy={busy}
        onClose={onClose}
        onDecide={onDecide}
      />
      <Confirm
        open={asking?.decision === 'cancel'}
        title={t('desk.cancel_title', { count })}
        action={t('desk.do_cancel_confirm')}
        kind="danger"
        busy={busy}
        onClose={onClose}
        onConfirm={() => onDecide({ decision: 'cancel' })}
      >
        <p>{t('desk.cancel_text')}</p>
      </Confirm>
    </>
  )
}

function DeclineDialog({
  open,
  count,
  busy,
  onClose,
  onDecide,
}: Omit<Props, 'asking'> & { open: boolean; count: number }) {
  const { t } = useTranslation('registration')
  const [reason, setReason] = useState<DeclineReason | null>(null)
  const [note, setNote] = useState('')
  const [missing, setMissing] = useState(false)
  const submit = () => {
    if (reason === null) setMissing(true)
    else if (!busy) onDecide({ decision: 'decline', reason, note: note.trim() || null })
  }
  return (
    <Dialog
      open={open}
      title={t('desk.decline_title', { count })}
      onClose={onClose}
      onSubmit={submit}
      actions={
        <Button type="submit" kind="danger" off={busy}>
          {t('desk.decline_now')}
        </Button>
      }
    >
      <ChoiceGroup
        type="radio"
        name="reason"
        legend={t('desk.reason')}
        hint={t('desk.reason_hint')}
        error={missing && reason === null ? t('errors.reason_required') : undefined}
        options={DECLINE_REASONS.map((each) => ({ value: each, label: t(`reasons.${each}`) }))}
        value={reason ? [reason] : []}
        onChange={([chosen]) => setReason(DECLINE_REASONS.find((each) => each === chosen) ?? null)}
      />
      <TextAreaField
        name="note"
        label={t('desk.note')}
        note={t('form.optional')}
        rows={3}
        maxLength={1000}
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
    </Dialog>
  )
}

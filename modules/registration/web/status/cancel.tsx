import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, Confirm, Notice, useAnnounce } from '../../../../ui/index.ts'
import { registrations } from '../api.ts'

/** Gives the seat back, after one question. */
export function CancelMine() {
  const { t } = useTranslation('registration')
  const [asking, setAsking] = useState(false)
  const client = useQueryClient()
  const announce = useAnnounce()
  const cancel = useMutation(
    registrations.cancelMine.mutationOptions({
      onSuccess: (standing) => {
        client.setQueryData(registrations.mine.queryKey(), standing)
        announce(t('status.cancelled.title'))
      },
      onError: () => setAsking(false),
    }),
  )
  return (
    <>
      {cancel.isError && (
        <Notice tone="bad" live title={t('status.not_cancelled')}>
          {cancel.error.message}
        </Notice>
      )}
      <div className="dl-actions">
        <Button size="xl" kind="danger" onClick={() => setAsking(true)}>
          {t('status.cancel')}
        </Button>
      </div>
      <Confirm
        open={asking}
        title={t('status.cancel_title')}
        action={t('status.cancel')}
        kind="danger"
        busy={cancel.isPending}
        onClose={() => setAsking(false)}
        onConfirm={() => cancel.mutate({})}
      >
        <p>{t('status.cancel_text')}</p>
      </Confirm>
    </>
  )
}

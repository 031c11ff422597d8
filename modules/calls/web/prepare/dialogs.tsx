import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { dateTime, number } from '../../../../ui/format.ts'
import { Button, Confirm, Dialog, Notice, TextAreaField, useLocale, useToast } from '../../../../ui/index.ts'
import { useSession } from '../../../../ui/session.ts'
import { NoMailServer } from '../../../mail/web/index.ts'
import type { CallDto } from '../../contract.ts'
import { calls, callsClient } from '../api.ts'

type Props = { call: CallDto; onClose: () => void }

/** Says what everyone will see before anybody sees it. */
export function PublishDialog({ call, onClose }: Props) {
  const { t } = useTranslation('calls')
  const locale = useLocale()
  const { homeZone, homePlace } = useSession()
  const show = useToast()
  const put = usePut(call.id)
  const publish = useMutation({
    mutationFn: () => callsClient.publish({ call: call.id }),
    onSuccess: (saved) => {
      put(saved)
      show(t('edit.published'))
      onClose()
    },
  })
  const unconfirmed = call.panel.filter(({ state }) => state === 'listed' || state === 'invited').length
  return (
    <Confirm
      open
      title={t('edit.publish_title')}
      action={t('edit.publish_now')}
      busy={publish.isPending}
      onClose={onClose}
      onConfirm={() => publish.mutate()}
    >
      <p>{t('edit.publish_text')}</p>
      {call.rsvpDeadline && (
        <p>
          {t('edit.publish_until', {
            place: homePlace,
            time: dateTime(call.rsvpDeadline, homeZone, locale),
          })}
        </p>
      )}
      {unconfirmed > 0 && (
        <p>{t('edit.publish_unconfirmed', { count: unconfirmed, formatted: number(unconfirmed, locale) })}</p>
      )}
      <p>{t('edit.publish_after')}</p>
      <NoMailServer />
      {publish.isError && (
        <Notice tone="bad" live>
          {publish.error.message}
        </Notice>
      )}
    </Confirm>
  )
}

export function CancelDialog({ call, onClose }: Props) {
  const { t } = useTranslation('calls')
  const show = useToast()
  const put = usePut(call.id)
  const [reason, setReason] = useState('')
  const cancel = useMutation({
    mutationFn: () => callsClient.cancel({ call: call.id, reason }),
    onSuccess: (saved) => {
      put(saved)
      show(t('edit.cancelled'))
      onClose()
    },
  })
  const announced = call.state !== 'draft' || call.publishedAt !== null
  const ready = reason.trim() !== ''
  return (
    <Dialog
      open
      title={t(announced ? 'edit.cancel_title' : 'edit.give_up_title')}
      onClose={onClose}
      onSubmit={() => ready && !cancel.isPending && cancel.mutate()}
      actions={
        <Button kind="danger" type="submit" off={!ready || cancel.isPending}>
          {t(announced ? 'edit.cancel_now' : 'edit.give_up_now')}
        </Button>
      }
    >
      <p>{t(announced ? 'edit.cancel_text' : 'edit.give_up_text')}</p>
      <TextAreaField
        data-focus
        name="reason"
        label={t('edit.reason')}
        hint={announced ? t('edit.reason_hint') : undefined}
        maxLength={1000}
        rows={3}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      {announced && <NoMailServer />}
      {cancel.isError && (
        <Notice tone="bad" live>
          {cancel.error.message}
        </Notice>
      )}
    </Dialog>
  )
}

function usePut(call: string) {
  const queries = useQueryClient()
  return (saved: CallDto) => {
    queries.setQueryData(calls.get.queryKey({ input: { call } }), saved)
    void queries.invalidateQueries({ queryKey: calls.list.key() })
  }
}

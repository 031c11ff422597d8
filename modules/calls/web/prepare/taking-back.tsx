import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { number } from '../../../../ui/format.ts'
import { Button, Dialog, Notice, Skeleton, useLocale, useToast } from '../../../../ui/index.ts'
import type { CallDto } from '../../contract.ts'
import { calls, callsClient } from '../api.ts'

/** The way back from an announcement or a cancellation; null where there is none. */
const wayBack = (call: CallDto): 'takeBack' | 'bringBack' | null =>
  call.state === 'published' ? 'takeBack' : call.state === 'cancelled' ? 'bringBack' : null

/** Takes an announcement back, or brings a cancelled call back: says first whom it reached, and why it cannot be. */
export function TakingBack({ call }: { call: CallDto }) {
  const { t } = useTranslation('calls')
  const [open, setOpen] = useState(false)
  const way = wayBack(call)
  if (!way) return null
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t(`back.${way}.button`)}</Button>
      {open && <TakingBackDialog call={call} way={way} onClose={() => setOpen(false)} />}
    </>
  )
}

type Props = { call: CallDto; way: 'takeBack' | 'bringBack'; onClose: () => void }

function TakingBackDialog({ call, way, onClose }: Props) {
  const { t } = useTranslation('calls')
  const locale = useLocale()
  const show = useToast()
  const queries = useQueryClient()
  // Asked anew each time: somebody may have registered since.
  const told = useQuery({ ...calls.told.queryOptions({ input: { call: call.id } }), gcTime: 0 })
  const act = useMutation({
    mutationFn: () => callsClient[way]({ call: call.id }),
    onSuccess: (saved) => {
      queries.setQueryData(calls.get.queryKey({ input: { call: call.id } }), saved)
      void queries.invalidateQueries({ queryKey: calls.list.key() })
      void queries.invalidateQueries({ queryKey: calls.checklist.key() })
      show(t(`back.${way}.done`))
      onClose()
    },
  })
  const reached = told.data
  const announced = call.publishedAt !== null
  const count = (key: 'subscribers' | 'stage' | 'registered') => ({
    count: reached?.[key] ?? 0,
    said: number(reached?.[key] ?? 0, locale),
  })
  const refusal =
    reached?.refusal &&
    t(`errors.${reached.refusal.replace('calls.', '') as 'taken_back_registered'}`, count('registered'))
  return (
    <Dialog
      open
      title={t(`back.${way}.title`)}
      onClose={onClose}
      actions={
        <Button
          kind="primary"
          off={!reached || reached.refusal !== null || act.isPending}
          aria-describedby="back-why"
          onClick={() => act.mutate()}
        >
          {t(`back.${way}.action`)}
        </Button>
      }
    >
      {told.isPending && <Skeleton rows={2} />}
      {refusal && <p id="back-why">{refusal}</p>}
      {reached && !refusal && (
        <>
          <p>{t(announced ? `back.${way}.text` : 'back.bringBack.draft')}</p>
          {announced && way === 'takeBack' && reached.subscribers > 0 && (
            <p>{t('back.subscribers', count('subscribers'))}</p>
          )}
          {announced && reached.stage > 0 && <p>{t(`back.${way}.stage`, count('stage'))}</p>}
        </>
      )}
      {(act.isError || told.isError) && (
        <Notice tone="bad" live>
          {(act.error ?? told.error)?.message}
        </Notice>
      )}
    </Dialog>
  )
}

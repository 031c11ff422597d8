import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { number } from '../../../../ui/format.ts'
import { Button, Dialog, Notice, TextField, useLocale, useToast } from '../../../../ui/index.ts'
import { registrations } from '../api.ts'

type Props = { call: string; perFirm: number | null; mayDecide: boolean }

/** How many seats one firm may have: said to everybody, changed by those who decide. */
export function FirmLimit({ call, perFirm, mayDecide }: Props) {
  const { t } = useTranslation('registration')
  const locale = useLocale()
  const [open, setOpen] = useState(false)
  const says =
    perFirm === null
      ? t('desk.per_firm_none')
      : t('desk.per_firm', { count: perFirm, shown: number(perFirm, locale) })
  if (!mayDecide) return perFirm === null ? null : <span className="registrations__seats">{says}</span>
  return (
    <>
      <Button size="s" kind="quiet" onClick={() => setOpen(true)}>
        {says}
      </Button>
      {open && <Limit call={call} perFirm={perFirm} onClose={() => setOpen(false)} />}
    </>
  )
}

function Limit({ call, perFirm, onClose }: Omit<Props, 'mayDecide'> & { onClose: () => void }) {
  const { t } = useTranslation('registration')
  const client = useQueryClient()
  const toast = useToast()
  const [typed, setTyped] = useState(perFirm === null ? '' : String(perFirm))
  const set = useMutation(
    registrations.limitFirms.mutationOptions({
      onSuccess: (counts) => {
        client.setQueryData(registrations.counts.queryKey({ input: { call } }), counts)
        toast(t('desk.per_firm_saved'))
        onClose()
      },
    }),
  )
  const wanted = typed.trim() === '' ? null : Number(typed)
  const wrong = wanted !== null && (!Number.isInteger(wanted) || wanted < 1 || wanted > 1000)
  return (
    <Dialog
      open
      title={t('desk.per_firm_title')}
      onClose={onClose}
      onSubmit={() => {
        if (!wrong) set.mutate({ call, perFirm: wanted })
      }}
      actions={
        <Button type="submit" kind="primary" off={set.isPending || wrong}>
          {t('desk.per_firm_save')}
        </Button>
      }
    >
      {set.isError && (
        <Notice tone="bad" live>
          {set.error.message}
        </Notice>
      )}
      <TextField
        name="per-firm"
        type="number"
        inputMode="numeric"
        min={1}
        max={1000}
        label={t('desk.per_firm_label')}
        hint={t('desk.per_firm_hint')}
        error={wrong ? t('desk.per_firm_wrong') : undefined}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
    </Dialog>
  )
}

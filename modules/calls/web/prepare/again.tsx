import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useGo } from '../../../../ui/face.tsx'
import { Button, Dialog, Notice, TextField, useToast } from '../../../../ui/index.ts'
import type { CallDto } from '../../contract.ts'
import { calls, callsClient, newKey } from '../api.ts'

/** A call like this one: once, by copying it, or every time, as a template of its program. */
export function Again({ call }: { call: CallDto }) {
  const { t } = useTranslation('calls')
  const go = useGo()
  const show = useToast()
  const queries = useQueryClient()
  const [key] = useState(newKey)
  const [naming, setNaming] = useState(false)
  const copy = useMutation({
    mutationFn: () => callsClient.copy({ call: call.id }, { context: { idempotencyKey: key } }),
    onSuccess: async (made) => {
      await queries.invalidateQueries({ queryKey: calls.list.key() })
      show(t('again.copied'))
      go(`/desk/calls/${made.id}`)
    },
  })
  return (
    <>
      <Button off={copy.isPending} onClick={() => copy.mutate()}>
        {t('again.copy')}
      </Button>
      <Button kind="quiet" onClick={() => setNaming(true)}>
        {t('again.make')}
      </Button>
      {naming && <MakeTemplate call={call} onClose={() => setNaming(false)} />}
      {copy.isError && (
        <Notice tone="bad" live>
          {copy.error.message}
        </Notice>
      )}
    </>
  )
}

/** A template as the call is now: it is found on the page of the program, and does not change with the call. */
function MakeTemplate({ call, onClose }: { call: CallDto; onClose: () => void }) {
  const { t } = useTranslation('calls')
  const go = useGo()
  const queries = useQueryClient()
  const [key] = useState(newKey)
  const [name, setName] = useState('')
  const make = useMutation({
    mutationFn: () =>
      callsClient.makeTemplate({ call: call.id, name: { en: name } }, { context: { idempotencyKey: key } }),
    onSuccess: async (template) => {
      await queries.invalidateQueries({ queryKey: calls.listTemplates.key() })
      go(`/desk/templates/${template.id}`)
    },
  })
  const ready = name.trim() !== ''
  return (
    <Dialog
      open
      title={t('templates.make_title')}
      onClose={onClose}
      onSubmit={() => ready && !make.isPending && make.mutate()}
      actions={
        <Button kind="primary" type="submit" off={!ready || make.isPending}>
          {t('templates.make_now')}
        </Button>
      }
    >
      <p>{t('templates.make_text')}</p>
      <TextField
        data-focus
        name="templateName"
        label={t('templates.name')}
        hint={t('templates.name_hint')}
        maxLength={80}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      {make.isError && (
        <Notice tone="bad" live>
          {make.error.message}
        </Notice>
      )}
    </Dialog>
  )
}

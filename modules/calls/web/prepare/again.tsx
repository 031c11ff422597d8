import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useGo } from '../../../../ui/face.tsx'
import { Button, Notice, useToast } from '../../../../ui/index.ts'
import type { CallDto } from '../../contract.ts'
import { calls, callsClient, newKey } from '../api.ts'

/** A call like this one: once, by copying it, or every time, as the template of its program. */
export function Again({ call }: { call: CallDto }) {
  const { t } = useTranslation('calls')
  const go = useGo()
  const show = useToast()
  const queries = useQueryClient()
  const [key] = useState(newKey)
  const program = call.program.id
  const template = useQuery(calls.template.queryOptions({ input: { program } }))
  const isTemplate = template.data?.call === call.id
  const copy = useMutation({
    mutationFn: () => callsClient.copy({ call: call.id }, { context: { idempotencyKey: key } }),
    onSuccess: async (made) => {
      await queries.invalidateQueries({ queryKey: calls.list.key() })
      show(t('again.copied'))
      go(`/desk/calls/${made.id}`)
    },
  })
  const set = useMutation({
    mutationFn: () => callsClient.setTemplate({ program, call: isTemplate ? null : call.id }),
    onSuccess: (now) => {
      queries.setQueryData(calls.template.queryKey({ input: { program } }), now)
      show(t(now.call ? 'again.made' : 'again.unmade'))
    },
  })
  const error = copy.error ?? set.error
  return (
    <>
      <Button off={copy.isPending} onClick={() => copy.mutate()}>
        {t('again.copy')}
      </Button>
      {template.data && (
        <Button kind="quiet" off={set.isPending} onClick={() => set.mutate()}>
          {t(isTemplate ? 'again.unmake' : 'again.make')}
        </Button>
      )}
      {error && (
        <Notice tone="bad" live>
          {error.message}
        </Notice>
      )}
    </>
  )
}

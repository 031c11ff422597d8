import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Avatar } from '../../../../ui/index.ts'
import type { CallDto } from '../../contract.ts'
import { calls, callsClient } from '../api.ts'
import { Clash, isClash } from '../clash.tsx'
import type { Autosave } from './autosave.ts'
import { FIELDS, type Field } from './standing.ts'

/** How often one says where one is, and hears where the others are. */
const HEARTBEAT_MS = 5000

export type Others = readonly {
  readonly id: string
  readonly name: string | null
  readonly field: string | null
}[]

/** `topic` for the control `topic-en`; null for what is no field of the call. */
export function fieldOf(control: EventTarget): Field | null {
  const name = 'name' in control ? String(control.name).replace(/-(en|ur)$/, '') : ''
  return FIELDS.find((field) => field === name) ?? null
}

/** Who else has this call open, and in which field; the call is read anew when somebody changed it. */
export function useTogether(call: CallDto): { others: Others; enter: (field: Field | null) => void } {
  const queries = useQueryClient()
  const [field, enter] = useState<Field | null>(null)
  const beat = useQuery({
    queryKey: [...calls.presence.key(), call.id, field],
    queryFn: () => callsClient.presence({ call: call.id, field }),
    refetchInterval: HEARTBEAT_MS,
    placeholderData: (before) => before,
    retry: false,
  })
  const newest = beat.data?.version ?? 0
  useEffect(() => {
    if (newest > call.version)
      void queries.invalidateQueries({ queryKey: calls.get.queryKey({ input: { call: call.id } }) })
  }, [newest, call.version, call.id, queries])
  return { others: beat.data?.others ?? [], enter }
}

/** The others on this call, each with the field she is in. */
export function AlsoHere({ others }: { others: Others }) {
  const { t } = useTranslation('calls')
  if (others.length === 0) return null
  return (
    <section aria-labelledby="here" aria-live="polite">
      <h3 id="here">{t('together.here')}</h3>
      <ul className="calls-short">
        {others.map(({ id, name, field }) => (
          <li key={id}>
            <Avatar name={name ?? t('together.somebody')} size="s" />
            <bdi>{name ?? t('together.somebody')}</bdi>
            {field && (
              <span className="dl-quiet">{t(`history.fields.${field}` as 'history.fields.topic')}</span>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Both values of a field that two wrote at once: one is chosen, none is lost unseen. */
export function ClashDialog({ call, autosave }: { call: CallDto; autosave: Autosave }) {
  const clash = [...autosave.failures.values()].find(({ error }) => isClash(error))
  const [closed, setClosed] = useState<typeof clash>()
  if (!clash || clash === closed) return null
  return (
    <Clash
      error={clash.error}
      names={call.campaign ? { [call.campaign.id]: call.campaign.name } : {}}
      written={clash.change}
      onMine={() => autosave.settle(clash, 'mine')}
      onTheirs={() => autosave.settle(clash, 'theirs')}
      onClose={() => setClosed(clash)}
    />
  )
}

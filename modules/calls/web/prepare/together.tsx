import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Avatar, Button, Dialog, Facts, useLocale } from '../../../../ui/index.ts'
import type { CallDto } from '../../contract.ts'
import { calls, callsClient } from '../api.ts'
import { said } from '../said.tsx'
import type { Autosave } from './autosave.ts'
import { FIELDS, type Field, isText } from './standing.ts'

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
export function ClashDialog({ autosave }: { autosave: Autosave }) {
  const { t } = useTranslation('calls')
  const locale = useLocale()
  const clash = [...autosave.failures.values()].find(
    ({ error }) => error.reason === 'calls.changed_meanwhile',
  )
  const [closed, setClosed] = useState<typeof clash>()
  if (!clash || clash === closed) return null
  const value = (field: Field, whose: 'mine' | 'theirs') => {
    const found: unknown = JSON.parse(String(clash.error.problem.params?.[`${field}.${whose}`] ?? 'null'))
    const written = clash.change[field]
    if (!(isText(found) && isText(written))) return said(found, locale) || t('together.empty')
    return (['en', 'ur'] as const)
      .filter((language) => language in written)
      .map((language) => (
        <p key={language} lang={language} dir={language === 'ur' ? 'rtl' : 'ltr'}>
          {said(found[language], locale) || t('together.empty')}
        </p>
      ))
  }
  const fields = FIELDS.filter((field) => `${field}.mine` in (clash.error.problem.params ?? {}))
  return (
    <Dialog
      open
      title={t('together.clash_title')}
      onClose={() => setClosed(clash)}
      actions={
        <>
          <Button kind="primary" onClick={() => autosave.settle(clash, 'mine')}>
            {t('together.keep_mine')}
          </Button>
          <Button onClick={() => autosave.settle(clash, 'theirs')}>{t('together.take_theirs')}</Button>
        </>
      }
    >
      <p>{t('together.clash_text')}</p>
      {fields.map((field) => (
        <section key={field}>
          <h3>{t(`history.fields.${field}`)}</h3>
          <Facts
            rows={(['mine', 'theirs'] as const).map((whose) => ({
              id: whose,
              term: t(`together.${whose}`),
              value: value(field, whose),
            }))}
          />
        </section>
      ))}
    </Dialog>
  )
}

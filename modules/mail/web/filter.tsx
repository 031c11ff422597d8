import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { number } from '../../../ui/format.ts'
import { Button, Segments, SelectField, TextField, useLocale } from '../../../ui/index.ts'
import { MAIL_STATES, type MailState } from '../contract.ts'
import { outbox } from './api.ts'

/** What the list is narrowed to. */
export interface Wanted {
  readonly state: MailState | null
  readonly call: string
  readonly template: string
  readonly person: string | null
  readonly q: string
}
export const EVERYTHING: Wanted = { state: null, call: '', template: '', person: null, q: '' }

type FilterProps = {
  wanted: Wanted
  counts: Readonly<Record<MailState, number>> | undefined
  onChange: (change: Partial<Wanted>) => void
}

/** States there are, with how many mails; and calls, kinds and people to narrow the list to. */
export function Filter({ wanted, counts, onChange }: FilterProps) {
  const { t } = useTranslation('mail')
  const locale = useLocale()
  const filters = useQuery(outbox.filters.queryOptions({ staleTime: 60_000 }))
  const shown = MAIL_STATES.filter((each) => each === wanted.state || (counts?.[each] ?? 0) > 0)
  const calls = filters.data?.calls ?? []
  return (
    <>
      <Segments
        label={t('state')}
        items={[
          {
            id: 'all',
            label: t('all'),
            current: wanted.state === null,
            onPick: () => onChange({ state: null }),
          },
          ...shown.map((each) => ({
            id: each,
            label: t(`states.${each}`),
            ...(counts ? { count: number(counts[each], locale) } : {}),
            current: wanted.state === each,
            onPick: () => onChange({ state: each }),
          })),
        ]}
      />
      <fieldset className="outbox__narrow">
        <legend className="dl-sr">{t('narrow')}</legend>
        <SelectField
          name="call"
          label={t('call')}
          labelHidden
          value={wanted.call}
          onChange={(event) => onChange({ call: event.target.value })}
          options={[
            { value: '', label: t('every_call') },
            ...calls.map(({ id, number: n, topic }) => ({
              value: id,
              label: `${number(n, locale)} · ${(locale === 'ur' ? topic.ur : null) ?? topic.en}`,
            })),
          ]}
        />
        <SelectField
          name="template"
          label={t('kind')}
          labelHidden
          value={wanted.template}
          onChange={(event) => onChange({ template: event.target.value })}
          options={[
            { value: '', label: t('every_kind') },
            ...(filters.data?.templates ?? []).map((each) => ({ value: each, label: t(`kinds.${each}`) })),
          ]}
        />
        {wanted.person ? (
          <Button size="s" icon="close" onClick={() => onChange({ person: null })}>
            {t('everybody')}
          </Button>
        ) : (
          <TextField
            name="find"
            type="search"
            label={t('find')}
            labelHidden
            placeholder={t('find')}
            value={wanted.q}
            autoComplete="off"
            onChange={(event) => onChange({ q: event.target.value })}
          />
        )}
      </fieldset>
    </>
  )
}

type ProgressProps = { counts: Readonly<Record<MailState, number>>; lastMinute: number }

/** How far it is, while something waits. */
export function Progress({ counts, lastMinute }: ProgressProps) {
  const { t } = useTranslation('mail')
  const locale = useLocale()
  const waiting = counts.queued + counts.sending
  if (waiting === 0) return null
  const left = lastMinute > 0 ? Math.ceil(waiting / lastMinute) : null
  const said = (key: string, count: number) => t(key, { count, formatted: number(count, locale) })
  return (
    <p className="outbox__progress dl-meta">
      <span>{said('progress.waiting', waiting)}</span>
      <span>{said('progress.rate', lastMinute)}</span>
      {left !== null && <span>{said('progress.left', left)}</span>}
    </p>
  )
}

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type ChangeEvent, type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError } from '../../../../ui/api.ts'
import { number } from '../../../../ui/format.ts'
import {
  Button,
  Card,
  ErrorSummary,
  Field,
  Notice,
  SelectField,
  Skeleton,
  TextField,
  useLocale,
  useToast,
} from '../../../../ui/index.ts'
import type { Presentation } from '../../contract.ts'
import { contrastWithWhite, INK_CONTRAST, inkReads, sealObjection } from '../../rules/brand.ts'
import { access } from '../api.ts'
import './settings.css'

const OWN_INK = '#162e51'

/** The mission's name, home place, colour and seal. */
export function Mission() {
  const { t } = useTranslation('access')
  const { data, error } = useQuery(access.installation.queryOptions())
  return (
    <section aria-labelledby="mission" className="dl-stack">
      <h3 id="mission">{t('settings.mission')}</h3>
      {error && (
        <Notice tone="bad" live>
          {error.message}
        </Notice>
      )}
      {data ? <MissionForm before={data} /> : !error && <Skeleton rows={4} />}
    </section>
  )
}

function MissionForm({ before: { state: _state, ...before } }: { before: Presentation & { state: string } }) {
  const { t } = useTranslation('access')
  const toast = useToast()
  const queries = useQueryClient()
  const [form, setForm] = useState<Presentation>(before)
  const save = useMutation(
    access.changeInstallation.mutationOptions({
      onSuccess: async () => {
        toast(t('settings.saved'))
        await queries.invalidateQueries()
      },
    }),
  )
  const set = (change: Partial<Presentation>) => setForm({ ...form, ...change })
  const text = (name: 'missionName' | 'missionNameUr' | 'homePlace' | 'homePlaceUr') => ({
    name,
    label: t(`welcome.${name}`),
    value: form[name] ?? '',
    error: fault(save.error, name),
    onChange: (event: ChangeEvent<HTMLInputElement>) => set({ [name]: event.target.value }),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate({
      ...form,
      missionNameUr: form.missionNameUr || null,
      homePlaceUr: form.homePlaceUr || null,
    })
  }
  return (
    <Card>
      <form onSubmit={submit} className="dl-stack" noValidate>
        {save.error && <Faults error={save.error} />}
        <TextField {...text('missionName')} hint={t('welcome.missionName_hint')} required />
        <TextField {...text('missionNameUr')} note={t('welcome.optional')} lang="ur" />
        <TextField {...text('homePlace')} hint={t('welcome.homePlace_hint')} required />
        <TextField {...text('homePlaceUr')} note={t('welcome.optional')} lang="ur" />
        <SelectField
          name="homeZone"
          label={t('welcome.homeZone')}
          value={form.homeZone}
          onChange={(event) => set({ homeZone: event.target.value })}
          options={zones(form.homeZone)}
        />
        <Ink value={form.ink} error={fault(save.error, 'ink')} onChange={(ink) => set({ ink })} />
        <Seal value={form.seal} error={fault(save.error, 'seal')} onChange={(seal) => set({ seal })} />
        <div>
          <Button kind="primary" type="submit" off={save.isPending}>
            {t('settings.save')}
          </Button>
        </div>
      </form>
    </Card>
  )
}

const zones = (now: string) =>
  [...new Set([now, ...Intl.supportedValuesOf('timeZone')])].map((zone) => ({
    value: zone,
    label: zone.replaceAll('_', ' '),
  }))

const fault = (error: unknown, field: string) => (error instanceof ApiError ? error.field(field) : undefined)

function Faults({ error }: { error: Error }) {
  const fields = error instanceof ApiError ? (error.problem.errors ?? []) : []
  return (
    <ErrorSummary
      title={error.message}
      errors={fields.map(({ path, detail }) => ({ field: path, message: detail }))}
    />
  )
}

type Part<T> = { value: T | null; error: string | undefined; onChange: (value: T | null) => void }

/** The mission's colour, with what it means for reading while one chooses. */
function Ink({ value, error, onChange }: Part<string>) {
  const { t } = useTranslation('access')
  const locale = useLocale()
  const ink = value ?? OWN_INK
  const reads = inkReads(ink)
  const ratio = number(Math.floor(contrastWithWhite(ink) * 10) / 10, locale)
  return (
    <Field id="ink" label={t('welcome.ink')} hint={t('welcome.ink_hint')} error={error}>
      <div className="dl-row">
        <input
          id="ink"
          type="color"
          value={ink}
          aria-describedby="ink-hint ink-contrast"
          onChange={(event) => onChange(event.target.value)}
        />
        {value && (
          <Button kind="quiet" onClick={() => onChange(null)}>
            {t('settings.ink_own')}
          </Button>
        )}
      </div>
      <p id="ink-contrast" className={reads ? 'dl-quiet' : 'dl-late'} aria-live="polite">
        {reads
          ? t('settings.ink_reads', { ratio })
          : t('settings.ink_does_not_read', { ratio, least: number(INK_CONTRAST, locale) })}
      </p>
    </Field>
  )
}

/** The seal: chosen from a file, shown as a picture and as nothing else. */
function Seal({ value, error, onChange }: Part<string>) {
  const { t } = useTranslation('access')
  const [objection, setObjection] = useState<string | null>(null)
  const choose = async (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0]
    if (!file) return
    const seal = await dataUrlOf(file)
    const why = sealObjection(seal)
    setObjection(why)
    if (!why) onChange(seal)
  }
  const wrong = objection ? t(`errors.${objection}`) : error
  return (
    <Field
      className="access-seal"
      id="seal"
      label={t('settings.seal')}
      hint={t('settings.seal_hint')}
      error={wrong}
    >
      <div className="dl-row">
        {value && <img src={value} alt={t('settings.seal_now')} width="64" height="64" />}
        <input
          id="seal"
          type="file"
          accept="image/svg+xml,image/png"
          aria-describedby={wrong ? 'seal-hint seal-error' : 'seal-hint'}
          onChange={(event) => void choose(event)}
        />
        {value && (
          <Button kind="quiet" onClick={() => onChange(null)}>
            {t('settings.seal_own')}
          </Button>
        )}
      </div>
    </Field>
  )
}

const dataUrlOf = (file: File): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.addEventListener('load', () => resolve(String(reader.result)))
    reader.addEventListener('error', () => reject(reader.error ?? new Error('unreadable')))
    reader.readAsDataURL(file)
  })

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError } from '../../../../ui/api.ts'
import { languageName } from '../../../../ui/format.ts'
import {
  Button,
  ChoiceGroup,
  FormPart,
  Notice,
  SelectField,
  TextField,
  useLocale,
  useToast,
} from '../../../../ui/index.ts'
import { useSession } from '../../../../ui/session.ts'
import { NEEDS, type OwnAnswers, type Standing } from '../../contract.ts'
import { registrations } from '../api.ts'
import { QuestionFields, questionIn } from './question-fields.tsx'

type Registration = NonNullable<Standing['registration']>
type Props = { standing: Standing; registration: Registration; onClose: () => void }

/** Changes what was answered; the address stays. */
export function ChangeAnswers({ standing, registration, onClose }: Props) {
  const { t } = useTranslation()
  const locale = useLocale()
  const toast = useToast()
  const client = useQueryClient()
  const form = useRef<HTMLFormElement>(null)
  const change = useMutation(
    registrations.changeMine.mutationOptions({
      onSuccess: (now) => {
        client.setQueryData(registrations.mine.queryKey(), now)
        toast(t('registration:status.changed'))
        onClose()
      },
    }),
  )
  // Whoever opened the form goes on in it.
  useEffect(() => form.current?.querySelector('input')?.focus(), [])
  const problem = change.error instanceof ApiError ? change.error : null
  const { sectors, languages } = standing.call
  const needs = registration.needs ?? { known: [], other: null }
  const zones = useZones(standing)
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    change.mutate(answersIn(new FormData(event.currentTarget), languages.length > 1, sectors.length > 0))
  }
  return (
    <form ref={form} onSubmit={submit} noValidate className="dl-stack">
      {change.error && !problem?.problem.errors && (
        <Notice tone="bad" live title={t('registration:status.not_changed')}>
          {change.error.message}
        </Notice>
      )}
      <FormPart legend={t('registration:form.you')}>
        <TextField
          name="name"
          label={t('registration:form.name')}
          autoComplete="name"
          maxLength={120}
          defaultValue={registration.name ?? ''}
          error={problem?.field('name')}
        />
        <TextField
          name="title"
          label={t('registration:form.title')}
          autoComplete="organization-title"
          maxLength={160}
          defaultValue={registration.title ?? ''}
          error={problem?.field('title')}
        />
        <SelectField
          name="zone"
          label={t('registration:status.zone')}
          hint={t('registration:status.zone_hint')}
          defaultValue={registration.zone ?? Temporal.Now.timeZoneId()}
          options={zones.map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }))}
        />
      </FormPart>
      <FormPart legend={t('registration:form.take_part')}>
        {languages.length > 1 && (
          <SelectField
            name="language"
            label={t('registration:form.language')}
            defaultValue={registration.language ?? locale}
            options={languages.map((code) => ({ value: code, label: languageName(code, locale) }))}
          />
        )}
        {sectors.length > 0 && (
          <ChoiceGroup
            type="checkbox"
            name="sectors"
            legend={t('registration:form.sectors')}
            columns
            options={sectors.map((sector) => ({ value: sector, label: t(`calls:sectors.${sector}`) }))}
            defaultValue={registration.sectors}
          />
        )}
        <ChoiceGroup
          type="checkbox"
          name="needs"
          legend={t('registration:form.needs')}
          hint={t('registration:form.needs_hint')}
          options={NEEDS.map((need) => ({ value: need, label: t(`registration:needs.${need}`) }))}
          defaultValue={needs.known}
        />
        <TextField
          name="otherNeeds"
          label={t('registration:form.other_needs')}
          note={t('registration:form.optional')}
          maxLength={500}
          defaultValue={needs.other ?? ''}
          error={problem?.field('needs.other')}
        />
      </FormPart>
      {registration.questionsLeft > 0 && <OneMore asked={standing.questions.length} />}
      <div className="dl-sheet__send dl-stack dl-stack--s">
        <Button type="submit" kind="primary" size="xl" wide off={change.isPending}>
          {t('registration:status.save')}
        </Button>
        <Button size="xl" kind="quiet" wide onClick={onClose}>
          {t('registration:status.keep')}
        </Button>
      </div>
    </form>
  )
}

/** A question more; those asked before stand in the record. */
function OneMore({ asked }: { asked: number }) {
  const { t } = useTranslation('registration')
  return (
    <FormPart legend={t(asked > 0 ? 'status.one_more' : 'form.question_part')}>
      <QuestionFields hint={t(asked > 0 ? 'status.one_more_hint' : 'form.question_hint')} />
    </FormPart>
  )
}

/** Where she may be: as she said, where this browser is, at home, at the host. */
function useZones({ call, registration }: Standing): string[] {
  const { homeZone } = useSession()
  const own = registration?.zone
  return [...new Set([...(own ? [own] : []), Temporal.Now.timeZoneId(), homeZone, call.zone])]
}

/** What stands in the form, as the contract has it: the server says what it does not take. */
function answersIn(form: FormData, languages: boolean, sectors: boolean): OwnAnswers {
  const one = (name: string) => String(form.get(name) ?? '')
  const orNull = (text: string) => (text.trim() === '' ? null : text)
  const question = questionIn(form)
  return {
    name: one('name'),
    title: one('title'),
    zone: one('zone'),
    ...(languages ? { language: one('language') } : {}),
    ...(sectors ? { sectors: form.getAll('sectors') as NonNullable<OwnAnswers['sectors']> } : {}),
    needs: {
      known: form.getAll('needs') as NonNullable<OwnAnswers['needs']>['known'],
      other: orNull(one('otherNeeds')),
    },
    ...(question ? { question } : {}),
  }
}

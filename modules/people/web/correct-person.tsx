import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError } from '../../../ui/api.ts'
import { Button, Dialog, Notice, SelectField, TextField, useToast } from '../../../ui/index.ts'
import type { Person } from '../contract.ts'
import { people } from './api.ts'

/** What was typed wrong is put right; the history says which fields changed. */
export function CorrectPerson({ person, onClose }: { person: Person; onClose: () => void }) {
  const { t } = useTranslation('people')
  const client = useQueryClient()
  const toast = useToast()
  const [name, setName] = useState(person.name ?? '')
  const [title, setTitle] = useState(person.title ?? '')
  const [email, setEmail] = useState(person.email ?? '')
  const [phone, setPhone] = useState(person.phone ?? '')
  const [locale, setLocale] = useState(person.locale)
  const change = useMutation(
    people.changePerson.mutationOptions({
      onSuccess: () => {
        toast(t('saved'))
        onClose()
        void client.invalidateQueries({ queryKey: people.key() })
      },
    }),
  )
  const problem = change.error instanceof ApiError ? change.error : null
  const submit = () =>
    change.mutate({
      person: person.id,
      name,
      title: title.trim() || null,
      phone: phone.trim() || null,
      locale,
      ...(email.trim() ? { email } : {}),
    })
  return (
    <Dialog
      open
      title={t('correct')}
      onClose={onClose}
      onSubmit={submit}
      actions={
        <Button type="submit" kind="primary" off={change.isPending}>
          {t('save')}
        </Button>
      }
    >
      {change.error && !problem?.problem.errors && (
        <Notice tone="bad" live>
          {change.error.message}
        </Notice>
      )}
      <TextField
        name="person-name"
        label={t('name')}
        value={name}
        error={problem?.field('name')}
        onChange={(event) => setName(event.target.value)}
      />
      <TextField
        name="person-title"
        label={t('job')}
        value={title}
        error={problem?.field('title')}
        onChange={(event) => setTitle(event.target.value)}
      />
      <TextField
        name="person-email"
        type="email"
        label={t('email')}
        value={email}
        error={problem?.field('email')}
        onChange={(event) => setEmail(event.target.value)}
      />
      <TextField
        name="person-phone"
        type="tel"
        label={t('phone')}
        value={phone}
        error={problem?.field('phone')}
        onChange={(event) => setPhone(event.target.value)}
      />
      <SelectField
        name="person-language"
        label={t('language')}
        value={locale}
        options={(['en', 'ur'] as const).map((each) => ({ value: each, label: t(`languages.${each}`) }))}
        onChange={(event) => setLocale(event.target.value === 'ur' ? 'ur' : 'en')}
      />
    </Dialog>
  )
}

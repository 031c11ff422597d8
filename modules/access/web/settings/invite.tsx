import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Membership } from '../../../../kernel/actor.ts'
import { ApiError } from '../../../../ui/api.ts'
import {
  Button,
  Dialog,
  type Locale,
  localeNames,
  locales,
  Notice,
  SelectField,
  TextField,
} from '../../../../ui/index.ts'
import { access } from '../api.ts'
import { RoleChoice } from './roles.tsx'

type InviteProps = { onClose: () => void; onDone: (name: string) => Promise<void> }

/** Asks a colleague to join; she gets a sign-in link by e-mail. */
export function Invite({ onClose, onDone }: InviteProps) {
  const { t } = useTranslation('access')
  const [name, setName] = useState('')
  const [email, setEmail] = useState('')
  const [locale, setLocale] = useState<Locale>('en')
  const [memberships, setMemberships] = useState<readonly Membership[]>([{ role: 'officer', program: null }])
  const invite = useMutation(access.invite.mutationOptions({ onSuccess: (member) => onDone(member.name) }))
  const fault = (field: string) => (invite.error instanceof ApiError ? invite.error.field(field) : undefined)
  return (
    <Dialog
      open
      wide
      title={t('staff.invite')}
      onClose={onClose}
      onSubmit={() => invite.mutate({ name, email, locale, memberships: [...memberships] })}
      actions={
        <Button kind="primary" type="submit" off={invite.isPending}>
          {t('staff.send')}
        </Button>
      }
    >
      {invite.error && (
        <Notice tone="bad" live>
          {invite.error.message}
        </Notice>
      )}
      <TextField
        name="name"
        label={t('staff.name')}
        value={name}
        data-focus
        error={fault('name')}
        onChange={(event) => setName(event.target.value)}
      />
      <TextField
        name="email"
        type="email"
        label={t('sign_in.email')}
        value={email}
        error={fault('email')}
        onChange={(event) => setEmail(event.target.value)}
      />
      <SelectField
        name="locale"
        label={t('staff.language')}
        value={locale}
        onChange={(event) => setLocale(event.target.value === 'ur' ? 'ur' : 'en')}
        options={locales.map((each) => ({ value: each, label: localeNames[each] }))}
      />
      <RoleChoice value={memberships} onChange={setMemberships} error={fault('memberships')} />
    </Dialog>
  )
}

import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError } from '../../../../ui/api.ts'
import { Button, Dialog, Notice, SelectField, TextField, useLocale } from '../../../../ui/index.ts'
import { TOKEN_ROLES } from '../../contract.ts'
import { access, calls } from '../api.ts'

const DAYS = [30, 90, 366]

/** Asks what a machine is for and what it may do; the token comes back once. */
export function MakeToken({
  onClose,
  onMade,
}: {
  onClose: () => void
  onMade: (secret: string) => Promise<void>
}) {
  const { t } = useTranslation('access')
  const locale = useLocale()
  const { data: programs = [] } = useQuery(calls.listPrograms.queryOptions())
  const [name, setName] = useState('')
  const [role, setRole] = useState<(typeof TOKEN_ROLES)[number]>('viewer')
  const [program, setProgram] = useState('')
  const [days, setDays] = useState(90)
  const make = useMutation(access.createToken.mutationOptions({ onSuccess: ({ secret }) => onMade(secret) }))
  const fault = make.error instanceof ApiError ? make.error.field('name') : undefined
  return (
    <Dialog
      open
      title={t('tokens.make')}
      onClose={onClose}
      onSubmit={() => make.mutate({ name, role, program: program || null, days })}
      actions={
        <Button kind="primary" type="submit" off={make.isPending}>
          {t('tokens.make')}
        </Button>
      }
    >
      {make.error && (
        <Notice tone="bad" live>
          {make.error.message}
        </Notice>
      )}
      <TextField
        name="name"
        label={t('tokens.name')}
        hint={t('tokens.name_hint')}
        value={name}
        data-focus
        error={fault}
        onChange={(event) => setName(event.target.value)}
      />
      <SelectField
        name="role"
        label={t('tokens.role')}
        value={role}
        onChange={(event) => setRole(TOKEN_ROLES.find((each) => each === event.target.value) ?? 'viewer')}
        options={[...TOKEN_ROLES].reverse().map((each) => ({ value: each, label: t(`staff.role.${each}`) }))}
      />
      <SelectField
        name="program"
        label={t('tokens.program')}
        value={program}
        onChange={(event) => setProgram(event.target.value)}
        options={[
          { value: '', label: t('tokens.every_program') },
          ...programs.map(({ id, name: of }) => ({
            value: id,
            label: (locale === 'ur' ? of.ur : null) ?? of.en,
          })),
        ]}
      />
      <SelectField
        name="days"
        label={t('tokens.days')}
        value={String(days)}
        onChange={(event) => setDays(Number(event.target.value))}
        options={DAYS.map((each) => ({ value: String(each), label: t('tokens.days', { count: each }) }))}
      />
    </Dialog>
  )
}

import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Membership, STAFF_ROLES } from '../../../../kernel/actor.ts'
import { list } from '../../../../ui/format.ts'
import { Button, ChoiceGroup, Dialog, Notice, useLocale } from '../../../../ui/index.ts'
import type { StaffMember } from '../../contract.ts'
import { access, calls } from '../api.ts'

/** Says roles in words: "Officer, Approver (Direct Line for American Businesses)". */
export function useRoleWords(): (memberships: readonly Membership[]) => string {
  const { t } = useTranslation('access')
  const locale = useLocale()
  const { data: programs = [] } = useQuery(calls.listPrograms.queryOptions())
  const nameOf = (id: string) => {
    const name = programs.find((program) => program.id === id)?.name
    return (locale === 'ur' ? name?.ur : null) ?? name?.en ?? ''
  }
  return (memberships) =>
    list(
      memberships.map(({ role, program }) => {
        const word = t(`staff.role.${role}`)
        return program ? t('staff.in_program', { role: word, program: nameOf(program) }) : word
      }),
      locale,
    )
}

/** Roles as a form holds them: `officer` for everything, `officer:<program>` for one. */
const keyOf = ({ role, program }: Membership): string => (program ? `${role}:${program}` : role)
const membershipsOf = (keys: readonly string[], known: readonly Membership[]): Membership[] =>
  known.filter((membership) => keys.includes(keyOf(membership)))

/** Every role for everything, then for each program. */
function useChoices() {
  const words = useRoleWords()
  const { data: programs = [] } = useQuery(calls.listPrograms.queryOptions())
  const known: Membership[] = [null, ...programs.map(({ id }) => id)].flatMap((program) =>
    STAFF_ROLES.map((role) => ({ role, program })),
  )
  return { known, options: known.map((one) => ({ value: keyOf(one), label: words([one]) })) }
}

export type RoleChoiceProps = {
  value: readonly Membership[]
  onChange: (value: readonly Membership[]) => void
  error?: string | undefined
}

export function RoleChoice({ value, onChange, error }: RoleChoiceProps) {
  const { t } = useTranslation('access')
  const { known, options } = useChoices()
  return (
    <ChoiceGroup
      type="checkbox"
      name="memberships"
      legend={t('staff.roles')}
      hint={t('staff.roles_hint')}
      options={options}
      value={value.map(keyOf)}
      onChange={(keys) => onChange(membershipsOf(keys, known))}
      error={error}
      columns
    />
  )
}

export type RolesProps = { whom: StaffMember; onClose: () => void; onDone: () => Promise<void> }

/** Changes what a colleague may do. */
export function Roles({ whom, onClose, onDone }: RolesProps) {
  const { t } = useTranslation('access')
  const [memberships, setMemberships] = useState<readonly Membership[]>(whom.memberships)
  const save = useMutation(access.changeMemberships.mutationOptions({ onSuccess: onDone }))
  const reset = useMutation(access.resetFactors.mutationOptions({ onSuccess: onDone }))
  const failed = save.error ?? reset.error
  return (
    <Dialog
      open
      wide
      title={t('staff.roles_of', { name: whom.name })}
      onClose={onClose}
      onSubmit={() => save.mutate({ user: whom.id, memberships: [...memberships] })}
      actions={
        <Button kind="primary" type="submit" off={save.isPending}>
          {t('settings.save')}
        </Button>
      }
    >
      {failed && (
        <Notice tone="bad" live>
          {failed.message}
        </Notice>
      )}
      <RoleChoice value={memberships} onChange={setMemberships} />
      {whom.secondFactor && (
        <>
          <p>{t('staff.reset_text')}</p>
          <Button kind="stop" onClick={() => reset.mutate({ user: whom.id })}>
            {t('staff.reset')}
          </Button>
        </>
      )}
    </Dialog>
  )
}

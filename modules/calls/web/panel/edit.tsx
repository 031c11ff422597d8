import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Localized } from '../../../../kernel/schemas.ts'
import { Button, Dialog, Notice, SelectField, TextField } from '../../../../ui/index.ts'
import { type CallDto, type PanelMember, STAGE_ROLES, type StageRole } from '../../contract.ts'
import { callsClient } from '../api.ts'
import { Clash, isClash, theirsIn } from '../clash.tsx'
import { TextPair } from '../prepare/fields.tsx'
import { usePanelEdit } from './use-edit.ts'

export type MemberDraft = {
  role: StageRole
  name: Localized
  title: Localized
  organization: Localized
  bio: Localized
  email: string
}

type FieldsProps = {
  draft: MemberDraft
  put: (change: Partial<MemberDraft>) => void
  errorOf: (path: string) => string | undefined
}

/** What is shown of somebody on stage, in both languages, and where the invitation goes. */
export function MemberFields({ draft, put, errorOf }: FieldsProps) {
  const { t } = useTranslation('calls')
  const pair = (field: 'name' | 'title' | 'organization' | 'bio', maxLength: number, long = false) => (
    <TextPair
      name={field}
      label={t(`panel.${field}`)}
      value={draft[field]}
      maxLength={maxLength}
      long={long}
      error={errorOf(`${field}.en`) ?? errorOf(`${field}.ur`)}
      onChange={(change) => put({ [field]: { ...draft[field], ...change } })}
    />
  )
  return (
    <>
      <SelectField
        data-focus
        name="role"
        label={t('panel.role')}
        value={draft.role}
        onChange={(event) => put({ role: event.target.value as StageRole })}
        options={STAGE_ROLES.map((role) => ({ value: role, label: t(`roles.${role}`) }))}
      />
      {pair('name', 120)}
      {pair('title', 200)}
      {pair('organization', 200)}
      <TextField
        name="email"
        type="email"
        label={t('panel.email')}
        hint={t('panel.email_hint')}
        note={t('edit.optional')}
        error={errorOf('email')}
        defaultValue={draft.email}
        onChange={(event) => put({ email: event.target.value.trim() })}
      />
      {pair('bio', 2000, true)}
    </>
  )
}

type Props = { call: CallDto; member: PanelMember; email: string | null; onClose: () => void }

export function EditMember({ call, member, email, onClose }: Props) {
  const { t } = useTranslation('calls')
  const edit = usePanelEdit(call.id)
  const [draft, setDraft] = useState<MemberDraft>({ ...member, email: email ?? '' })
  /** What stood there when the dialog was opened, or what of the others was seen since. */
  const [base, setBase] = useState(() => wordsOf(member))
  const save = (seen: Readonly<Record<string, unknown>> = base) =>
    edit.mutate(
      () => {
        const { role, name, title, organization, bio } = draft
        const address = draft.email === (email ?? '') ? {} : { email: draft.email || null }
        return callsClient.changePanelMember({
          call: call.id,
          panelMember: member.id,
          ...{ role, name, title, organization, bio, ...address },
          base: seen,
        })
      },
      { onSuccess: onClose },
    )
  return (
    <Dialog
      open
      wide
      title={t('panel.edit')}
      onClose={onClose}
      onSubmit={() => save()}
      actions={
        <Button kind="primary" type="submit" off={edit.isPending}>
          {t('panel.save')}
        </Button>
      }
    >
      <MemberFields
        draft={draft}
        put={(change) => setDraft((before) => ({ ...before, ...change }))}
        errorOf={errorsOf(edit.error)}
      />
      {draft.email !== (email ?? '') && member.invitedAt && <Notice>{t('panel.new_address')}</Notice>}
      {isClash(edit.error) && (
        <Clash
          error={edit.error}
          onClose={() => edit.reset()}
          onMine={() => {
            const seen = { ...base, ...(edit.error && isClash(edit.error) ? theirsIn(edit.error) : {}) }
            setBase(seen)
            save(seen)
          }}
          // What the others wrote is on the list: the dialog begins anew from there.
          onTheirs={onClose}
        />
      )}
      {edit.isError && !isClash(edit.error) && (
        <Notice tone="bad" live>
          {edit.error.message}
        </Notice>
      )}
    </Dialog>
  )
}

const wordsOf = ({
  role,
  name,
  title,
  organization,
  bio,
  person,
}: PanelMember): Readonly<Record<string, unknown>> => ({
  ...{ role, name, title, organization, bio, person },
})

/** The sentence for a field out of an error of the API. */
export const errorsOf =
  (error: Error | null) =>
  (path: string): string | undefined =>
    error && 'field' in error && typeof error.field === 'function'
      ? String(error.field(path) ?? '') || undefined
      : undefined

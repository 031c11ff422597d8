import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { apiQueries } from '../../../../ui/api.ts'
import { Button, Dialog, Notice, SelectField, TextField } from '../../../../ui/index.ts'
import { contract as peopleContract } from '../../../people/contract.ts'
import type { CallDto, PanelMember } from '../../contract.ts'
import { callsClient } from '../api.ts'
import { Clash, isClash, theirsIn } from '../clash.tsx'
import { errorsOf } from './edit.tsx'
import { usePanelEdit } from './use-edit.ts'

const people = apiQueries(peopleContract)
type Language = 'en' | 'ur'
type Props = { call: CallDto; member: PanelMember; name: string; onClose: () => void }

/** Who gets everything in copy and may answer for this panel member. */
export function OfficeDialog({ call, member, name, onClose }: Props) {
  const { t } = useTranslation('calls')
  const edit = usePanelEdit(call.id)
  const known = useQuery({
    ...people.person.queryOptions({ input: { person: member.office ?? '' } }),
    enabled: member.office !== null,
  }).data
  const [typed, setTyped] = useState<{ name?: string; email?: string; locale?: Language }>({})
  const shown = {
    name: typed.name ?? known?.name ?? '',
    email: typed.email ?? known?.email ?? '',
    locale: typed.locale ?? known?.locale ?? 'en',
  }
  const ids = { call: call.id, panelMember: member.id }
  const ready = shown.name.trim() !== '' && shown.email.trim() !== ''
  const errorOf = errorsOf(edit.error)
  const act = (work: () => Promise<unknown>) => edit.mutate(work, { onSuccess: onClose })
  /** The contact that stood there when the dialog was opened. */
  const [seen] = useState<Readonly<Record<string, unknown>>>({ office: member.office })
  const save = (base: Readonly<Record<string, unknown>>) =>
    act(() => callsClient.setOffice({ ...ids, ...shown, base }))
  return (
    <Dialog
      open
      title={t('panel.office_title', { name })}
      onClose={onClose}
      onSubmit={() => ready && !edit.isPending && save(seen)}
      actions={
        <>
          {member.office && (
            <Button
              kind="quiet"
              off={edit.isPending}
              onClick={() => act(() => callsClient.removeOffice(ids))}
            >
              {t('panel.office_remove')}
            </Button>
          )}
          <Button kind="primary" type="submit" off={!ready || edit.isPending}>
            {t('panel.office_save')}
          </Button>
        </>
      }
    >
      <p>{t('panel.office_text')}</p>
      <TextField
        data-focus
        name="officeName"
        label={t('panel.office_name')}
        dir="auto"
        value={shown.name}
        error={errorOf('name')}
        onChange={(event) => setTyped((before) => ({ ...before, name: event.target.value }))}
      />
      <TextField
        name="officeEmail"
        type="email"
        dir="ltr"
        label={t('panel.email')}
        value={shown.email}
        error={errorOf('email')}
        onChange={(event) => setTyped((before) => ({ ...before, email: event.target.value }))}
      />
      <SelectField
        name="officeLocale"
        label={t('panel.office_locale')}
        value={shown.locale}
        onChange={(event) =>
          setTyped((before) => ({ ...before, locale: event.target.value === 'ur' ? 'ur' : 'en' }))
        }
        options={[
          { value: 'en', label: 'English' },
          { value: 'ur', label: 'اردو' },
        ]}
      />
      {isClash(edit.error) && (
        <Clash
          error={edit.error}
          onClose={() => edit.reset()}
          onTheirs={onClose}
          onMine={() => isClash(edit.error) && save(theirsIn(edit.error))}
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

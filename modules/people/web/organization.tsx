import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { COUNTRIES } from '../../../kernel/countries.ts'
import { ApiError } from '../../../ui/api.ts'
import { FaceLink } from '../../../ui/face.tsx'
import { countryName } from '../../../ui/format.ts'
import {
  Button,
  Dialog,
  Empty,
  Facts,
  SelectField,
  SidePanel,
  SideSection,
  Skeleton,
  TextField,
  useLocale,
  useToast,
} from '../../../ui/index.ts'
import { holds, useSession } from '../../../ui/session.ts'
import { ORGANIZATION_KINDS, type Organization } from '../contract.ts'
import { people } from './api.ts'
import { FileHead } from './head.tsx'
import { History } from './history.tsx'

type Props = { id: string | null; onClose: () => void }

/** The file of a firm or an office: who represents it, which calls they came to. */
export function OrganizationFile({ id, onClose }: Props) {
  const { t } = useTranslation('people')
  const locale = useLocale()
  const mayChange = holds(useSession(), ['administrator', 'officer'])
  const [changing, setChanging] = useState(false)
  const file = useQuery({
    ...people.organization.queryOptions({ input: { organization: id ?? '' } }),
    enabled: id !== null,
  })
  if (id === null) return <NoFile />
  if (!file.data) {
    return (
      <SidePanel open titleId="file" bodyLabel={t('file')} head={<h2 id="file">{t('file')}</h2>}>
        {file.isError ? <Empty title={t('not_loaded')}>{file.error.message}</Empty> : <Skeleton rows={5} />}
      </SidePanel>
    )
  }
  const { organization, people: members } = file.data
  return (
    <SidePanel
      open
      titleId="file"
      bodyLabel={t('file')}
      head={<FileHead name={organization.name} small={t(`kinds.${organization.kind}`)} onClose={onClose} />}
      actions={mayChange && <Button onClick={() => setChanging(true)}>{t('correct')}</Button>}
    >
      <SideSection title={t('file')}>
        <Facts
          rows={[
            ...(organization.country
              ? [{ id: 'country', term: t('country'), value: countryName(organization.country, locale) }]
              : []),
            ...(organization.registerNumber
              ? [{ id: 'register', term: t('register'), value: <bdi>{organization.registerNumber}</bdi> }]
              : []),
            ...(organization.domains.length > 0
              ? [
                  {
                    id: 'domains',
                    term: t('domains'),
                    value: <bdi dir="ltr">{organization.domains.join(', ')}</bdi>,
                  },
                ]
              : []),
          ]}
        />
      </SideSection>
      <SideSection title={t('tab_persons')}>
        <ul>
          {members.map((person) => (
            <li key={person.id}>
              <FaceLink href={`/desk/people?kind=persons&id=${person.id}`}>
                <bdi>{person.name ?? t('removed')}</bdi>
              </FaceLink>
            </li>
          ))}
        </ul>
      </SideSection>
      <History of={{ organization: organization.id }} />
      {changing && <Correct organization={organization} onClose={() => setChanging(false)} />}
    </SidePanel>
  )
}

export function NoFile() {
  const { t } = useTranslation('people')
  return (
    <SidePanel titleId="file" bodyLabel={t('file')} head={<h2 id="file">{t('file')}</h2>}>
      <Empty title={t('no_file')}>{t('no_file_text')}</Empty>
    </SidePanel>
  )
}

function Correct({ organization, onClose }: { organization: Organization; onClose: () => void }) {
  const { t } = useTranslation('people')
  const locale = useLocale()
  const client = useQueryClient()
  const toast = useToast()
  const [name, setName] = useState(organization.name)
  const [kind, setKind] = useState(organization.kind)
  const [country, setCountry] = useState(organization.country ?? '')
  const [register, setRegister] = useState(organization.registerNumber ?? '')
  const change = useMutation(
    people.changeOrganization.mutationOptions({
      onSuccess: () => {
        toast(t('saved'))
        onClose()
        void client.invalidateQueries({ queryKey: people.key() })
      },
    }),
  )
  const error = (field: string) => (change.error instanceof ApiError ? change.error.field(field) : undefined)
  const submit = () =>
    change.mutate({
      organization: organization.id,
      name,
      kind,
      country: country || null,
      registerNumber: register.trim() || null,
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
      <TextField
        name="org-name"
        label={t('name')}
        value={name}
        error={error('name')}
        onChange={(event) => setName(event.target.value)}
      />
      <SelectField
        name="org-kind"
        label={t('kind')}
        value={kind}
        options={ORGANIZATION_KINDS.map((each) => ({ value: each, label: t(`kinds.${each}`) }))}
        onChange={(event) =>
          setKind(ORGANIZATION_KINDS.find((each) => each === event.target.value) ?? organization.kind)
        }
      />
      <SelectField
        name="org-country"
        label={t('country')}
        value={country}
        options={[
          { value: '', label: t('unknown') },
          ...COUNTRIES.map((code) => ({ value: code, label: countryName(code, locale) })).sort((a, b) =>
            a.label.localeCompare(b.label, locale),
          ),
        ]}
        onChange={(event) => setCountry(event.target.value)}
      />
      <TextField
        name="org-register"
        label={t('register')}
        value={register}
        error={error('registerNumber')}
        onChange={(event) => setRegister(event.target.value)}
      />
    </Dialog>
  )
}

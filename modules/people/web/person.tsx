import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FaceLink } from '../../../ui/face.tsx'
import {
  Button,
  Empty,
  Facts,
  Notice,
  SidePanel,
  SideSection,
  Skeleton,
  useToast,
  WeightyConfirm,
} from '../../../ui/index.ts'
import { holds, useSession } from '../../../ui/session.ts'
import { AddressRefused } from '../../mail/web/index.ts'
import type { Person } from '../contract.ts'
import { people } from './api.ts'
import { CorrectPerson } from './correct-person.tsx'
import { FileHead } from './head.tsx'
import { History } from './history.tsx'
import { NoFile } from './organization.tsx'

type Props = { id: string | null; onClose: () => void }

/** The file of a person: where she works, how to reach her, which calls she came to. */
export function PersonFile({ id, onClose }: Props) {
  const { t } = useTranslation('people')
  const session = useSession()
  const [doing, setDoing] = useState<'correct' | 'erase' | null>(null)
  const file = useQuery({
    ...people.person.queryOptions({ input: { person: id ?? '' } }),
    enabled: id !== null,
  })
  if (id === null) return <NoFile />
  const person = file.data
  if (!person) {
    return (
      <SidePanel open titleId="file" bodyLabel={t('file')} head={<h2 id="file">{t('file')}</h2>}>
        {file.isError ? <Empty title={t('not_loaded')}>{file.error.message}</Empty> : <Skeleton rows={5} />}
      </SidePanel>
    )
  }
  const gone = person.erasedAt !== null
  return (
    <SidePanel
      open
      titleId="file"
      bodyLabel={t('file')}
      head={<FileHead name={person.name ?? t('removed')} small={person.title ?? ''} onClose={onClose} />}
      actions={
        !gone &&
        holds(session, ['administrator', 'officer']) && (
          <>
            <Button onClick={() => setDoing('correct')}>{t('correct')}</Button>
            {holds(session, ['administrator']) && (
              <Button kind="danger" onClick={() => setDoing('erase')}>
                {t('erase')}
              </Button>
            )}
          </>
        )
      }
    >
      {gone && <Notice tone="warn">{t('errors.erased')}</Notice>}
      {!gone && <AddressRefused person={person.id} />}
      <Reach person={person} />
      <History of={{ person: person.id }} />
      {doing === 'correct' && <CorrectPerson person={person} onClose={() => setDoing(null)} />}
      <Erase person={person} open={doing === 'erase'} onClose={() => setDoing(null)} />
    </SidePanel>
  )
}

function Reach({ person }: { person: Person }) {
  const { t } = useTranslation('people')
  const { organization, organizationName } = person
  return (
    <SideSection title={t('file')}>
      <Facts
        rows={[
          ...(organization
            ? [
                {
                  id: 'organization',
                  term: t('organization'),
                  value: (
                    <FaceLink href={`/desk/people?kind=organizations&id=${organization}`}>
                      <bdi>{organizationName}</bdi>
                    </FaceLink>
                  ),
                },
              ]
            : []),
          ...(person.email
            ? [{ id: 'email', term: t('email'), value: <bdi dir="ltr">{person.email}</bdi> }]
            : []),
          ...(person.phone
            ? [{ id: 'phone', term: t('phone'), value: <bdi dir="ltr">{person.phone}</bdi> }]
            : []),
          { id: 'language', term: t('language'), value: t(`languages.${person.locale}`) },
        ]}
      />
    </SideSection>
  )
}

/** Cannot be taken back: held for a second, or typed. */
function Erase({ person, open, onClose }: { person: Person; open: boolean; onClose: () => void }) {
  const { t } = useTranslation('people')
  const client = useQueryClient()
  const toast = useToast()
  const erase = useMutation(
    people.erasePerson.mutationOptions({
      onSuccess: () => {
        toast(t('erased'))
        onClose()
        void client.invalidateQueries()
      },
      onError: (error) => toast(error.message),
    }),
  )
  return (
    <WeightyConfirm
      open={open}
      title={t('erase_title')}
      action={t('erase')}
      kind="danger"
      phrase={t('erase_phrase')}
      busy={erase.isPending}
      onClose={onClose}
      onConfirm={() => erase.mutate({ person: person.id })}
    >
      <p>{t('erase_text')}</p>
    </WeightyConfirm>
  )
}

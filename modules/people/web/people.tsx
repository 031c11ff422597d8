import { useDeferredValue, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FaceLink, type ScreenProps, useGo } from '../../../ui/face.tsx'
import {
  Desk,
  DeskBar,
  KeyBar,
  ListWithBulk,
  ScrollBody,
  Segments,
  TextField,
  useKeys,
} from '../../../ui/index.ts'
import { OrganizationFile } from './organization.tsx'
import { PersonFile } from './person.tsx'
import { OrganizationTable, PersonTable } from './tables.tsx'

export type Kind = 'organizations' | 'persons'

/** `/desk/people`: one file per firm and per person, across calls. The open file stands in the address. */
export function People({ search }: ScreenProps) {
  const { t } = useTranslation('people')
  const go = useGo()
  const kind: Kind = search.get('kind') === 'persons' ? 'persons' : 'organizations'
  const open = search.get('id')
  const [text, setText] = useState('')
  const wanted = useDeferredValue(text.trim())
  const show = (next: Kind, id: string | null) =>
    go(`/desk/people?kind=${next}${id ? `&id=${id}` : ''}`, 'replace')
  useKeys([
    { code: 'Slash', label: t('find'), run: () => document.getElementById('find')?.focus() },
    { code: 'Escape', label: t('close'), run: () => show(kind, null) },
  ])
  const Table = kind === 'persons' ? PersonTable : OrganizationTable
  return (
    <Desk
      fit
      className="dl-beside"
      bar={<DeskBar title={t('title')} homeHref="/desk" link={FaceLink} />}
      foot={<KeyBar items={[{ keys: '/', label: t('find') }]} />}
    >
      <ListWithBulk
        filter={
          <>
            <Segments
              label={t('title')}
              items={(['organizations', 'persons'] as const).map((each) => ({
                id: each,
                label: t(`tab_${each}`),
                current: each === kind,
                onPick: () => show(each, null),
              }))}
            />
            <div className="dl-filter__find">
              <TextField
                name="find"
                type="search"
                label={t('find')}
                labelHidden
                placeholder={t('find')}
                value={text}
                autoComplete="off"
                onChange={(event) => setText(event.target.value)}
              />
            </div>
          </>
        }
      >
        <ScrollBody label={t(`tab_${kind}`)}>
          <Table search={wanted} current={open} onOpen={(id) => show(kind, id)} />
        </ScrollBody>
      </ListWithBulk>
      {kind === 'persons' ? (
        <PersonFile id={open} onClose={() => show(kind, null)} />
      ) : (
        <OrganizationFile id={open} onClose={() => show(kind, null)} />
      )}
    </Desk>
  )
}

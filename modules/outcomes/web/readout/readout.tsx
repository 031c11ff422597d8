import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { ScreenProps } from '../../../../ui/face.tsx'
import { Desk, DeskPage, Empty, Skeleton } from '../../../../ui/index.ts'
import { CallBar } from '../../../calls/web/index.ts'
import { outcomes } from '../api.ts'
import { Editor } from './editor.tsx'
import './readout.css'

/** `/desk/calls/:call/readout`: the text, the source of the sentence at hand, what is missing and what was left out. */
export function ReadoutDesk({ params, search }: ScreenProps) {
  const call = params['call'] ?? ''
  const { t } = useTranslation('outcomes')
  const asked = Number(search.get('version'))
  const version = Number.isInteger(asked) && asked > 0 ? asked : undefined
  const found = useQuery(outcomes.readout.queryOptions({ input: { call, ...(version ? { version } : {}) } }))
  const bar = <CallBar call={call} current="readout" />
  if (found.data?.languages) return <Editor readout={found.data} bar={bar} />
  return (
    <Desk bar={bar}>
      <DeskPage title={t('editor.title')}>
        {found.isPending && <Skeleton rows={10} />}
        {found.isError && <Empty icon="alert" title={found.error.message || t('editor.unreadable')} />}
        {found.isSuccess && (
          <Empty icon="record" title={t('editor.not_ended')}>
            {t('editor.not_ended_text')}
          </Empty>
        )}
      </DeskPage>
    </Desk>
  )
}

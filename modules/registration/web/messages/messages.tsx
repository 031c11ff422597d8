import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { ScreenProps } from '../../../../ui/face.tsx'
import { Desk, DeskPage } from '../../../../ui/index.ts'
import { CallBar } from '../../../calls/web/index.ts'
import { STANDARD_TEXTS } from '../../contract.ts'
import { registrations } from '../api.ts'
import { Earlier } from './earlier.tsx'
import { Write } from './write.tsx'
import './messages.css'

/** `/desk/calls/:call/messages`: what the officer writes to those who registered, and what came of what was written. */
export function MessagesDesk({ params, search }: ScreenProps) {
  const call = params['call'] ?? ''
  const { t } = useTranslation('registration')
  const sent = useQuery(
    registrations.messages.queryOptions({
      input: { call },
      refetchInterval: ({ state }) =>
        state.data?.items.some(({ progress }) => progress.queued > 0) ? 2_000 : 30_000,
    }),
  )
  const begin = STANDARD_TEXTS.find((each) => each === search.get('begin')) ?? null
  return (
    <Desk bar={<CallBar call={call} current="messages" />}>
      <DeskPage title={t('messages.page.title')} lead={t('messages.page.lead')}>
        {sent.data?.mayWrite && <Write key={call} call={call} begin={begin} sent={sent.data.items} />}
        <Earlier sent={sent} />
      </DeskPage>
    </Desk>
  )
}

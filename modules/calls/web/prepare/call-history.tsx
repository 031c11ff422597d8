import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { holds, useSession } from '../../../../ui/session.ts'
import type { CallDto } from '../../contract.ts'
import { calls, callsClient } from '../api.ts'
import { History } from '../history.tsx'

/** The history of a call, its panel, agenda and colleagues, on the page where it is written. */
export function CallHistory({ call }: { call: CallDto }) {
  const { t } = useTranslation('calls')
  const session = useSession()
  const queries = useQueryClient()
  const mayUndo =
    (call.state === 'draft' || call.state === 'published' || call.state === 'live') &&
    holds(session, ['officer', 'administrator'], call.program.id)
  return (
    <History
      title={t('history.title')}
      of={['call', call.id, String(call.version)]}
      read={(cursor) => callsClient.history({ call: call.id, ...(cursor ? { cursor } : {}) })}
      undo={mayUndo ? (seq) => callsClient.undo({ call: call.id, seq }) : undefined}
      onUndone={() => {
        void queries.invalidateQueries({ queryKey: calls.get.queryKey({ input: { call: call.id } }) })
        void queries.invalidateQueries({ queryKey: calls.checklist.key() })
        void queries.invalidateQueries({ queryKey: calls.listColleagues.key() })
      }}
    />
  )
}

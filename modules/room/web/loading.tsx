import { ApiError } from '../../../ui/api.ts'
import { Button, Empty, Room, Skeleton } from '../../../ui/index.ts'
import { useWords } from './use-words.ts'

/** Before anything is known: the geometry, in no state's colour. */
export function RoomSkeleton() {
  const { t } = useWords()
  return (
    <Room>
      <p role="status" className="dl-sr">
        {t('loading')}
      </p>
      <Skeleton rows={6} shape="row" />
    </Room>
  )
}

/** The room cannot be shown: why, and what one can do. */
export function RoomProblem({ error, retry }: { error: Error; retry: () => void }) {
  const { t } = useWords()
  const sentence = error instanceof ApiError && error.message ? error.message : t('errors.no_line')
  return (
    <Room>
      <Empty icon="offline" title={sentence} action={<Button onClick={retry}>{t('lost.try_now')}</Button>} />
    </Room>
  )
}

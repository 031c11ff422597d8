import { useTranslation } from 'react-i18next'
import { ApiError } from '../ui/api.ts'
import { Button, ButtonLink, Empty, Skeleton } from '../ui/index.ts'

/** The frame of a screen whose code or data is on its way. */
export function Loading() {
  const { t } = useTranslation('web')
  return (
    <main id="main" tabIndex={-1} className="dl-desk" data-density="desk" aria-busy="true">
      <h1 className="dl-sr">{t('loading')}</h1>
      <Skeleton rows={6} />
    </main>
  )
}

export function NotFound() {
  const { t } = useTranslation('web')
  return (
    <main id="main" tabIndex={-1} className="dl-whole">
      <h1 className="dl-sr">{t('problem.not_found')}</h1>
      <Empty
        icon="search"
        title={t('problem.not_found')}
        action={<ButtonLink href={homeHref()}>{t('problem.home')}</ButtonLink>}
      >
        {t('problem.not_found_text')}
      </Empty>
    </main>
  )
}

/** What stands in place of a screen that threw: the reason in words, and one way on. */
export function Failed({ error, reset }: { error: unknown; reset?: () => void }) {
  const { t } = useTranslation('web')
  return (
    <main id="main" tabIndex={-1} className="dl-whole">
      <h1 className="dl-sr">{t('problem.title')}</h1>
      <Empty
        icon="alert"
        title={t('problem.title')}
        action={
          <Button kind="primary" onClick={() => (reset ? reset() : location.reload())}>
            {t('problem.retry')}
          </Button>
        }
      >
        {sentenceOf(error, t)}
      </Empty>
    </main>
  )
}

/** The sentence for an error: the server's own, or ours when nothing came back. */
function sentenceOf(error: unknown, t: (key: string) => string): string {
  if (!(error instanceof ApiError)) return t('errors.unreadable')
  if (error.reason === 'web.network') return t('errors.network')
  return error.message || t('errors.unreadable')
}

function homeHref(): string {
  return location.pathname.startsWith('/desk') ? '/desk' : '/'
}

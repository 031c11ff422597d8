import { useTranslation } from 'react-i18next'
import type { Problem } from '../ui/api.ts'
import { mastOf, type PageContext, PublicPage, pageView } from '../ui/index.ts'

type Props = { problem: Problem }

function ProblemView({ problem, page }: Props & { page: PageContext }) {
  const { t } = useTranslation('web')
  return (
    <PublicPage {...mastOf(page)} look="sheet">
      <h1>{problem.title}</h1>
      <p>{problem.detail}</p>
      <p>
        <a className="dl-linkline" href="/">
          {t('problem.home')}
        </a>
      </p>
    </PublicPage>
  )
}

/** What a person sees when a page cannot be shown: what happened, and where to go. */
export const ProblemPage = {
  'web/ProblemPage': pageView<Props>({
    Component: ProblemView,
    head: ({ problem }) => ({ title: problem.title, noindex: true }),
  }),
}

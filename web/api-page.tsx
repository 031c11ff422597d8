import { useTranslation } from 'react-i18next'
import './api-page.css'
import { mastOf, type PageContext, PublicPage, pageView } from '../ui/index.ts'

/** As the server writes it (server/api-guide.ts). */
type Route = {
  id: string
  method: string
  path: string
  summary: string
  who: readonly string[]
  parameters: readonly { name: string; where: string; type: string; required: boolean }[]
  body: string | null
  answer: string | null
  example: string
}
type Props = {
  publicUrl: string
  guide: {
    title: string
    version: string
    groups: readonly { name: string; routes: readonly Route[] }[]
  }
}

const ERRORS = [401, 403, 404, 409, 422, 429, 503] as const

/** What machines can ask for: every route with what goes in, what comes out, and how to try it. */
function ApiView({ guide, publicUrl, page }: Props & { page: PageContext }) {
  const { t } = useTranslation('web')
  return (
    <PublicPage {...mastOf(page)}>
      <div className="api-page">
        <h1>{t('api.title')}</h1>
        <p className="dl-lead">{t('api.lead')}</p>
        <p>
          <a className="dl-linkline" href="/openapi.json">
            {t('api.document')}
          </a>
        </p>
        <h2>{t('api.how')}</h2>
        <p>{t('api.token')}</p>
        <Text>{`curl '${publicUrl}/api/session' \\\n  -H 'Authorization: Bearer dlt_…'`}</Text>
        <p>{t('api.retry')}</p>
        <p>{t('api.limits')}</p>
        <h2>{t('api.errors')}</h2>
        <p>{t('api.errors_text')}</p>
        <ul>
          {ERRORS.map((status) => (
            <li key={status}>
              <b className="dl-num">{status}</b> {t(`api.status.${status}`)}
            </li>
          ))}
        </ul>
        <nav aria-labelledby="api-groups">
          <h2 id="api-groups">{t('api.groups')}</h2>
          <ul className="api-groups">
            {guide.groups.map(({ name, routes }) => (
              <li key={name}>
                <a className="dl-linkline" href={`#${name}`}>
                  {t(`api.group.${name}`, { defaultValue: name })}
                </a>{' '}
                <span className="dl-quiet dl-num">{routes.length}</span>
              </li>
            ))}
          </ul>
        </nav>
        {guide.groups.map(({ name, routes }) => (
          <section key={name} aria-labelledby={name}>
            <h2 id={name}>{t(`api.group.${name}`, { defaultValue: name })}</h2>
            {routes.map((route) => (
              <RouteView key={route.id} route={route} />
            ))}
          </section>
        ))}
      </div>
    </PublicPage>
  )
}

const Text = ({ children }: { children: string }) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (WCAG 2.1.1)
  <pre className="api-text" tabIndex={0}>
    <code>{children}</code>
  </pre>
)

/** Lines above which a shape is folded away. */
const SHORT = 16

function Shape({ title, text }: { title: string; text: string }) {
  if (text.split('\n').length > SHORT) {
    return (
      <details>
        <summary>{title}</summary>
        <Text>{text}</Text>
      </details>
    )
  }
  return (
    <>
      <h4>{title}</h4>
      <Text>{text}</Text>
    </>
  )
}

function RouteView({ route }: { route: Route }) {
  const { t } = useTranslation('web')
  return (
    <article className="api-route" aria-labelledby={route.id}>
      <h3 id={route.id}>
        <code dir="ltr">
          {route.method} {route.path}
        </code>
      </h3>
      <p lang="en" dir="ltr">
        {route.summary}
      </p>
      <p>
        <b>{t('api.who')}</b>{' '}
        {route.who.map((each) => t(`api.may.${each}`, { defaultValue: each })).join(t('api.comma'))}
      </p>
      {route.parameters.length > 0 && (
        <>
          <h4>{t('api.parameters')}</h4>
          <ul>
            {route.parameters.map(({ name, where, type, required }) => (
              <li key={`${where}.${name}`}>
                <code dir="ltr">
                  {name}: {type}
                </code>{' '}
                <span className="dl-quiet">
                  {t(`api.in.${where}`, { defaultValue: where })}
                  {required ? '' : t('api.optional')}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
      {route.body && <Shape title={t('api.body')} text={route.body} />}
      {route.answer && <Shape title={t('api.answer')} text={route.answer} />}
      <details>
        <summary>{t('api.example')}</summary>
        <Text>{route.example}</Text>
      </details>
    </article>
  )
}

/** The page at /api. */
export const ApiPage = {
  'web/ApiPage': pageView<Props>({
    Component: ApiView,
    head: ({ guide }) => ({ title: `API · ${guide.title} ${guide.version}`, canonical: '/api' }),
  }),
}

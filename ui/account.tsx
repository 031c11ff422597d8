import './styles/account.css'
import { use } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from './button.tsx'
import { Icon } from './icon.tsx'
import { LanguageLinks } from './layout.tsx'
import { SessionContext } from './session.ts'
import { Avatar } from './tag.tsx'
import { useLocale } from './use-locale.ts'

/** This address in another language; the server remembers the choice and begins the app in it. */
function here(locale: string): string {
  const url = new URL(location.href)
  url.searchParams.set('lang', locale)
  return `${url.pathname}${url.search}`
}

async function signOut(): Promise<void> {
  await fetch('/api/sign-out', { method: 'POST', credentials: 'same-origin' })
  location.assign('/')
}

/** At the end of every bar: who is here, the language, and the way out for staff. Nothing where there is no session. */
export function Account() {
  const { t } = useTranslation('ui')
  const locale = useLocale()
  const session = use(SessionContext)
  if (!session || session.who.kind === 'anonymous') return null
  const { who } = session
  return (
    <details
      className="dl-account"
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) event.currentTarget.open = false
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') event.currentTarget.open = false
      }}
    >
      <summary>
        {who.kind === 'staff' ? <Avatar name={who.name} size="s" /> : <Icon name="globe" />}
        <Icon name="down" />
        <span className="dl-sr">{t('account.title', { name: who.name })}</span>
      </summary>
      <div className="dl-account__menu">
        <p>
          <bdi>{who.name}</bdi>
        </p>
        <LanguageLinks locale={locale} href={here} />
        {who.kind === 'staff' && (
          <Button kind="quiet" icon="leave" wide onClick={() => void signOut()}>
            {t('account.sign_out')}
          </Button>
        )}
        {who.kind === 'grant' && <LeaveLink />}
      </div>
    </details>
  )
}

/**
 * The way out for whoever came by a personal link on a shared computer. The page that answers says how to come back; only this browser
 * forgets.
 */
export function LeaveLink() {
  const { t } = useTranslation('ui')
  const session = use(SessionContext)
  if (session?.who.kind !== 'grant') return null
  return (
    <form method="post" action={`/g/${session.who.grant}/sign-out`} className="dl-noprint">
      <Button kind="quiet" icon="leave" type="submit">
        {t('account.sign_out')}
      </Button>
    </form>
  )
}

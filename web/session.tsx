import { useQuery } from '@tanstack/react-query'
import { useLocation } from '@tanstack/react-router'
import { type ReactNode, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { contract } from '../modules/access/contract.ts'
import { apiQueries, grantOf } from '../ui/api.ts'
import { ButtonLink, Empty, SampleLine, SessionContext } from '../ui/index.ts'
import { forgetAll } from '../ui/kept.ts'
import { Failed, Loading } from './screens.tsx'

const access = apiQueries({ session: contract.session })

/** Under this key lie the sessions of all links that are open here. */
export const SESSION_KEY = access.session.key()

/** Nothing behind a session is drawn before it is known who is here. Under it stands the sample's quiet line. */
export function SessionGate({ children }: { children: ReactNode }) {
  const grant = grantOf(useLocation().pathname)
  const { queryKey, ...options } = access.session.queryOptions({ staleTime: 60_000 })
  // Several personal links may be open in one browser: each is a session of its own.
  const session = useQuery({ ...options, queryKey: [...queryKey, grant] })
  if (session.isPending) return <Loading />
  if (session.isError) return <Failed error={session.error} reset={() => void session.refetch()} />
  if (session.data.who.kind === 'anonymous') return <SignedOut grant={grant} />
  return (
    <SessionContext value={session.data}>
      {children}
      {session.data.sample && <SampleLine />}
    </SessionContext>
  )
}

function SignedOut({ grant }: { grant: string | null }) {
  const { t } = useTranslation('web')
  // A link that opens nothing any more leaves nothing behind in this browser.
  useEffect(() => {
    if (grant) forgetAll(grant)
  }, [grant])
  const to = encodeURIComponent(`${location.pathname}${location.search}`)
  const signIn = (
    <ButtonLink kind="primary" href={`/sign-in?to=${to}`}>
      {t('problem.sign_in')}
    </ButtonLink>
  )
  return (
    <main id="main" tabIndex={-1} className="dl-whole">
      <h1 className="dl-sr">{t('problem.signed_out')}</h1>
      <Empty icon="lock" title={t('problem.signed_out')} action={grant ? null : signIn}>
        {grant && t('problem.open_link')}
      </Empty>
    </main>
  )
}

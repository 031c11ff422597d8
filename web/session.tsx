import { useQuery } from '@tanstack/react-query'
import { useLocation } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError, grantOf } from '../ui/api.ts'
import { ButtonLink, Empty } from '../ui/index.ts'
import { type Session, SessionContext } from '../ui/session.ts'
import { Failed, Loading } from './screens.tsx'

async function fetchSession(grant: string | null): Promise<Session> {
  const headers: HeadersInit = grant ? { 'dl-grant': grant } : {}
  const response = await fetch('/api/session', { headers, credentials: 'same-origin' })
  if (!response.ok) throw new ApiError(await response.json())
  return (await response.json()) as Session
}

/** Nothing behind a session is drawn before it is known who is here. */
export function SessionGate({ children }: { children: ReactNode }) {
  const grant = grantOf(useLocation().pathname)
  const session = useQuery({
    queryKey: ['session', grant],
    queryFn: () => fetchSession(grant),
    staleTime: 60_000,
  })
  if (session.isPending) return <Loading />
  if (session.isError) return <Failed error={session.error} reset={() => void session.refetch()} />
  if (session.data.who.kind === 'anonymous') return <SignedOut grant={grant} />
  return <SessionContext value={session.data}>{children}</SessionContext>
}

function SignedOut({ grant }: { grant: string | null }) {
  const { t } = useTranslation('web')
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

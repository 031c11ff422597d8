import { createContext, use } from 'react'
import type { Locale } from './locale.ts'
import { useLocale } from './use-locale.ts'

/** Who is here, as the app knows it; what one may do is decided by the server. */
export type Session = {
  who:
    | { kind: 'anonymous' }
    | { kind: 'staff'; id: string; name: string; roles: readonly { role: string; program: string | null }[] }
    | { kind: 'grant'; grant: string; call: string; person: string; name: string; roles: readonly string[] }
  /** How the installation presents itself. */
  mission: string
  homeZone: string
  homePlace: string
  sample: boolean
  /** The mission's seal as a picture's address; null for the product's mark. */
  seal: string | null
}

export const SessionContext = createContext<Session | null>(null)

/** The session of this screen. Screens behind one always have it. */
export function useSession(): Session {
  const session = use(SessionContext)
  if (!session) throw new Error('useSession outside of a session')
  return session
}

/** What `PublicPage` takes from the session, where the screen behind a personal link is one. */
export function useMast() {
  const { mission, seal } = useSession()
  return {
    brand: { product: 'Direct Line', mission, seal: seal ?? undefined },
    locale: useLocale(),
    languageHref: (to: Locale) => `${location.pathname}?lang=${to}`,
  }
}

/** Whether staff holds one of these roles, for the installation or for this program. */
export function holds(session: Session, roles: readonly string[], program: string | null = null): boolean {
  const { who } = session
  return (
    who.kind === 'staff' &&
    who.roles.some((held) => roles.includes(held.role) && (held.program === null || held.program === program))
  )
}

import { createContext, type ReactNode, use } from 'react'
import type { FaceNav } from './face.tsx'
import { holds, SessionContext } from './session.ts'

/** The slices' entries of the desk, in their order; the shell collects them. */
export const NavContext = createContext<readonly FaceNav[]>([])

/** What slices say on every desk; the shell collects it. */
export const BandContext = createContext<ReactNode>(null)

/** The entries that lead somewhere for whoever is here. */
export function useNav(): readonly FaceNav[] {
  const nav = use(NavContext)
  const session = use(SessionContext)
  return nav.filter((each) => !each.roles || (session !== null && holds(session, each.roles)))
}

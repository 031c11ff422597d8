import { createContext, use } from 'react'
import type { FaceNav } from './face.tsx'

/** The slices' entries of the desk, in their order; the shell collects them. */
export const NavContext = createContext<readonly FaceNav[]>([])

export const useNav = (): readonly FaceNav[] => use(NavContext)

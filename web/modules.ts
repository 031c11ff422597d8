import type { SliceFace } from '../ui/face.tsx'

/** The slices' screens behind a session, one line each. */
export const faces: readonly SliceFace[] = []

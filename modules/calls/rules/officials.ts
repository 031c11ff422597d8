import type { StageRole } from '../contract.ts'

type Kind = 'mission' | 'ministry' | 'authority' | 'council' | 'firm'

const KINDS: readonly (readonly [RegExp, Kind])[] = [
  [/\b(ministry|department|secretariat)\b/i, 'ministry'],
  [/\b(council|chamber)\b/i, 'council'],
  [/\b(authority|commission|board|bank|agency)\b/i, 'authority'],
  [/\b(embassy|consulate|mission)\b/i, 'mission'],
]

/** A first guess of what an organization on the panel is, to be corrected in its file: hosts come from the mission. */
export const kindOfOffice = (organization: string, role: StageRole): Kind =>
  KINDS.find(([word]) => word.test(organization))?.[1] ?? (role === 'panelist' ? 'authority' : 'mission')

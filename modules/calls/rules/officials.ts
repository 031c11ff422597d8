import type { CallRole } from '../../../kernel/actor.ts'
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

/** Who speaks on stage, and practises it before. */
export const ON_STAGE = ['host', 'moderator', 'panelist'] as const satisfies readonly CallRole[]

/** Who sees what the panel sees: the stage, and whoever works for it (architecture, "Who is asking, who may see"). */
export const READERS = [
  ...ON_STAGE,
  'interpreter',
  'captioner',
  'rapporteur',
] as const satisfies readonly CallRole[]

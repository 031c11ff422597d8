/** Who may see something: one closed list for fields, events and socket frames (architecture, "Who is asking, who may see"). */
export const AUDIENCES = [
  'self',
  'own organization',
  'attendees',
  'panel',
  'home agencies',
  'mission',
  'public',
] as const

export type Audience = (typeof AUDIENCES)[number]

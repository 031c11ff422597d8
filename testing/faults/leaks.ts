import { FIELDS, FIRM_FOR, NEEDS_A_LINK, PATHS, SIDE_OF, type Side, THINGS } from './audiences.ts'
import type { Cast } from './installation.ts'
import { MARK, type Story } from './readers.ts'

/** Somebody of the cast (or a stranger, of whom nothing is known) and everything they were ever sent. */
export interface Heard {
  readonly who: Cast
  /** Messages of the socket, as they came. */
  readonly received: readonly string[]
  readonly answers: readonly { readonly path: string; readonly status: number; readonly text: string }[]
}

interface Message {
  readonly t?: string
  readonly seq: number
  readonly mine?: true
  readonly whole?: string
  readonly put?: Readonly<Record<string, Readonly<Record<string, unknown>>>>
}

/** Whoever came to listen or is not in the room at all: to the others a number, never a name. */
const isPrivate = ({ role }: Cast): boolean => SIDE_OF[role] === 'audience' || SIDE_OF[role] === 'outside'

/**
 * Everything that somebody was sent and may not see, each a line that says which rule, who and what. On a line that is `reordered` what
 * was sent before a removal may come after it.
 */
export function leaksOf(
  story: Story,
  cast: readonly Cast[],
  all: readonly Heard[],
  reordered: boolean,
): string[] {
  return all.flatMap((heard) => [...new Set(leaksTo(story, cast, heard, reordered))])
}

function leaksTo(
  story: Story,
  cast: readonly Cast[],
  { who, received, answers }: Heard,
  reordered: boolean,
): string[] {
  const side = SIDE_OF[who.role] ?? 'outside'
  const found: string[] = []
  const leak = (rule: string, what: string): void => {
    found.push(`${rule}: ${who.role} ${who.name} was sent ${what}`)
  }
  /** In the room, out of it, or of the mission, when the record stood there. */
  const sideAt = (seq: number): Side => (side === 'mission' || story.isIn(who.person, seq) ? side : 'outside')

  // A frame of what all see may be older than what its reader was told of herself just before.
  let told = 0
  const lookAtText = (text: string, seq: number, where: string): void => {
    for (const mark of new Set(text.match(MARK) ?? [])) {
      const readers = story.texts.get(mark)
      const now = sideAt(Math.max(seq, told))
      const from = Math.min(readers?.sides[now] ?? Infinity, readers?.people.get(who.person) ?? Infinity)
      if (from > seq) leak(readers?.what ?? 'a text of no event', `${mark} in ${where} at ${seq} (${now})`)
    }
    if (side === 'mission') return
    if (/[\w.]+@[\w-]+\.example/.test(text)) leak('addresses', where)
    if (side === 'panel') return
    for (const other of cast) {
      if (other.person === who.person || !isPrivate(other)) continue
      if (text.includes(other.name) || text.includes(other.person)) leak('names', `${other.name} in ${where}`)
    }
  }

  const lookAtEntity = (key: string, view: Readonly<Record<string, unknown>>, seq: number): void => {
    const [kind = '', id = ''] = key.split(':')
    const now = sideAt(Math.max(seq, told))
    if (!THINGS[kind]?.includes(now)) leak(kind, `${key} at ${seq} (${now})`)
    for (const [field, sides] of Object.entries(FIELDS[kind] ?? {}))
      if (field in view && !sides.includes(now)) leak(`${kind}.${field}`, `${key} at ${seq} (${now})`)
    const question = story.questions.get(id)
    if (kind === 'question' && 'firm' in view && !FIRM_FOR[question?.showFirm ?? '']?.includes(now))
      leak('question.firm', `the firm that asked ${id}`)
    if (kind === 'me' && view['person'] !== who.person) leak('me', 'what is somebody else’s')
    if (kind === 'org' && view['organization'] !== who.organization) leak('org', 'another firm’s')
    lookAtFirms(kind, key, view)
  }

  /** Of other firms the audience reads the name beside a question and with the floor, and nothing else. */
  const lookAtFirms = (kind: string, key: string, view: Readonly<Record<string, unknown>>): void => {
    if (side !== 'audience' && side !== 'outside') return
    const { firm: _, ...rest } = view
    const text = JSON.stringify(kind === 'question' || kind === 'floor' ? rest : view)
    for (const other of cast) {
      const { firm, organization } = other
      if (!firm || organization === who.organization || !isPrivate(other)) continue
      if (text.includes(`"${firm}"`) || (organization && text.includes(organization)))
        leak('firms', `${firm} in ${key}`)
    }
    if (kind === 'floor' && view['state'] === 'offered' && view['firm'])
      leak('floor.firm', 'who is offered the floor')
  }

  const lookAtFrame = ({ seq, put }: Message): void => {
    for (const [key, view] of Object.entries(put ?? {})) lookAtEntity(key, view, seq)
  }

  for (const text of received) {
    const message = JSON.parse(text) as Message
    if (message.t === 'frame' && !reordered) told = Math.max(told, message.seq)
    lookAtText(text, message.t === 'frame' ? message.seq : 0, `a ${message.t}`)
    if (message.t === 'frame') lookAtFrame(message)
  }
  for (const { path, status, text } of answers) {
    const link = who.role !== 'stranger' || !NEEDS_A_LINK.includes(path)
    if (status === 200 && !(link && PATHS[path]?.includes(side))) leak('http', `${path}`)
    if (status >= 500) leak('http', `${status} by ${path}`)
    lookAtText(text, story.last, path)
    if (status === 200 && path.endsWith('/room')) lookAtFrame(JSON.parse(text) as Message)
    const kind = path.includes('/questions') ? 'question' : path.includes('/entries') ? 'entry' : null
    if (status !== 200 || !kind) continue
    const { items } = JSON.parse(text) as { items: Readonly<Record<string, unknown>>[] }
    for (const item of items) lookAtEntity(`${kind}:${item['id']}`, item, story.last)
  }
  return found
}

import { type HTMLElement, parse } from 'node-html-parser'

/** The fields of an announcement, in the order in which the program writes them. */
export type Field = 'topic' | 'host' | 'when' | 'description' | 'panel' | 'deadline'

/** A paragraph or a list: its words, and what it is made of. */
export interface Block {
  readonly text: string
  readonly node: HTMLElement | null
}

/** What people have written before the colon. */
const LABELS: readonly (readonly [Field, RegExp])[] = [
  ['topic', /^(?:topic|subject)\s*:\s*/i],
  ['host', /^hosts?(?:ed by)?\s*:\s*/i],
  ['when', /^(?:date(?:,| and|\/)?\s*time(?:,?\s*(?:and\s+)?time\s*zones?)?|date|time|when)\s*:\s*/i],
  ['description', /^(?:brief\s+|short\s+)?(?:description|summary)\s*:\s*/i],
  ['panel', /^(?:panel(?:ists?|\s+members?)?|speakers?|participants)\s*:\s*/i],
  ['deadline', /^(?:deadline\s+for\s+rsvps?|rsvp\s+(?:deadline|by)|rsvps?\s+due|deadline)\s*:\s*/i],
]

/** The paragraphs of HTML in order; a line break begins a new one, for fields that share a paragraph. */
export function blocksOf(html: string): readonly Block[] {
  const root = parse(html.replace(/<br\s*\/?>/gi, '\n'))
  const nodes = root.querySelectorAll('p, ul, ol')
  if (nodes.length === 0) return linesOf(root.structuredText).map((text) => ({ text, node: null }))
  return nodes.flatMap((node): Block[] =>
    node.tagName === 'P'
      ? linesOf(node.textContent).map((text) => ({ text, node }))
      : [{ text: plain(node.textContent), node }],
  )
}

const plain = (text: string): string => text.replace(/[\s\u00a0]+/g, ' ').trim()
const linesOf = (text: string): string[] => text.split('\n').map(plain).filter(Boolean)

/** The blocks of each field: a label begins one; what follows a description or a panel without a label goes on with it. */
export function fieldsOf(blocks: readonly Block[]): ReadonlyMap<Field, readonly Block[]> {
  const fields = new Map<Field, readonly Block[]>()
  let current: Field | null = null
  for (const block of blocks) {
    const label = LABELS.find(([, pattern]) => pattern.test(block.text))
    if (label) {
      const [field, pattern] = label
      current = field
      const text = block.text.replace(pattern, '')
      fields.set(field, [...(fields.get(field) ?? []), { ...block, text }])
    } else if (current === 'description' || current === 'panel') {
      fields.set(current, [...(fields.get(current) ?? []), block])
    }
  }
  return fields
}

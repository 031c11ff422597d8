/** A person as an announcement names her. */
export interface NamedPerson {
  readonly name: string
  readonly title: string
  readonly organization: string
}

/** Offices that stand before a name. */
const OFFICE_BEFORE =
  /^((?:(?:U\.S\.|Deputy|Under|Assistant|Acting|Principal)\s+)*(?:Ambassador|Consul General|Charg\u00e9 d[’']Affaires|Minister|Secretary|Chief of Mission|Governor|Senator|Director|Commissioner))\s+(?=\p{Lu})/u
/** A word that makes a phrase an office. */
const OFFICE =
  /\b(Ambassador|Consul|Charg\u00e9|Minister|Secretary|Chief|Director|Chair(?:man|woman|person)?|President|Manager|Officer|Counsel(?:or|lor)|Attach\u00e9|CEO|CFO|CTO|COO|Commissioner|Governor|Head|Partner|Founder|Professor|Advisor|Adviser|Specialist|Representative|Executive|Analyst|Economist|Dean|Fellow)\b/
const NAME =
  /^(?:(?:Dr|Mr|Ms|Mrs|Prof)\.?\s+)?\p{Lu}[\p{L}’'.-]*(?:\s+(?:(?:bin|van|von|de|del|da|al|el)\s+)?\p{Lu}[\p{L}’'.-]*){1,4}$/u

const isName = (text: string): boolean => NAME.test(text) && !OFFICE.test(text)

/** `Ambassador Dan Mozena`, `Jane Doe, Director of …`, `Jane Doe, Manager, Firm Ltd.`; null where it is not plain. */
export function readPerson(text: string): NamedPerson | null {
  const plain = text.replace(/\s+/g, ' ').trim()
  const [first = '', title = '', organization = '', ...more] = plain.split(/,\s+/)
  if (more.length > 0) return null
  const before = OFFICE_BEFORE.exec(first)
  const name = before ? first.slice(before[0].length) : first
  if (!isName(name)) return null
  if (before && title && organization) return null
  if (before) return { name, title: before[1] ?? '', organization: title }
  if (title && !OFFICE.test(title)) return null
  return { name, title, organization }
}

/**
 * A list of people in prose: each a name, an office and perhaps a firm. A phrase is a name when the next one is an office.
 * Null when one phrase does not fit: then nobody is taken from it.
 */
export function readPeople(text: string): readonly NamedPerson[] | null {
  const phrases = sentence(text)
    .split(/(?:,|;)\s+(?:and\s+)?|\s+and\s+(?=\p{Lu}\p{Ll}+\s+\p{Lu}[\p{L}.]+,)/u)
    .map((phrase) => phrase.trim().replace(/^and\s+/, ''))
    .filter(Boolean)
  const people: { name: string; title: string; organization: string }[] = []
  for (const [index, phrase] of phrases.entries()) {
    const last = people.at(-1)
    if (isName(phrase) && OFFICE.test(phrases[index + 1] ?? '')) {
      people.push({ name: phrase, title: '', organization: '' })
    } else if (last && !last.title && OFFICE.test(phrase)) {
      last.title = phrase
    } else if (last?.title && !last.organization && !OFFICE.test(phrase)) {
      last.organization = phrase
    } else {
      return null
    }
  }
  return people.length > 0 ? people : null
}

/** Without the full stop, which belongs to the sentence unless it ends an abbreviation. */
const sentence = (text: string): string =>
  /\b(?:Ltd|Inc|Co|Corp|LLC|Jr|Sr)\.$/.test(text.trim()) ? text.trim() : text.trim().replace(/\.$/, '')

/** Where prose speaks of who will be there. */
const SPEAKS_OF = [
  /\bpanel(?:ists?|\s+members?)?\s+(?:will\s+)?(?:includes?|are|be|consists?\s+of)\s*:?\s+(.+)$/iu,
  /\b(?:joined|accompanied)\s+by\s+(.+)$/iu,
  /\bspeakers\s+(?:will\s+)?(?:include|are|be)\s*:?\s+(.+)$/iu,
]

/** What a paragraph says of the panel, in its own words; null when it does not speak of one. */
export function panelPhrase(paragraph: string): string | null {
  for (const pattern of SPEAKS_OF) {
    const found = pattern.exec(paragraph.replace(/\s+/g, ' ').trim())?.[1]
    if (found) return found
  }
  return null
}

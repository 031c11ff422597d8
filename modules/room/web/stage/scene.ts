import type { Layout } from '../../contract/stage.ts'

/** Somebody on stage, as far as the layout needs to know. */
export interface OnStage {
  readonly identity: string
  /** Protocol order of the panel; null for those who are not of it (they come after). */
  readonly order: number | null
  readonly host: boolean
  /** Shares a screen. */
  readonly screen: boolean
}

/** What one viewer looks at: what is large, who stands beside it, and who is in the strip below. */
export interface Scene {
  readonly layout: Exclude<Layout, 'viewer'>
  /** `slides`, the identity of who shares a screen, or of the person seen large; null: nobody is there. */
  readonly large:
    | { readonly kind: 'slides' }
    | { readonly kind: 'screen' | 'person'; readonly identity: string }
    | null
  /** Beside or over what is large. */
  readonly beside: string | null
  /** All others, in protocol order. */
  readonly strip: readonly string[]
}

export interface Look {
  readonly people: readonly OnStage[]
  readonly layout: Layout
  /** What this viewer prefers, where it is left to her. */
  readonly mine: Exclude<Layout, 'viewer'>
  readonly spotlight: string | null
  readonly slides: boolean
  /** Who spoke last. */
  readonly speaker: string | null
}

const LAST = Number.MAX_SAFE_INTEGER

/** Protocol order; who is not of the panel comes after, by identity. */
const inProtocol = (a: OnStage, b: OnStage): number =>
  (a.order ?? LAST) - (b.order ?? LAST) || (a.identity < b.identity ? -1 : 1)

/** Who stands where. Pure, so that everybody who knows the same sees the same. */
export function sceneOf(look: Look): Scene {
  const people = [...look.people].sort(inProtocol)
  const layout = look.layout === 'viewer' ? look.mine : look.layout
  const here = (identity: string | null) => people.find((person) => person.identity === identity)
  const person = here(look.spotlight) ?? here(look.speaker) ?? people.find(({ host }) => host) ?? people[0]
  const sharing = people.find(({ screen }) => screen)
  const shown = sharing
    ? ({ kind: 'screen', identity: sharing.identity } as const)
    : look.slides
      ? ({ kind: 'slides' } as const)
      : null
  const all = people.map(({ identity }) => identity)
  if (layout === 'panel') {
    // A spotlight is larger than the panel; without it all are alike.
    const lit = here(look.spotlight)
    const large = shown ?? (lit ? ({ kind: 'person', identity: lit.identity } as const) : null)
    return {
      layout,
      large,
      beside: null,
      strip: large?.kind === 'person' ? all.filter((identity) => identity !== large.identity) : all,
    }
  }
  if (!person) return { layout, large: shown, beside: null, strip: [] }
  const others = all.filter((identity) => identity !== person.identity)
  return shown
    ? { layout, large: shown, beside: person.identity, strip: others }
    : { layout, large: { kind: 'person', identity: person.identity }, beside: null, strip: others }
}

/** All in one line, for a desk where what is large is small: nobody stands over anything. */
export const inOneLine = (scene: Scene): Scene =>
  scene.beside === null ? scene : { ...scene, beside: null, strip: [scene.beside, ...scene.strip] }

/** Whose voice is followed: somebody must speak for so long before the picture changes, so that a cough changes nothing. */
export const FOLLOW_AFTER_MS = 900

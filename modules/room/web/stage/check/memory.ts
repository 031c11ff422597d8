/** What a browser remembers of the devices somebody chose, and of the last check. Never sent anywhere by itself. */
export interface Remembered {
  readonly camera: string | null
  readonly microphone: string | null
  readonly speaker: string | null
  /** How one came in last time. */
  readonly withCamera: boolean
  readonly withMicrophone: boolean
  /** They saw their own picture in a check: it surprises nobody when it is on. */
  readonly seen: boolean
  /** When the check was passed last, ISO 8601, and what it said of the line. */
  readonly checkedAt: string | null
  readonly line: LineVerdict | null
}

/**
 * What the network test says. `good`: sound and picture. `weak`: sound first, the picture when the line allows.
 * `sound`: sound only. `blocked`: the server answers but no sound comes through. `unreached`: it stands at an address of its own, which
 * our server reaches and this browser does not. `none`: the server of the stage cannot be reached.
 */
export const LINE_VERDICTS = ['good', 'weak', 'sound', 'blocked', 'unreached', 'none'] as const
export type LineVerdict = (typeof LINE_VERDICTS)[number]

const STORE = 'dl-devices'

const NOTHING: Remembered = {
  camera: null,
  microphone: null,
  speaker: null,
  withCamera: true,
  withMicrophone: true,
  seen: false,
  checkedAt: null,
  line: null,
}

/** What this browser remembers; the beginning when it remembers nothing or may not. */
export function remembered(): Remembered {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(STORE) ?? '{}')
    return typeof found === 'object' && found !== null ? { ...NOTHING, ...known(found) } : NOTHING
  } catch {
    return NOTHING
  }
}

export function remember(some: Partial<Remembered>): void {
  try {
    localStorage.setItem(STORE, JSON.stringify({ ...remembered(), ...some }))
  } catch {
    // A browser that keeps nothing is asked again next time.
  }
}

/** Of what was stored, what still has the right form. */
function known(found: object): Partial<Remembered> {
  const entries = Object.entries(found).filter(([key, value]) => {
    if (typeof NOTHING[key as keyof Remembered] === 'boolean') return typeof value === 'boolean'
    if (key === 'line') return LINE_VERDICTS.some((verdict) => verdict === value)
    return Object.hasOwn(NOTHING, key) && (value === null || typeof value === 'string')
  })
  return Object.fromEntries(entries)
}

/** Why a camera or microphone could not be had. The words for each stand under `check.problem`. */
export const DEVICE_PROBLEMS = ['refused', 'none', 'busy', 'insecure', 'unknown'] as const
export type DeviceProblem = (typeof DEVICE_PROBLEMS)[number]

/** What `getUserMedia` threw, as one of our reasons. */
export function problemOf(error: unknown): DeviceProblem {
  const name = error instanceof Error ? error.name : ''
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'refused'
  if (name === 'NotFoundError' || name === 'OverconstrainedError') return 'none'
  if (name === 'NotReadableError' || name === 'AbortError') return 'busy'
  return 'unknown'
}

/** Where the permission is given back differs from browser to browser. */
export const BROWSERS = [
  'safari_ios',
  'safari',
  'chrome_android',
  'firefox',
  'edge',
  'chrome',
  'other',
] as const
export type BrowserName = (typeof BROWSERS)[number]

/**
 * Which browser this is, as far as the way to its permissions goes.
 * @param agent `navigator.userAgent`; `touch` is `navigator.maxTouchPoints` (an iPad calls itself a Mac)
 */
export function browserOf(agent: string, touch = 0): BrowserName {
  if (/iPhone|iPad|iPod/.test(agent) || (/Macintosh/.test(agent) && touch > 1)) return 'safari_ios'
  if (/Firefox\//.test(agent)) return 'firefox'
  if (/Edg\//.test(agent)) return 'edge'
  if (/Android/.test(agent) && /Chrome\//.test(agent)) return 'chrome_android'
  if (/Chrome\/|Chromium\//.test(agent)) return 'chrome'
  if (/Safari\//.test(agent)) return 'safari'
  return 'other'
}

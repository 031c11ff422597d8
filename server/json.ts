import { AppError } from '../kernel/errors.ts'

const MAX_DEPTH = 32

/** Parses JSON and refuses what is malformed or nested beyond 32 levels, before anything walks it. */
export function parseJson(text: string): unknown {
  if (depthOf(text) > MAX_DEPTH) throw new AppError('invalid', 'server.too_deep')
  try {
    return JSON.parse(text)
  } catch {
    throw new AppError('invalid', 'server.not_json')
  }
}

/** The deepest nesting of brackets outside strings; a scan, so that a hostile text cannot exhaust the stack. */
function depthOf(text: string): number {
  let depth = 0
  let deepest = 0
  let inString = false
  for (let i = 0; i < text.length; i += 1) {
    const c = text.charCodeAt(i)
    if (inString) {
      if (c === 92) i += 1
      else if (c === 34) inString = false
    } else if (c === 34) inString = true
    else if (c === 91 || c === 123) deepest = Math.max(deepest, ++depth)
    else if (c === 93 || c === 125) depth -= 1
  }
  return deepest
}

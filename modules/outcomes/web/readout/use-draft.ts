import { useState } from 'react'
import type { Locale } from '../../../../ui/locale.ts'
import type { ReadoutText } from '../../contract.ts'
import { type Draft, draftOf } from './draft.ts'

/** What was typed, and the text it was typed into: so that it is not laid over somebody else's newer words unasked. */
interface Kept {
  readonly base: string
  readonly draft: Draft
}

/**
 * The text being edited. What was typed stays in this browser until it is saved, so that neither a lost line
 * nor a closed window loses it; it survives a version that only changed the other language.
 */
export function useDraft(call: string, locale: Locale, text: ReadoutText) {
  const key = `dl-readout:${call}:${locale}`
  const base = JSON.stringify(text)
  const [, drawAnew] = useState(0)
  const kept = read(key)
  const write = (next: Kept | null): void => {
    if (next) globalThis.localStorage?.setItem(key, JSON.stringify(next))
    else globalThis.localStorage?.removeItem(key)
    drawAnew((n) => n + 1)
  }
  const mine = kept?.base === base ? kept.draft : null
  return {
    draft: mine ?? draftOf(text),
    isChanged: mine !== null,
    /** There are words typed into a text that is no longer the newest: they wait until they are taken up or dropped. */
    isStale: kept !== null && mine === null,
    takeUp: () => kept && write({ base, draft: kept.draft }),
    edit: (how: (draft: Draft) => Draft) => write({ base, draft: how(mine ?? draftOf(text)) }),
    forget: () => write(null),
  }
}

function read(key: string): Kept | null {
  const stored = globalThis.localStorage?.getItem(key)
  if (!stored) return null
  try {
    return JSON.parse(stored) as Kept
  } catch {
    return null
  }
}

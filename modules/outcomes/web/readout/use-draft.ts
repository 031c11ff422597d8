import { useEffect, useState } from 'react'
import type { Locale } from '../../../../ui/locale.ts'
import type { ReadoutText } from '../../contract.ts'
import { type Draft, draftOf } from './draft.ts'

const storeKey = (call: string, locale: Locale, version: number) => `dl-readout:${call}:${locale}:${version}`

/**
 * The text being edited. What was typed stays in this browser until it is saved, so that neither a lost line
 * nor a closed window loses it.
 */
export function useDraft(call: string, locale: Locale, version: number, text: ReadoutText) {
  const key = storeKey(call, locale, version)
  const [kept, setKept] = useState<{ key: string; draft: Draft | null }>(() => ({ key, draft: read(key) }))
  const changed = kept.key === key ? kept.draft : read(key)
  useEffect(() => {
    setKept((now) => (now.key === key ? now : { key, draft: read(key) }))
  }, [key])
  const write = (draft: Draft | null): void => {
    if (draft) globalThis.localStorage?.setItem(key, JSON.stringify(draft))
    else globalThis.localStorage?.removeItem(key)
    setKept({ key, draft })
  }
  return {
    draft: changed ?? draftOf(text),
    isChanged: changed !== null,
    edit: (how: (draft: Draft) => Draft) => write(how(changed ?? draftOf(text))),
    forget: () => write(null),
  }
}

function read(key: string): Draft | null {
  const stored = globalThis.localStorage?.getItem(key)
  if (!stored) return null
  try {
    return JSON.parse(stored) as Draft
  } catch {
    return null
  }
}

import { useEffect, useState } from 'react'
import { z } from 'zod'
import type { Locale } from '../../../../ui/locale.ts'
import { MESSAGE_STATES, type MessageState, type MessageText, STANDARD_TEXTS } from '../../contract.ts'

const typed = z.object({ subject: z.string(), body: z.string() })
const draftShape = z.object({
  /** Number of the message: a second press, or one after a reload, is the same message. */
  id: z.string(),
  states: z.array(z.enum(MESSAGE_STATES)),
  standard: z.enum(STANDARD_TEXTS).nullable(),
  en: typed,
  ur: typed,
})
export type Draft = z.infer<typeof draftShape>

const EMPTY = { subject: '', body: '' }
export const newDraft = (): Draft => ({
  id: crypto.randomUUID(),
  states: [],
  standard: null,
  en: EMPTY,
  ur: EMPTY,
})

const isBlank = ({ subject, body }: { subject: string; body: string }): boolean =>
  subject.trim() === '' && body.trim() === ''

/** The languages that were written in. */
export const writtenIn = (draft: Draft): Locale[] =>
  (['en', 'ur'] as const).filter((locale) => !isBlank(draft[locale]))

/** What is sent: a language left alone is not there. */
export const textOf = (draft: Draft): MessageText => ({
  en: isBlank(draft.en) ? null : draft.en,
  ur: isBlank(draft.ur) ? null : draft.ur,
})

/** A text taken over from a template; what was chosen before stays where the template does not say. */
export const beginWith = (
  draft: Draft,
  from: { text: MessageText; states?: readonly MessageState[] | undefined; standard?: Draft['standard'] },
): Draft => ({
  ...draft,
  states: from.states ? [...from.states] : draft.states,
  standard: from.standard ?? null,
  en: from.text.en ?? EMPTY,
  ur: from.text.ur ?? EMPTY,
})

const keyOf = (call: string): string => `dl-message:${call}`

function read(call: string): Draft | null {
  try {
    return draftShape.parse(JSON.parse(globalThis.localStorage?.getItem(keyOf(call)) ?? 'null'))
  } catch {
    return null
  }
}

/** The message being written: it stays in this browser until it is sent, so that neither a reload nor a closed window loses it. */
export function useDraft(call: string) {
  const [draft, setDraft] = useState<Draft>(() => read(call) ?? newDraft())
  useEffect(() => {
    try {
      if (writtenIn(draft).length > 0) localStorage.setItem(keyOf(call), JSON.stringify(draft))
      else localStorage.removeItem(keyOf(call))
    } catch {
      // A browser that keeps nothing works as if there were no such store.
    }
  }, [call, draft])
  return { draft, setDraft }
}

/** The same value once it has stood still for a moment: so that not every letter asks the server. */
export function useSettled<T>(value: T, milliseconds = 400): T {
  const [settled, setSettled] = useState(value)
  const known = JSON.stringify(value)
  useEffect(() => {
    const later = setTimeout(() => setSettled(JSON.parse(known) as T), milliseconds)
    return () => clearTimeout(later)
  }, [known, milliseconds])
  return settled
}

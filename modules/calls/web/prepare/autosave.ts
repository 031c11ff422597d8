import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { ApiError } from '../../../../ui/api.ts'
import type { CallChange, CallDto } from '../../contract.ts'
import { calls, callsClient } from '../api.ts'

export type Field = keyof CallChange
export type Failure = { field: Field; error: ApiError; change: CallChange }
export type SaveState = 'saved' | 'saving' | 'failed'

/** Typing is over when nothing came for this long. */
const PAUSE_MS = 600

export type Autosave = {
  /** Keeps a change, after a pause in typing; `now` for what is chosen rather than typed. */
  save: (field: Field, change: CallChange, now?: boolean) => void
  state: SaveState
  failures: ReadonlyMap<Field, Failure>
  /** Sends again what failed. */
  retry: () => void
}

/**
 * Keeps the fields of a call as they are typed: one request per field, one after the other, the newest words win.
 * What failed stays on the screen and says why; nothing that was typed is taken away.
 */
export function useAutosave(call: string): Autosave {
  const queries = useQueryClient()
  const waiting = useRef(new Map<Field, CallChange>())
  const failed = useRef(new Map<Field, Failure>())
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null)
  const sending = useRef(false)
  const [state, setState] = useState<SaveState>('saved')
  const [failures, setFailures] = useState<ReadonlyMap<Field, Failure>>(new Map())

  const flush = useCallback(async () => {
    if (sending.current) return
    sending.current = true
    for (let next = first(waiting.current); next; next = first(waiting.current)) {
      const [field, set] = next
      waiting.current.delete(field)
      try {
        const saved: CallDto = await callsClient.change({ call, set })
        queries.setQueryData(calls.get.queryKey({ input: { call } }), saved)
        failed.current.delete(field)
      } catch (error) {
        failed.current.set(field, { field, error: asApiError(error), change: set })
      }
    }
    sending.current = false
    setFailures(new Map(failed.current))
    setState(failed.current.size > 0 ? 'failed' : 'saved')
    await queries.invalidateQueries({ queryKey: calls.checklist.key() })
  }, [call, queries])

  const save = useCallback<Autosave['save']>(
    (field, change, now = false) => {
      waiting.current.set(field, merged(waiting.current.get(field), change))
      setState('saving')
      if (timer.current) clearTimeout(timer.current)
      timer.current = setTimeout(() => void flush(), now ? 0 : PAUSE_MS)
    },
    [flush],
  )

  const retry = useCallback(() => {
    for (const { field, change } of failed.current.values()) {
      if (!waiting.current.has(field)) waiting.current.set(field, change)
    }
    setState('saving')
    void flush()
  }, [flush])

  useWarningBeforeLeaving(state !== 'saved')
  useEffect(
    () => () => {
      if (timer.current) clearTimeout(timer.current)
      void flush()
    },
    [flush],
  )
  return { save, state, failures, retry }
}

const first = <K, V>(map: ReadonlyMap<K, V>): [K, V] | undefined => [...map][0]

/** Whatever else went wrong is a defect of ours: it is not hidden behind "not saved". */
function asApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error
  throw error
}

/** Two changes of one text in two languages are one. */
function merged(before: CallChange | undefined, change: CallChange): CallChange {
  if (!before) return change
  return Object.fromEntries(
    Object.entries(change).map(([field, value]) => {
      const old = before[field as Field]
      return [field, isText(old) && isText(value) ? { ...old, ...value } : value]
    }),
  )
}

const isText = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && ('en' in value || 'ur' in value)

function useWarningBeforeLeaving(unsaved: boolean): void {
  useEffect(() => {
    if (!unsaved) return
    const warn = (event: BeforeUnloadEvent) => event.preventDefault()
    addEventListener('beforeunload', warn)
    return () => removeEventListener('beforeunload', warn)
  }, [unsaved])
}

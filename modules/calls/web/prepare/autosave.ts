import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { ApiError } from '../../../../ui/api.ts'
import type { CallChange, CallDto } from '../../contract.ts'
import { calls, callsClient } from '../api.ts'
import { FIELDS, type Field, merged, otherLanguageMoved, same, standingOf } from './standing.ts'

export type { Field } from './standing.ts'
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
  /** Goes up when a field shows what somebody else wrote: its control is then made anew. */
  revision: (field: Field) => number
  /** Ends a clash: mine is written over what I have now seen, or theirs is shown. */
  settle: (failure: Failure, whose: 'mine' | 'theirs') => void
}

/**
 * Keeps the fields of a call as they are typed: one request per field, one after the other, the newest words win over older ones of mine,
 * and never over somebody else's: every change says what stood there when it was begun.
 * What failed stays on the screen and says why; nothing that was typed is taken away.
 */
export function useAutosave(call: CallDto): Autosave {
  const queries = useQueryClient()
  const { id } = call
  const waiting = useRef(new Map<Field, CallChange>())
  const failed = useRef(new Map<Field, Failure>())
  /** What a field was when I began to write in it; a field without one is untouched. */
  const begun = useRef(new Map<Field, unknown>())
  const shown = useRef(new Map(FIELDS.map((field) => [field, standingOf(call, field)])))
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null)
  const sending = useRef(false)
  const [state, setState] = useState<SaveState>('saved')
  const [failures, setFailures] = useState<ReadonlyMap<Field, Failure>>(new Map())
  const [revisions, setRevisions] = useState<ReadonlyMap<Field, number>>(new Map())

  const showAnew = useCallback((fields: readonly Field[]) => {
    if (fields.length === 0) return
    setRevisions(
      (old) => new Map([...old, ...fields.map((field) => [field, (old.get(field) ?? 0) + 1] as const)]),
    )
  }, [])

  useEffect(() => {
    const moved = FIELDS.filter(
      (field) => !begun.current.has(field) && !same(shown.current.get(field), standingOf(call, field)),
    )
    for (const field of moved) shown.current.set(field, standingOf(call, field))
    showAnew(moved)
  }, [call, showAnew])

  const kept = useCallback(
    (field: Field, set: CallChange, saved: CallDto) => {
      failed.current.delete(field)
      // A time is written with its zone: that the zone moved along is mine, too.
      if ('startsAt' in set) shown.current.set('zone', standingOf(saved, 'zone'))
      for (const each of Object.keys(set) as Field[]) {
        const value = standingOf(saved, each)
        const anew = otherLanguageMoved(begun.current.get(each), set[each], value)
        shown.current.set(each, value)
        if (waiting.current.has(field)) {
          begun.current.set(each, value)
        } else {
          begun.current.delete(each)
          if (anew) showAnew([each])
        }
      }
      queries.setQueryData(calls.get.queryKey({ input: { call: id } }), saved)
    },
    [id, queries, showAnew],
  )

  const flush = useCallback(async () => {
    if (sending.current) return
    sending.current = true
    for (let next = first(waiting.current); next; next = first(waiting.current)) {
      const [field, set] = next
      waiting.current.delete(field)
      const base = Object.fromEntries([...begun.current].filter(([each]) => each in set))
      try {
        kept(field, set, await callsClient.change({ call: id, set, base }))
      } catch (error) {
        failed.current.set(field, { field, error: asApiError(error), change: set })
      }
    }
    sending.current = false
    setFailures(new Map(failed.current))
    setState(failed.current.size > 0 ? 'failed' : 'saved')
    await queries.invalidateQueries({ queryKey: calls.checklist.key() })
  }, [id, queries, kept])

  const save = useCallback<Autosave['save']>(
    (field, change, now = false) => {
      for (const each of Object.keys(change) as Field[])
        if (!begun.current.has(each)) begun.current.set(each, shown.current.get(each))
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

  const settle = useCallback<Autosave['settle']>(
    ({ field, change, error }, whose) => {
      failed.current.delete(field)
      for (const each of Object.keys(change) as Field[]) {
        const theirs: unknown = JSON.parse(String(error.problem.params?.[`${each}.theirs`] ?? 'null'))
        if (whose === 'mine') begun.current.set(each, theirs)
        else begun.current.delete(each)
      }
      if (whose === 'mine') waiting.current.set(field, { ...change, ...waiting.current.get(field) })
      else waiting.current.delete(field)
      showAnew(whose === 'theirs' ? [field] : [])
      void queries.invalidateQueries({ queryKey: calls.get.queryKey({ input: { call: id } }) })
      void flush()
    },
    [flush, id, queries, showAnew],
  )

  useWarningBeforeLeaving(state !== 'saved')
  useEffect(
    () => () => {
      if (timer.current) clearTimeout(timer.current)
      void flush()
    },
    [flush],
  )
  return { save, state, failures, retry, settle, revision: (field) => revisions.get(field) ?? 0 }
}

const first = <K, V>(map: ReadonlyMap<K, V>): [K, V] | undefined => [...map][0]

/** Whatever else went wrong is a defect of ours: it is not hidden behind "not saved". */
function asApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error
  throw error
}

function useWarningBeforeLeaving(unsaved: boolean): void {
  useEffect(() => {
    if (!unsaved) return
    const warn = (event: BeforeUnloadEvent) => event.preventDefault()
    addEventListener('beforeunload', warn)
    return () => removeEventListener('beforeunload', warn)
  }, [unsaved])
}

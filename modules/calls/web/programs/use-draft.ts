import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { Localized } from '../../../../kernel/schemas.ts'
import { useToast } from '../../../../ui/index.ts'
import { isClash, theirsIn } from '../clash.tsx'

type Seen = Readonly<Record<string, unknown>>
/** A change of a text names the languages that were written, and no other. */
export type Written<T> = {
  [Field in keyof T]?: T[Field] extends Localized ? { en?: string; ur?: string | null } : T[Field]
}
const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

/**
 * What is being written of a thing that is saved as a whole: only the fields that were written are sent, each with what stood there
 * when writing began.
 * @param keep sends the change; answers the thing as it stands then
 */
export function useDraft<T extends object>(
  current: T,
  keep: (set: Written<T>, base: Seen) => Promise<unknown>,
  said: { saved: string; onSaved: () => void },
) {
  const [draft, setDraft] = useState<Partial<T>>({})
  const [seen, setSeen] = useState<Seen>({})
  /** Goes up when the controls are to show anew what stands there. */
  const [revision, setRevision] = useState(0)
  const show = useToast()
  const save = useMutation({
    mutationFn: (base: Seen) => keep(written(draft, seen), base),
    onSuccess: () => {
      said.onSaved()
      clear()
      show(said.saved)
    },
  })
  const clear = () => {
    setDraft({})
    setSeen({})
    setRevision((before) => before + 1)
  }
  // What somebody else wrote is shown while nothing is being written here.
  const standing = JSON.stringify(current)
  const before = useRef(standing)
  const untouched = Object.keys(draft).length === 0
  useEffect(() => {
    if (before.current === standing || !untouched) return
    before.current = standing
    setRevision((last) => last + 1)
  }, [standing, untouched])
  const put = (change: Partial<T>) => {
    setSeen((before) => ({ ...pick(current, Object.keys(change)), ...before }))
    setDraft((before) => ({ ...before, ...change }))
  }
  const shown: T = { ...current, ...draft }
  const changed = Object.keys(draft).some((field) => !same(draft[field as keyof T], seen[field]))
  return {
    shown,
    changed,
    revision,
    put,
    save: () => changed && !save.isPending && save.mutate(seen),
    saving: save.isPending,
    error: save.error,
    clash: isClash(save.error) ? save.error : null,
    mine: () => isClash(save.error) && save.mutate({ ...seen, ...theirsIn(save.error) }),
    theirs: () => {
      save.reset()
      clear()
    },
    close: () => save.reset(),
  }
}

const isText = (value: unknown): value is Localized =>
  typeof value === 'object' && value !== null && 'en' in value && 'ur' in value

/** Of each text the languages that differ from what was seen. */
function written<T extends object>(draft: Partial<T>, seen: Seen): Written<T> {
  const changed = Object.entries(draft).map(([field, value]) => {
    const before = seen[field]
    if (!(isText(value) && isText(before))) return [field, value]
    const languages = (['en', 'ur'] as const).filter((each) => (value[each] ?? '') !== (before[each] ?? ''))
    return [field, Object.fromEntries(languages.map((each) => [each, value[each]]))]
  })
  return Object.fromEntries(changed) as Written<T>
}

const pick = (thing: object, fields: readonly string[]): Seen =>
  Object.fromEntries(Object.entries(thing).filter(([field]) => fields.includes(field)))

import { type FocusEvent, useEffect, useRef } from 'react'

/**
 * Controls are made anew when somebody else wrote in them. Whoever is in a field then stays in it.
 * @param drawn what differs each time controls are made anew
 */
export function useStay(drawn: string) {
  const last = useRef<string | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: that something was drawn anew is what it reacts to
  useEffect(() => {
    if (last.current === null || document.activeElement !== document.body) return
    document.getElementsByName(last.current)[0]?.focus()
  }, [drawn])
  return {
    onFocus: ({ target }: FocusEvent) => {
      last.current = target.getAttribute('name')
    },
    onBlur: ({ target }: FocusEvent) => {
      // A field that was left, and not one that was taken away.
      setTimeout(() => {
        if (target.isConnected && document.activeElement === document.body) last.current = null
      })
    },
  }
}

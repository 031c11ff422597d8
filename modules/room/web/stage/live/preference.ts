import { useState } from 'react'
import type { Layout } from '../../../contract/stage.ts'

type Own = Exclude<Layout, 'viewer'>
const OWN: readonly Own[] = ['speaker', 'panel', 'side by side']
const STORE = 'dl-layout'

/** The layout this viewer prefers, kept in this browser; it counts where the moderator leaves it to each. */
export function useMyLayout(): [Own, () => void] {
  const [layout, setLayout] = useState<Own>(
    () => OWN.find((each) => each === localStorage.getItem(STORE)) ?? 'speaker',
  )
  const next = () => {
    const after = OWN[(OWN.indexOf(layout) + 1) % OWN.length] ?? 'speaker'
    localStorage.setItem(STORE, after)
    setLayout(after)
  }
  return [layout, next]
}

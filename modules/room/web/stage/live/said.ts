import { useEffect, useRef } from 'react'
import { useAnnounce } from '../../../../../ui/index.ts'
import type { MyStage } from '../../../contract/stage.ts'
import { useWords } from '../../use-words.ts'
import { type Person, useIdentities } from './people.ts'

/**
 * What is said aloud of the stage: who speaks (once they are followed, so not every cough), who came and who left, in one sentence at
 * most every three seconds; at once: that I was muted, and that I am asked to unmute.
 */
export function useSaid(people: readonly Person[], featured: string | null, mine: MyStage): void {
  const { t } = useWords()
  const announce = useAnnounce()
  const names = useRef(new Map<string, string>())
  for (const { identity, who } of people) names.current.set(identity, who.name)
  const identities = useIdentities(people)

  const before = useRef<readonly string[] | null>(null)
  useEffect(() => {
    const known = before.current
    before.current = identities
    // Whom one finds on entering is seen, not said.
    if (known === null || known.length === 0) return
    const name = (list: readonly string[]) => list.map((each) => names.current.get(each) ?? '').join(', ')
    const came = identities.filter((each) => !known.includes(each))
    const left = known.filter((each) => !identities.includes(each))
    if (came.length > 0) announce(t('live.said.came', { name: name(came) }))
    else if (left.length > 0) announce(t('live.said.left', { name: name(left) }))
  }, [identities, announce, t])

  useEffect(() => {
    const name = featured && names.current.get(featured)
    if (name) announce(t('live.said.speaks', { name }))
  }, [featured, announce, t])

  const { mutedAt, askedToUnmuteAt } = mine
  useEffect(() => {
    if (mutedAt) announce(t('live.said.muted'), 'assertive')
  }, [mutedAt, announce, t])
  useEffect(() => {
    if (askedToUnmuteAt) announce(t('live.said.asked'), 'assertive')
  }, [askedToUnmuteAt, announce, t])
}

import type { PanelView } from '../../contract.ts'

type Member = Pick<PanelView, 'id' | 'isHost' | 'present'>

/**
 * Who most likely answered: of those in the room whom the question was assigned to, else whose part of the agenda runs, else the first
 * in protocol order, the host last. Of those who are not in our room only who was assigned; else null.
 */
export function likelyAnswerer(
  panel: readonly Member[],
  assigned: string | null,
  speaking: string | null,
): string | null {
  const here = panel.filter(({ present }) => present)
  const found =
    here.find(({ id }) => id === assigned) ??
    here.find(({ id }) => id === speaking) ??
    here.find(({ isHost }) => !isHost) ??
    here[0]
  return found?.id ?? assigned
}

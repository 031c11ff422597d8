import { type ClientRoom, type Counts, entityOf, type StageCounts } from '../contract.ts'

/** How many questions there are for whoever looks, on this screen or not; null until it is known. */
export const countsIn = (room: ClientRoom): Counts | null => {
  const counts = entityOf(room, 'counts')
  return counts?.mission ?? counts?.panel ?? counts?.attendees ?? null
}

/** The same with what was taken down, for the stage and the mission. */
export const stageCountsIn = (room: ClientRoom): StageCounts | null => {
  const counts = entityOf(room, 'counts')
  return counts?.mission ?? counts?.panel ?? null
}

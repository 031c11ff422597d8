import { clocksOf } from './facts.ts'
import { useNow, useRoom } from './link.tsx'
import { useWords } from './use-words.ts'

/** The two clocks in the top line of the room, each with its place. */
export function RoomClocks() {
  const { facts } = useRoom()
  const { locale } = useWords()
  const now = useNow()
  return (
    <span className="dl-clocks">
      {clocksOf(facts, now, locale).map(({ id, time, place }) => (
        <span key={id} className="dl-num">
          <b>{time}</b> <span>{place}</span>
        </span>
      ))}
    </span>
  )
}

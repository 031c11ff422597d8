import { expect, it } from 'vitest'
import { onAir } from '../factories/play.ts'
import { VIEW_AUDIENCES } from './audience.ts'
import { view } from './view.ts'

it('an announcement stands for everyone in the room until it is replaced or withdrawn', () => {
  const room = onAir()
  const standing = () => VIEW_AUDIENCES.map((audience) => view(room.seen(), 'announcement', audience))
  expect(room.isRefused('dana', 'announce', { text: 'Buy now' })).toBe('room.not_yours')
  room.does('officer', 'announce', { text: 'Questions start at 5:44 PM' })
  const said = { text: 'Questions start at 5:44 PM', at: room.now() }
  expect(standing()).toEqual([said, said, said, null])
  room.pass({ minutes: 3 })
  room.does('host', 'announce', { text: 'We go on until 6:20' })
  expect(standing()[2]).toEqual({ text: 'We go on until 6:20', at: room.now() })
  room.does('officer', 'withdrawAnnouncement')
  expect(standing()).toEqual([null, null, null, null])
  const { length } = room.record
  room.does('officer', 'withdrawAnnouncement')
  expect(room.record).toHaveLength(length)
})

import type { Media } from '../../kernel/media.ts'

const refuse = () => Promise.reject(new Error('there is no media server'))
const nothing = () => Promise.resolve()

/** No stage of our own: calls are held in writing, or with a stage in another product. */
export const noMedia: Media = {
  status: () => ({ standing: 'off', words: 'Audio and video are off (MEDIA_ENGINE=off).' }),
  onStatus: () => undefined,
  url: null,
  loopbackPort: () => null,
  token: refuse,
  iceServers: () => [],
  participants: () => Promise.resolve([]),
  permit: nothing,
  mute: nothing,
  remove: nothing,
  closeRoom: nothing,
  receive: () => Promise.resolve(null),
  onEvent: () => undefined,
  stop: nothing,
}

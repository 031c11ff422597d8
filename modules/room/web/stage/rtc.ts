import type { StageTicket } from '../../contract/stage.ts'

/** The servers a ticket names, if any; else those the media server itself says. */
export const rtcOf = (iceServers: StageTicket['iceServers']): { rtcConfig?: RTCConfiguration } =>
  iceServers.length === 0
    ? {}
    : {
        rtcConfig: {
          iceServers: iceServers.map(({ urls, username, credential }) => ({
            urls,
            ...(username === undefined ? {} : { username }),
            ...(credential === undefined ? {} : { credential }),
          })),
        },
      }

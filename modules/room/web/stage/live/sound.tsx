import { useTracks } from '@livekit/components-react/hooks'
import { type Room, Track } from 'livekit-client'
import { useEffect, useRef } from 'react'

/** Everybody's voice, but one's own. Draws nothing. */
export function Sound({ room }: { room: Room }) {
  const tracks = useTracks([Track.Source.Microphone, Track.Source.ScreenShareAudio, Track.Source.Unknown], {
    room,
    onlySubscribed: true,
  }).filter(({ participant, publication }) => !participant.isLocal && publication.kind === Track.Kind.Audio)
  return (
    <div hidden>
      {tracks.map(
        ({ publication }) =>
          publication.track && <Voice key={publication.trackSid} track={publication.track} />,
      )}
    </div>
  )
}

function Voice({ track }: { track: Track }) {
  const audio = useRef<HTMLAudioElement>(null)
  useEffect(() => {
    const element = audio.current
    if (!element) return
    track.attach(element)
    return () => void track.detach(element)
  }, [track])
  // biome-ignore lint/a11y/useMediaCaption: captions of the room stand beside the stage
  return <audio ref={audio} autoPlay />
}

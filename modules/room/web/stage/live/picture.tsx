import type { Track } from 'livekit-client'
import { useEffect, useRef } from 'react'

type PictureProps = {
  readonly track: Track
  /** What it shows, for assistive technology. */
  readonly label: string
  readonly mirrored?: boolean | undefined
  /** The whole of it, not cut to the frame: screens. */
  readonly whole?: boolean | undefined
}

/** A moving picture of the stage. The browser fetches no more of it than the frame needs (adaptive stream). */
export function Picture({ track, label, mirrored, whole }: PictureProps) {
  const video = useRef<HTMLVideoElement>(null)
  useEffect(() => {
    const element = video.current
    if (!element) return
    track.attach(element)
    return () => void track.detach(element)
  }, [track])
  return (
    <video
      ref={video}
      className="dl-tile__picture"
      data-mirrored={mirrored || undefined}
      data-whole={whole || undefined}
      aria-label={label}
      autoPlay
      playsInline
      muted
    />
  )
}

import { useEffect, useState } from 'react'

/** How often a meter is drawn anew, in milliseconds. */
const METER_MS = 100

/** From the loudest sample (0 to 1) to a bar of a meter: -50 dB is silence, -10 dB is full. */
function levelOf(peak: number): number {
  if (peak <= 0) return 0
  return Math.min(1, Math.max(0, (20 * Math.log10(peak) + 50) / 40))
}

/**
 * Whether a meter measures. `waits`: this browser lets sound begin only after a touch. `cannot`: not even then, as where there is no
 * loudspeaker.
 */
export type Metering = 'runs' | 'waits' | 'cannot'

/** A browser that has not begun to measure so long after the start, or after a touch, does not. Milliseconds. */
const PATIENCE_MS = 1_000

export interface Level {
  /** 0 to 1. */
  readonly level: number
  /** Anything was heard since the stream began. */
  readonly heard: boolean
  readonly metering: Metering
}

/** How loud a stream is. */
export function useLevel(stream: MediaStream | null): Level {
  const [level, setLevel] = useState(0)
  const [heard, setHeard] = useState(false)
  const [metering, setMetering] = useState<Metering>('runs')
  useEffect(() => {
    setLevel(0)
    setHeard(false)
    setMetering('runs')
    if (!stream || stream.getAudioTracks().length === 0) return
    const context = new AudioContext()
    const analyser = context.createAnalyser()
    analyser.fftSize = 1024
    context.createMediaStreamSource(stream).connect(analyser)
    // Any touch of the page will do; that of a finger counts when it is a click.
    let still: Metering = 'waits'
    let since = performance.now()
    const wake = () => {
      void context.resume()
      if (still === 'waits' && context.state !== 'running') since = performance.now()
      still = 'cannot'
    }
    document.addEventListener('click', wake)
    document.addEventListener('keydown', wake)
    const samples = new Float32Array(analyser.fftSize)
    const timer = setInterval(() => {
      if (context.state === 'running') since = performance.now()
      setMetering(performance.now() - since < PATIENCE_MS ? 'runs' : still)
      analyser.getFloatTimeDomainData(samples)
      const now = levelOf(samples.reduce((peak, sample) => Math.max(peak, Math.abs(sample)), 0))
      setLevel(now)
      if (now > 0.25) setHeard(true)
    }, METER_MS)
    return () => {
      clearInterval(timer)
      document.removeEventListener('click', wake)
      document.removeEventListener('keydown', wake)
      void context.close()
    }
  }, [stream])
  return { level, heard, metering }
}

/** Length of the sample of one's own voice, in milliseconds. */
const SAMPLE_MS = 2000

/** Records two seconds. The address of what was recorded is to be revoked by the caller. */
export async function recordSample(stream: MediaStream): Promise<string> {
  const recorder = new MediaRecorder(stream)
  const parts: Blob[] = []
  return new Promise((resolve, reject) => {
    recorder.ondataavailable = ({ data }) => parts.push(data)
    recorder.onerror = () => reject(new Error('not recorded'))
    recorder.onstop = () => resolve(URL.createObjectURL(new Blob(parts, { type: recorder.mimeType })))
    recorder.start()
    setTimeout(() => recorder.state === 'recording' && recorder.stop(), SAMPLE_MS)
  })
}

/** Plays something to its end. Rejects when the browser does not let it sound. */
export async function playThrough(address: string, speaker: string | null): Promise<void> {
  const audio = new Audio(address)
  if (speaker && 'setSinkId' in audio) await audio.setSinkId(speaker).catch(() => undefined)
  return new Promise((resolve, reject) => {
    audio.onended = () => resolve()
    audio.onerror = () => reject(new Error('not played'))
    audio.play().catch(reject)
  })
}

/** A tone of one and a half seconds, three steps up, so that one hears whether it stutters. */
export async function playTone(speaker: string | null): Promise<void> {
  const context = new AudioContext()
  const out = context.createMediaStreamDestination()
  const audio = new Audio()
  audio.srcObject = out.stream
  if (speaker && 'setSinkId' in audio) await audio.setSinkId(speaker).catch(() => undefined)
  const gain = context.createGain()
  gain.connect(out)
  const tone = context.createOscillator()
  tone.connect(gain)
  const begin = context.currentTime + 0.05
  gain.gain.setValueAtTime(0, begin)
  gain.gain.linearRampToValueAtTime(0.2, begin + 0.05)
  gain.gain.setValueAtTime(0.2, begin + 1.4)
  gain.gain.linearRampToValueAtTime(0, begin + 1.5)
  for (const [step, hertz] of [440, 554, 659].entries())
    tone.frequency.setValueAtTime(hertz, begin + step * 0.5)
  await Promise.all([context.resume(), audio.play()])
  tone.start(begin)
  tone.stop(begin + 1.5)
  await new Promise((resolve) => {
    tone.onended = resolve
  })
  audio.srcObject = null
  await context.close()
}

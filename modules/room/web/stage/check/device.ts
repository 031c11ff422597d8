import { useCallback, useEffect, useRef, useState } from 'react'
import { remember, remembered } from './memory.ts'
import { type DeviceProblem, problemOf } from './problem.ts'

export type DeviceKind = 'camera' | 'microphone'

export interface Device {
  readonly stream: MediaStream | null
  readonly problem: DeviceProblem | null
  /** The browser is asking, or the device starts. */
  readonly starting: boolean
  /** Which device it is. */
  readonly id: string | null
  readonly choices: readonly { readonly id: string; readonly label: string }[]
  start(id?: string): void
  stop(): void
}

const INPUT = { camera: 'videoinput', microphone: 'audioinput' } as const

const CONSTRAINTS = {
  camera: { width: { ideal: 1280 }, height: { ideal: 720 } },
  microphone: { echoCancellation: true, noiseSuppression: true, autoGainControl: true },
} as const

/** Opens the device of that id, or another when it is gone. A browser need not heed a mere wish for one. */
async function open(kind: DeviceKind, id: string | null): Promise<MediaStream> {
  const ask = (deviceId: { deviceId?: { exact: string } }) => {
    const wanted = { ...CONSTRAINTS[kind], ...deviceId }
    return navigator.mediaDevices.getUserMedia(kind === 'camera' ? { video: wanted } : { audio: wanted })
  }
  if (!id) return ask({})
  return ask({ deviceId: { exact: id } }).catch((error: unknown) => {
    if (problemOf(error) !== 'none') throw error
    return ask({})
  })
}

/** The devices of one kind; their names are known only once the browser was allowed to use one. */
export async function listDevices(kind: MediaDeviceKind): Promise<{ id: string; label: string }[]> {
  const all = (await navigator.mediaDevices?.enumerateDevices().catch(() => [])) ?? []
  return all
    .filter((device) => device.kind === kind && device.deviceId !== '')
    .map(({ deviceId, label }) => ({ id: deviceId, label }))
}

/**
 * One camera or microphone as state: its stream, or why there is none. It is released when the component goes, and followed
 * when it is unplugged (then the next one is taken).
 */
export function useDevice(kind: DeviceKind, wanted: boolean): Device {
  const [stream, setStream] = useState<MediaStream | null>(null)
  const [problem, setProblem] = useState<DeviceProblem | null>(null)
  const [starting, setStarting] = useState(false)
  const [choices, setChoices] = useState<Device['choices']>([])
  const held = useRef<MediaStream | null>(null)
  const turn = useRef(0)

  const stop = useCallback(() => {
    turn.current++
    for (const track of held.current?.getTracks() ?? []) track.stop()
    held.current = null
    setStream(null)
    setStarting(false)
  }, [])

  const start = useCallback(
    async (id?: string) => {
      stop()
      const mine = ++turn.current
      setStarting(true)
      setProblem(null)
      try {
        // Without a secure context a browser has no such thing as devices.
        if (!navigator.mediaDevices) return setProblem('insecure')
        const next = await open(kind, id ?? remembered()[kind])
        if (mine !== turn.current) {
          for (const track of next.getTracks()) track.stop()
          return
        }
        held.current = next
        // Unplugged: another one may be there.
        const [track] = next.getTracks()
        if (track) track.onended = () => void start()
        setStream(next)
        if (id) remember({ [kind]: id })
        setChoices(await listDevices(INPUT[kind]))
      } catch (error) {
        if (mine === turn.current) setProblem(problemOf(error))
      } finally {
        if (mine === turn.current) setStarting(false)
      }
    },
    [kind, stop],
  )

  useEffect(() => {
    if (wanted) void start()
    return stop
  }, [wanted, start, stop])

  useEffect(() => {
    const changed = () => void listDevices(INPUT[kind]).then(setChoices)
    navigator.mediaDevices?.addEventListener('devicechange', changed)
    return () => navigator.mediaDevices?.removeEventListener('devicechange', changed)
  }, [kind])

  const id = stream?.getTracks()[0]?.getSettings().deviceId ?? null
  return { stream, problem, starting, id, choices, start: (next) => void start(next), stop }
}

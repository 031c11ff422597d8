import { useCallback, useEffect, useRef, useState } from 'react'
import { ApiError } from '../../../../../ui/api.ts'
import type { StageTicket } from '../../../contract/stage.ts'
import { type Device, useDevice } from './device.ts'
import { type Remembered, remember, remembered } from './memory.ts'
import type { LineResult } from './network.ts'
import { type Metering, useLevel } from './sound.ts'

/** How the check stands; also what is reported of it. */
export interface CheckResult {
  readonly camera: boolean
  readonly microphone: boolean
  /** Sound came out of the microphone since the check began. */
  readonly heard: boolean
  readonly line: LineResult | null
}

export interface Check {
  readonly camera: Device
  readonly microphone: Device
  readonly level: number
  readonly heard: boolean
  readonly metering: Metering
  readonly withCamera: boolean
  readonly withMicrophone: boolean
  setWithCamera(wanted: boolean): void
  setWithMicrophone(wanted: boolean): void
  readonly before: Remembered
  readonly line: LineResult | 'testing' | null
  /** The same function as long as the ticket is. */
  readonly measure: () => void
}

export interface CheckOptions {
  /** Only a voice is asked for. */
  readonly microphoneOnly?: boolean | undefined
  /** Gets what lets one in to measure the line; without it the line is not measured. */
  readonly ticket?: (() => Promise<StageTicket>) | undefined
  readonly onResult?: ((result: CheckResult) => void) | undefined
}

/** The check as state: devices start by themselves, what was chosen is remembered in this browser. */
export function useCheck({ microphoneOnly = false, ticket, onResult }: CheckOptions): Check {
  const [before] = useState(remembered)
  const [withCamera, setCamera] = useState(!microphoneOnly && before.withCamera)
  const [withMicrophone, setMicrophone] = useState(microphoneOnly || before.withMicrophone)
  const camera = useDevice('camera', withCamera)
  const microphone = useDevice('microphone', withMicrophone)
  const { level, heard, metering } = useLevel(microphone.stream)
  const [line, setLine] = useState<LineResult | 'testing' | null>(null)
  const measuring = useRef(false)
  const latest = useRef<LineResult | null>(null)

  const run = useCallback(async () => {
    if (!ticket || measuring.current) return
    measuring.current = true
    setLine('testing')
    const result = await Promise.all([ticket(), import('./network.ts')])
      .then(([found, { measureLine }]) => measureLine(found))
      // Asked too often: what was measured a moment ago stands.
      .catch((error: unknown) => (error instanceof ApiError && error.status === 429 ? latest.current : null))
      .then((found) => found ?? ({ verdict: 'none', host: location.hostname, measure: null } as const))
    measuring.current = false
    latest.current = result
    setLine(result)
    remember({ line: result.verdict, checkedAt: Temporal.Now.instant().toString() })
  }, [ticket])
  const measure = useCallback(() => void run(), [run])

  const report = useRef(onResult)
  report.current = onResult
  const done = line === 'testing' ? null : line
  const [hasCamera, hasMicrophone] = [camera.stream !== null, microphone.stream !== null]
  useEffect(() => {
    if (hasCamera) remember({ seen: true })
  }, [hasCamera])
  useEffect(() => {
    report.current?.({ camera: hasCamera, microphone: hasMicrophone, heard, line: done })
  }, [hasCamera, hasMicrophone, heard, done])

  return {
    camera,
    microphone,
    level,
    heard,
    metering,
    withCamera,
    withMicrophone,
    setWithCamera(wanted) {
      remember({ withCamera: wanted })
      setCamera(wanted)
    },
    setWithMicrophone(wanted) {
      if (!microphoneOnly) remember({ withMicrophone: wanted })
      setMicrophone(wanted)
    },
    before,
    line,
    measure,
  }
}

import type { Metrics } from '../../../kernel/ports.ts'
import type { RoomLoad } from '../contract.ts'
import { adviceOn } from '../rules/advice.ts'

/** What the rooms of this process do, as the benches show it: for `/metrics` from its start on, for the administrator's page of late. */
export interface Watch {
  frame(): void
  tick(milliseconds: number): void
  commit(events: number, milliseconds: number): void
  ack(milliseconds: number): void
  resumed(): void
  load(): RoomLoad
  stop(): void
}

/** What the page calls "of late". */
const WINDOW_MS = 10_000
const LOOK_MS = 500
/** Whatever holds up the event loop for longer than this is noticed. */
const PULSE_MS = 20
const MOST_SAMPLES = 5_000

/** `standing` counts rooms, sockets and those that cannot keep up, when asked. */
export function createWatch(
  metrics: Metrics,
  standing: () => { rooms: number; sockets: number; slow: number },
): Watch {
  const seconds = (name: string, help: string) =>
    metrics.histogram(name, help, [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2])
  const ticks = seconds('room_tick_seconds', 'Time to view, encode and hand on what changed')
  const commits = seconds('room_commit_seconds', 'Time to make a batch of events durable')
  const acks = seconds('room_ack_seconds', 'Time from a command to its acknowledgement')
  const sizes = metrics.histogram(
    'room_commit_events',
    'Events in a batch',
    [1, 3, 10, 30, 100, 300, 1000, 3000],
  )
  const events = metrics.counter('room_events_total', 'Events appended to records')
  const resumes = metrics.counter('room_resumes_total', 'Sockets that came back and said what they knew')
  metrics.watch('gauge', 'room_rooms', 'Open rooms', () => standing().rooms)
  metrics.watch(
    'gauge',
    'room_slow_sockets',
    'Sockets that cannot keep up and are skipped',
    () => standing().slow,
  )
  metrics.watch(
    'gauge',
    'room_loop_delay_seconds',
    'Longest delay of the event loop of late',
    () => Math.max(0, ...late.of()) / 1000,
  )

  const late = samples()
  const ticking = samples()
  const committing = samples()
  const answering = samples()
  const batches = samples()
  const frames = samples()
  const returning = samples()
  let sent = 0
  let due = performance.now() + PULSE_MS
  const pulse = setInterval(() => {
    const by = Math.max(0, performance.now() - due)
    // Whatever would have come during a standstill waited for what was left of it: one of 2 s is a hundred waits, not one.
    for (let left = by; left > 0 && by - left < WINDOW_MS; left -= PULSE_MS) late.add(left)
    if (by === 0) late.add(0)
    due = performance.now() + PULSE_MS
  }, PULSE_MS)
  const look = setInterval(() => {
    frames.add(sent)
    sent = 0
  }, LOOK_MS)
  pulse.unref()
  look.unref()

  const perSecond = (list: readonly number[]): number =>
    Math.round(list.reduce((sum, each) => sum + each, 0) / (WINDOW_MS / 1000))

  return {
    frame() {
      sent++
    },
    tick(milliseconds) {
      ticks.observe(milliseconds / 1000)
      ticking.add(milliseconds)
    },
    commit(size, milliseconds) {
      commits.observe(milliseconds / 1000)
      sizes.observe(size)
      events.inc({}, size)
      committing.add(milliseconds)
      batches.add(size)
    },
    ack(milliseconds) {
      acks.observe(milliseconds / 1000)
      answering.add(milliseconds)
    },
    resumed() {
      resumes.inc()
      returning.add(1)
    },
    load() {
      const measured = {
        ...standing(),
        framesPerSecond: perSecond(frames.of()),
        tickMs: at(ticking.of(), 0.99),
        commitMs: at(committing.of(), 0.99),
        eventsPerSecond: perSecond(batches.of()),
        eventsPerCommit: at(batches.of(), 0.5),
        ackMs: at(answering.of(), 0.99),
        resumes: returning.of().length,
        loopDelayMs: at(late.of(), 0.99),
      }
      return { ...measured, advice: adviceOn(measured) }
    },
    stop() {
      clearInterval(look)
      clearInterval(pulse)
    },
  }
}

/** The newest figures of the window. */
function samples(): { add(value: number): void; of(): number[] } {
  let kept: { at: number; value: number }[] = []
  const trim = (): void => {
    const from = performance.now() - WINDOW_MS
    if ((kept[0]?.at ?? from) < from) kept = kept.filter(({ at }) => at >= from)
  }
  return {
    add(value) {
      if (kept.length >= MOST_SAMPLES) kept = kept.slice(MOST_SAMPLES / 2)
      kept.push({ at: performance.now(), value })
    },
    of() {
      trim()
      return kept.map(({ value }) => value)
    },
  }
}

function at(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return Math.round((sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? 0) * 10) / 10
}

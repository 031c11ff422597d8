import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Media, MediaEvent, MediaStatus } from '../../kernel/media.ts'
import type { Log, Metrics } from '../../kernel/ports.ts'
import type { Engine, EngineSettings, Places } from './engine.ts'
import { type Hooks, listenForHooks } from './hooks.ts'
import { listeners } from './listeners.ts'
import { speakLiveKit } from './livekit.ts'
import { freePort, freeUdpPort, takenPort, wordsOfTaken } from './ports.ts'
import { end, isAlive, isOurs, memoryOf, startApart } from './process.ts'
import { iceServersOf, type TurnSettings } from './turn.ts'

export interface Supervision {
  readonly engine: Engine
  readonly settings: EngineSettings & { readonly turn: TurnSettings | null }
  /** `<data>/media`. */
  readonly folder: string
  readonly log: Log
  readonly metrics: Metrics
}

/** What is known of a run, kept in `engine.json`: a server that is started anew finds the engine that went on without it. */
interface Run {
  readonly kind: Engine['kind']
  readonly pid: number
  readonly port: number
  readonly hook: number
}

const LOOK_EVERY_MS = 500
const PATIENCE_MS = 1_000
/** An engine that does not answer for so many looks, which is about four seconds, is started anew. */
const LOOKS = 3
const STALLED_MS = 3_000
/** How long a start may take. */
const START_MS = 10_000
const LONGEST_PAUSE_MS = 10_000
/** One that lived no longer than this did not start well. */
const SOON_MS = 10_000
const WORDS: Readonly<Record<string, string>> = {
  memory: 'it took too much memory; if that was right, raise MEDIA_MEMORY_MB',
  silent: 'it did not answer',
  stalled: 'it passed nothing on while somebody sent',
  ended: 'it ended',
}

const pauseAfter = (failures: number): number => Math.min(LONGEST_PAUSE_MS, 250 * 2 ** failures)

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/**
 * A media server that we start beside this process and watch from outside: it is started anew when it ends, does not answer, takes
 * too much memory, or forwards nothing for three seconds while somebody sends. It goes on when this process is killed, and the
 * next one takes it over: whoever speaks is heard meanwhile. A stop in order ends it.
 */
export async function supervisedMedia({
  engine,
  settings,
  folder,
  log,
  metrics,
}: Supervision): Promise<Media> {
  const file = join(folder, 'engine.json')
  const events = listeners<MediaEvent>()
  const changes = listeners<MediaStatus>()
  const restarts = metrics.counter('media_restarts_total', 'Times the media server was started anew', ['why'])
  const up = metrics.gauge('media_up', 'Whether the media server answers')
  const memory = metrics.gauge('media_memory_bytes', 'Resident memory of the media server')
  let run: Run | null = null
  let hooks: Hooks | null = null
  let stopped = false
  let status: MediaStatus = { standing: 'starting', words: `Audio and video: ${engine.name} is starting.` }

  const address = (): string | null => (run ? `http://127.0.0.1:${run.port}` : null)
  const spoken = speakLiveKit({ ...settings, address })
  const say = (standing: MediaStatus['standing'], words: string): void => {
    const changed = standing !== status.standing || words !== status.words
    status = { standing, words }
    up.set(standing === 'ready' ? 1 : 0)
    if (changed) changes.tell(status)
  }
  const receive = async (body: string, authorization: string): Promise<boolean> => {
    const event = await spoken.receive(body, authorization)
    if (event) events.tell(event)
    return event !== null
  }
  const answers = async (port: number): Promise<boolean> =>
    fetch(`http://127.0.0.1:${port}/`, { signal: AbortSignal.timeout(PATIENCE_MS) }).then(
      // 406: its statistics are old because the machine is busy. It runs.
      (response) => response.ok || response.status === 406,
      () => false,
    )

  /** The engine that an earlier process of ours started and that still runs; it knows our key, or it is not ours. */
  const adopt = async (): Promise<void> => {
    const known = await readRun(file)
    if (!known || !isAlive(known.pid)) return
    const mine = known.kind === engine.kind && (await answers(known.port))
    hooks = mine ? await listenForHooks(known.hook, receive).catch(() => null) : null
    if (hooks) {
      run = known
      const accepted = await spoken.participants('-').then(
        () => true,
        () => false,
      )
      if (accepted) return log.info({ pid: known.pid }, 'the media server went on and is taken over')
      hooks.stop()
      hooks = null
      run = null
    }
    if (isOurs(known.pid, folder)) end(known.pid, 'SIGKILL')
  }

  /** The ports of the next run, or what is wrong with them. The one that ended a moment ago may still hold them. */
  const places = async (hook: number, tries = 10): Promise<Places | string> => {
    const free = (await freeUdpPort(0)) ?? 0
    const udp = settings.udpPorts ?? ([free, free] as const)
    const taken = await takenPort(udp, engine.tcpPort)
    if (taken === null) return { port: await freePort(), udp, hook }
    if (tries <= 0) return wordsOfTaken(taken)
    await sleep(100)
    return await places(hook, tries - 1)
  }

  /** Starts it and waits until it answers. Answers why not. */
  const start = async (): Promise<string | null> => {
    hooks ??= await listenForHooks(0, receive)
    const at = await places(hooks.port)
    if (typeof at === 'string') return at
    const program = await engine.prepare(folder, at)
    const pid = startApart(program, join(folder, 'engine.log'))
    if (pid === null) return `${program.file} cannot be started.`
    const began: Run = { kind: engine.kind, pid, port: at.port, hook: hooks.port }
    await writeFile(`${file}.new`, JSON.stringify(began), { mode: 0o600 })
    await rename(`${file}.new`, file)
    for (let waited = 0; waited < START_MS && !stopped; waited += 50) {
      if (await answers(at.port)) {
        run = began
        return null
      }
      if (!isAlive(pid)) break
      await sleep(50)
    }
    end(pid, 'SIGKILL')
    return `it ended or did not answer. Its last words: ${await lastWords(join(folder, 'engine.log'))}`
  }

  /** Why it must be started anew; null when all is well. */
  const trouble = async (now: Run, missed: { count: number }): Promise<string | null> => {
    if (!isAlive(now.pid)) return 'ended'
    const bytes = memoryOf(now.pid)
    if (bytes !== null) memory.set(bytes)
    if (bytes !== null && bytes > engine.memoryLimit) return 'memory'
    missed.count = (await answers(now.port)) ? 0 : missed.count + 1
    if (missed.count >= LOOKS) return 'silent'
    const stalled = await engine.stalledFor?.(`http://127.0.0.1:${now.port}`).catch(() => null)
    return stalled && stalled >= STALLED_MS ? 'stalled' : null
  }

  const watch = async (now: Run): Promise<string> => {
    const missed = { count: 0 }
    while (!stopped) {
      const why = await trouble(now, missed)
      if (why) return why
      await engine.attend?.(folder, now.pid).catch(() => undefined)
      await sleep(LOOK_EVERY_MS)
    }
    return 'stopped'
  }

  /** Watches a run to its end, and ends it. Answers whether it lived for a while. */
  const attendTo = async (now: Run): Promise<boolean> => {
    const began = performance.now()
    say('ready', `Audio and video: ${engine.name}.`)
    const why = await watch(now)
    if (stopped) return true
    run = null
    end(now.pid, 'SIGKILL')
    restarts.inc({ why })
    log.warn({ why }, 'the media server is started anew')
    say('starting', `Audio and video: ${engine.name} is being started anew (${WORDS[why] ?? why}).`)
    return performance.now() - began > SOON_MS
  }

  const keepRunning = async (): Promise<void> => {
    let failures = 0
    await adopt()
    while (!stopped) {
      const wrong = run ? null : await start()
      if (stopped) return
      if (wrong !== null || !run) {
        log.error({ why: wrong }, 'the media server cannot be started')
        say('down', `Audio and video: ${engine.name} does not run: ${wrong}`)
      } else if (await attendTo(run)) {
        failures = 0
        continue
      }
      failures += 1
      // After the first time at once; one that cannot live is not started again and again in a hurry.
      if (wrong !== null || failures > 1) await sleep(pauseAfter(failures))
    }
  }

  await mkdir(folder, { recursive: true, mode: 0o700 })
  const keeping = keepRunning().catch((error: unknown) =>
    say(
      'down',
      `Audio and video: ${engine.name} does not run: ${error instanceof Error ? error.message : 'why is not known'}`,
    ),
  )

  return {
    ...spoken,
    status: () => status,
    onStatus: changes.add,
    url: null,
    loopbackPort: () => run?.port ?? null,
    iceServers: (identity) => iceServersOf(settings.turn, identity),
    onEvent: events.add,
    async stop() {
      stopped = true
      hooks?.stop()
      const now = run ?? (await readRun(file))
      if (now && (run || isOurs(now.pid, folder))) end(now.pid, 'SIGKILL')
      await rm(file, { force: true })
      void keeping
    },
  }
}

/** The last line it wrote; it never holds a name. */
async function lastWords(file: string): Promise<string> {
  const lines = (await readFile(file, 'utf8').catch(() => '')).trim().split('\n')
  return (lines.at(-1) || 'none').slice(0, 300)
}

async function readRun(file: string): Promise<Run | null> {
  try {
    const { kind, pid, port, hook } = JSON.parse(await readFile(file, 'utf8')) as Partial<Run>
    const numbers = [pid, port, hook].every((each) => Number.isSafeInteger(each) && Number(each) > 0)
    if (!numbers || (kind !== 'livekit' && kind !== 'embedded')) return null
    return { kind, pid: Number(pid), port: Number(port), hook: Number(hook) }
  } catch {
    return null
  }
}

import { type ChildProcess, fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { freeUdpPort, MEDIA_KEY, MEDIA_SECRET, startMedia } from '../testing/media-server.ts'

/** The server alone on the first core, all its clients on the others. */
const SERVER_CORE = ['taskset', '-c', '0']

interface Running {
  readonly name: string
  readonly url: string
  readonly pid: number
  readonly dual: boolean
  stop(): void
}

type Row = Record<string, string | number>

/**
 * One publisher with VP8 at 1 Mbit/s as a browser sent it and packets of Opus' size, and viewers without a browser, against the embedded server
 * and a real LiveKit in the same run. `LIVEKIT_BIN` names its binary; without one only the embedded server is measured.
 */
export async function run(quick: boolean) {
  const sizes = quick ? [10, 50] : [10, 50, 100, 200, 400]
  const rows: Row[] = []
  const binary = process.env['LIVEKIT_BIN'] ?? ''
  if (!existsSync(binary))
    console.log('LIVEKIT_BIN names no livekit-server: only the embedded server is measured.')
  const starts = [embedded, ...(existsSync(binary) ? [() => livekit(binary)] : [])]
  for (const start of starts) rows.push(...(await measure(await start(), sizes, quick ? 5 : 10)))
  const viewers = quick ? 50 : 200
  const cost = (server: string): number =>
    Number(
      rows.find((row) => row['server'] === server && row['viewers'] === viewers)?.['CPU s per 1,000'] ??
        Number.NaN,
    )
  return {
    rows,
    figure: Math.round((cost('embedded') / cost('LiveKit')) * 100) / 100,
    unit: `CPU for each packet forwarded to ${viewers} viewers, embedded server over LiveKit 1.11`,
  }
}

async function measure(server: Running, sizes: readonly number[], seconds: number): Promise<Row[]> {
  const crowd = fork(join(import.meta.dirname, '..', 'testing', 'media-crowd.ts'), { stdio: 'inherit' })
  spawn('taskset', ['-acp', '1', String(crowd.pid)], { stdio: 'ignore' })
  const rows: Row[] = []
  try {
    const ask = (what: string, count: number) =>
      command(crowd, { url: server.url, dual: server.dual, what, count })
    const empty = memoryOf(server.pid)
    await ask('publish', 1)
    let viewers = 0
    for (const size of sizes) {
      const { ms = 0 } = await ask('join', size - viewers)
      const joinedIn = `${size - viewers} in ${(ms / 1000).toFixed(1)} s`
      viewers = size
      await pause(2000)
      const before = cpuOf(server.pid)
      const { packets = 0, arrived = 0, p50 = 0, p99 = 0 } = await ask('measure', seconds)
      const cpu = cpuOf(server.pid) - before
      rows.push({
        server: server.name,
        viewers,
        'CPU s per 1,000': round((cpu * 1000) / (packets * viewers * Math.max(arrived, 0.01)), 5),
        'CPU %': round((cpu * 100) / seconds, 0),
        'arrived %': round(arrived * 100, 1),
        'p50 ms': round(p50, 1),
        'p99 ms': round(p99, 1),
        'MB a viewer': round((memoryOf(server.pid) - empty) / viewers, 2),
        joined: joinedIn,
      })
    }
  } finally {
    crowd.kill('SIGKILL')
    server.stop()
  }
  return rows
}

async function command(crowd: ChildProcess, message: object): Promise<Record<string, number>> {
  crowd.send(message)
  const [answer] = (await once(crowd, 'message')) as [Record<string, number> & { error?: string }]
  if (answer.error) throw new Error(answer.error)
  return answer
}

async function embedded(): Promise<Running> {
  const server = await startMedia({ prefix: SERVER_CORE })
  return {
    name: 'embedded',
    url: server.url,
    pid: server.child.pid ?? 0,
    dual: false,
    stop: () => void server.stop(),
  }
}

async function livekit(binary: string): Promise<Running> {
  const port = 20_000 + (Math.floor(performance.now()) % 20_000)
  const file = join(mkdtempSync(join(tmpdir(), 'livekit-')), 'config.yaml')
  const udp = await freeUdpPort()
  writeFileSync(
    file,
    `port: ${port}\nbind_addresses: [127.0.0.1]\nrtc: {udp_port: ${udp}, tcp_port: ${port + 1}, use_external_ip: false, stun_servers: [127.0.0.1:1]}\n` +
      `keys: {${MEDIA_KEY}: ${MEDIA_SECRET}}\nlogging: {level: error}\n`,
  )
  const [command = '', ...args] = [...SERVER_CORE, binary, '--config', file]
  const child = spawn(command, args, { stdio: 'ignore' })
  const url = `http://127.0.0.1:${port}`
  for (let tries = 0; tries < 100; tries++) {
    if (
      await fetch(url).then(
        ({ ok }) => ok,
        () => false,
      )
    )
      break
    await pause(100)
  }
  return { name: 'LiveKit', url, pid: child.pid ?? 0, dual: true, stop: () => child.kill('SIGKILL') }
}

/** Seconds of CPU that a process has used; a tick of Linux is a hundredth. */
function cpuOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
  return (Number(fields[11]) + Number(fields[12])) / 100
}

const memoryOf = (pid: number): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024

const round = (value: number, digits: number): number => Math.round(value * 10 ** digits) / 10 ** digits

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, release, totalmem } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { Load } from './scenario.ts'

/** Of what must not be, nothing. */
export const NOTHING = { lost: [], twice: [], disorder: [], leaked: [], stale: [] }

const folder = join(import.meta.dirname, '..', '..', 'bench', 'results')
const file = join(folder, 'faults.json')

/** How busy the machine is with everything that runs on it. */
const busy = () => Number(loadavg()[0]?.toFixed(1))

/**
 * Ends the load, compares, and keeps the figures (in `bench/results/faults.json`, if `FAULTS_KEEP` is set).
 * @param recoveries milliseconds until everybody was back and something new was acknowledged to each
 */
export async function judge(
  load: Load,
  what: string,
  times: number,
  recoveries: readonly number[] = [],
  { databaseUrl, reordered = false }: { databaseUrl?: string; reordered?: boolean } = {},
): Promise<void> {
  const clients = load.all.length
  const found = await load.end(databaseUrl, reordered)
  // A line that changes the order is noticed by the client; that it is, is what shall be seen.
  const overtaken = found.disorder.filter((line) => reordered && line.startsWith('a frame of'))
  const verdict = { ...found, disorder: found.disorder.filter((line) => !overtaken.includes(line)) }
  if (reordered) expect(overtaken.length).toBeGreaterThan(0)
  const sorted = [...recoveries].sort((a, b) => a - b)
  /** Nearest rank: of a hundred the 99th. */
  const at = (part: number) => Math.round(sorted[Math.ceil(sorted.length * part) - 1] ?? 0)
  const row = {
    what,
    at: now(),
    times,
    clients,
    acknowledged: verdict.acknowledged,
    lost: verdict.lost.length,
    twice: verdict.twice.length,
    disorder: verdict.disorder.length,
    leaked: verdict.leaked.length,
    ...(reordered ? { overtaken: overtaken.length } : {}),
    ...(sorted.length > 0 ? { 'back p50 ms': at(0.5), 'back p99 ms': at(0.99), 'back max ms': at(1) } : {}),
    'load of the machine': busy(),
  }
  process.stdout.write(`${JSON.stringify(row)}\n`)
  if (process.env['FAULTS_KEEP']) keep(row)
  expect(verdict).toMatchObject(NOTHING)
}

function keep(row: { readonly what: string }): void {
  const others = (kept()['rows'] ?? []) as { readonly what: string }[]
  write({ rows: [...others.filter(({ what }) => what !== row.what), row] })
}

/** Keeps other figures beside those of the faults (if `FAULTS_KEEP` is set): of hostile frames, of the simulation. */
export function keepFigures(name: 'simulation' | 'hostile frames', figures: object): void {
  if (!process.env['FAULTS_KEEP']) return
  write({ [name]: { at: now(), ...figures, 'load of the machine': busy() } })
}

const now = () => Temporal.Now.instant().toString({ smallestUnit: 'second' })

function write(part: Readonly<Record<string, unknown>>): void {
  mkdirSync(folder, { recursive: true })
  const machine = {
    cpu: cpus()[0]?.model.trim(),
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    system: `${process.platform} ${release()} ${process.arch}`,
    node: process.version,
  }
  writeFileSync(file, `${JSON.stringify({ ...kept(), at: now(), machine, ...part }, null, 2)}\n`)
}

function kept(): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Readonly<Record<string, unknown>>
  } catch {
    return {}
  }
}

import { createReadStream } from 'node:fs'
import { stdin } from 'node:process'
import type { Readable } from 'node:stream'
import { system } from '../../kernel/actor.ts'
import { AppError } from '../../kernel/errors.ts'
import type { ImportedEntry, ImportReport } from '../../modules/calls/contract.ts'
import type { Command } from '../command.ts'

const actor = system('import-feed')
/** Nothing of a file is kept beyond this: the command says that it is too large, and the rest is not even read. */
const READ_AT_MOST = 5 * 1024 * 1024 + 1

const USAGE = 'npx direct-line import-feed FILE: one file, or - for what comes in.'

/** Reads a program's RSS into draft calls; run again, it adds what is new. */
export const importFeed: Command = {
  name: 'import-feed',
  usage: 'FILE|-',
  summary: 'Reads a program’s RSS into draft calls, and says what it could not read.',
  // Loaded when it is run: `help` need not wait for the whole server.
  async run([file, ...more], say) {
    const { installation } = await import('../installation.ts')
    const { callsCommands } = await import('../../modules/calls/contract.ts')
    const right = file !== undefined && more.length === 0
    const bytes = right ? await readAll(file === '-' ? stdin : createReadStream(file)) : null
    const wrong = right ? (bytes ? null : `${file} cannot be read.`) : USAGE
    return installation(say, wrong, async (app) => {
      if (!bytes) return USAGE
      try {
        const report = await app.transaction(actor, (tx) =>
          tx.use(callsCommands).importFeed(tx, actor, { bytes }),
        )
        for (const words of lines(report)) say(words)
        return null
      } catch (error) {
        if (error instanceof AppError && error.code === 'invalid')
          return app.translator('en')(error.reason.replace('.', ':errors.'))
        throw error
      }
    })
  },
}

/** The bytes of a stream, up to the limit; null when it cannot be read. */
async function readAll(stream: Readable): Promise<Uint8Array | null> {
  const chunks: Uint8Array[] = []
  let size = 0
  try {
    for await (const chunk of stream) {
      const bytes: Uint8Array = Buffer.from(chunk)
      chunks.push(bytes.subarray(0, READ_AT_MOST - size))
      size += bytes.length
      if (size >= READ_AT_MOST) break
    }
  } catch {
    return null
  }
  return Buffer.concat(chunks)
}

function lines({ entries, leftOut }: ImportReport): string[] {
  const count = (counted: (entry: ImportedEntry) => boolean) => entries.filter(counted).length
  return [
    ...entries.flatMap((entry) => [
      `${entry.outcome === 'added' ? '+' : '='} ${entry.title}`,
      ...entry.read.map(([label, value]) => `    ${label}: ${value}`),
      ...entry.notes.map((note) => `    note: ${note}`),
      ...entry.doubts.map(({ field, says }) => `  ? ${field}: ${says}`),
    ]),
    ...(leftOut > 0 ? [`${leftOut} more stand in this file: split it to read them.`] : []),
    `${count((each) => each.outcome === 'added')} added, ${count((each) => each.outcome === 'known')} known, ${count((each) => each.doubts.length > 0)} with doubts`,
  ]
}

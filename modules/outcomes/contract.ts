import { oc } from '@orpc/contract'
import { z } from 'zod'
import type { Actor } from '../../kernel/actor.ts'
import { commandSet } from '../../kernel/commands.ts'
import type { Locale } from '../../kernel/locale.ts'
import { placeQuery } from '../../kernel/pages.ts'
import { id, prose } from '../../kernel/schemas.ts'
import type { Tx } from '../../kernel/tx.ts'
import * as s from './contract/schemas.ts'
import { seriesCall } from './contract/series.ts'
import { translation, wordingChange } from './contract/wording.ts'

export * from './contract/exports.ts'
export type {
  AnswerRow,
  Answers,
  Attendance,
  AttendanceRow,
  ChangeDto,
  NewVersion,
  PledgeRow,
  Readout,
  Source,
  SourceKind,
} from './contract/schemas.ts'
export * from './contract/series.ts'
export * from './contract/wording.ts'
export * from './contract/words.ts'

const ofCall = z.strictObject({ call: id })

export const contract = {
  attendance: oc
    .route({
      method: 'GET',
      path: '/calls/{call}/attendance',
      summary: 'Who was on a call, counted as people',
    })
    .input(ofCall)
    .output(s.attendance),
  /** What is owed comes first, then every other question in the order asked; promises kept or withdrawn are last. */
  answers: oc
    .route({
      method: 'GET',
      path: '/calls/{call}/answers',
      summary: 'Each question, its answers, and what is owed',
    })
    .input(z.strictObject({ call: id, ...placeQuery }))
    .output(s.answers),

  series: oc
    .route({
      method: 'GET',
      path: '/series/{series}/outcomes',
      summary: 'What came of each call of a series',
    })
    .input(z.strictObject({ series: id }))
    .output(z.strictObject({ calls: z.array(seriesCall) })),

  readout: oc
    .route({
      method: 'GET',
      path: '/calls/{call}/readout',
      summary: 'The readout of a call, with its sources',
    })
    .input(z.strictObject({ call: id, version: z.coerce.number().int().min(1).optional() }))
    .output(s.readout),
  /** A new version from the record as it is now; earlier versions stay. */
  compile: oc
    .route({ method: 'POST', path: '/calls/{call}/readout/compile', summary: 'Compile the readout anew' })
    .input(ofCall)
    .output(s.readout),
  save: oc
    .route({
      method: 'POST',
      path: '/calls/{call}/readout/versions',
      summary: 'Save an edited readout as a new version',
    })
    .input(s.newVersion)
    .output(s.readout),
  /** Everybody may read this version, in both languages, on the page of the call; null takes it back. */
  publish: oc
    .route({
      method: 'POST',
      path: '/calls/{call}/readout/publication',
      summary: 'Publish a version of the readout',
    })
    .input(z.strictObject({ call: id, version: z.int().min(1).nullable() }))
    .output(s.readout),
  word: oc
    .route({
      method: 'PATCH',
      path: '/calls/{call}/readout/wording',
      summary: 'Say how the readout names things',
    })
    .input(wordingChange)
    .output(s.readout),
  translations: oc
    .route({
      method: 'GET',
      path: '/calls/{call}/readout/translations',
      summary: 'Words of the record to translate',
    })
    .input(z.strictObject({ call: id, locale: z.enum(['en', 'ur']) }))
    .output(z.array(translation)),
  translate: oc
    .route({
      method: 'POST',
      path: '/calls/{call}/readout/translations',
      summary: 'Translate words of the record',
    })
    .input(z.strictObject({ call: id, seq: z.int().min(1), locale: z.enum(['en', 'ur']), text: prose(4000) }))
    .output(z.array(translation)),
} as const

/** What other slices, a sample or an import may ask of this one. */
export interface OutcomesCommands {
  /** How the readout of a call names its audience, officials, subject and panel. What is left out stays as it is. */
  word(tx: Tx, actor: Actor, input: z.output<typeof wordingChange>): Promise<void>
  /** Words of the record (the event at `seq`) in a language. @throws AppError `not_found` */
  translate(tx: Tx, actor: Actor, input: Translated): Promise<void>
  /** A new version of the readout from the record as it is. @throws AppError `conflict` before the call has ended */
  compile(tx: Tx, actor: Actor, input: { call: string }): Promise<void>
}
export type Translated = {
  readonly call: string
  readonly seq: number
  readonly locale: Locale
  readonly text: string
}
export const outcomesCommands = commandSet<OutcomesCommands>('outcomes')

/** Events of the stream `readout:<call>`. */
export const readoutStream = (call: string): string => `readout:${call}`

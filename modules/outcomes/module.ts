import { OFFICERS, STAFF } from '../../kernel/access.ts'
import { system } from '../../kernel/actor.ts'
import { offer } from '../../kernel/commands.ts'
import { defineModule } from '../../kernel/module.ts'
import { accessCommands } from '../access/contract.ts'
import { callsCommands } from '../calls/contract.ts'
import { mailCommands } from '../mail/contract.ts'
import { contract, outcomesCommands } from './contract.ts'
import en from './locales/en.json' with { type: 'json' }
import ur from './locales/ur.json' with { type: 'json' }
import { mails } from './mails.ts'
import { pages } from './pages.ts'
import { voices } from './rules/say.ts'
import { remindable, remindOwners, tellAskers } from './service/after.ts'
import { forget, forgetWords } from './service/forget.ts'
import {
  compileVersion,
  draftOnce,
  publish,
  readReadout,
  readTranslations,
  saveVersion,
  translate,
  word,
} from './service/readout.ts'
import { readAnswers, readAttendance } from './service/record.ts'
import { readSeries } from './service/series.ts'

const readers = { staff: STAFF, call: ['host', 'moderator'] } as const
const officers = { staff: OFFICERS }
const says = voices({ en: en.readout, ur: ur.readout })

/** What is left of a call: attendance, answer register, readout. All of it is read from the record. */
export const outcomes = defineModule({
  name: 'outcomes',
  contract,
  access: {
    attendance: readers,
    answers: readers,
    series: { staff: STAFF },
    readout: readers,
    compile: officers,
    save: officers,
    publish: officers,
    word: officers,
    translations: readers,
    translate: officers,
  },
  routes: {
    attendance: (tx, actor, { call }) => readAttendance(tx, actor, call),
    answers: (tx, actor, { call, ...page }, { locale }) => readAnswers(tx, actor, call, locale, page),
    series: (tx, actor, { series }, { locale }) => readSeries(tx, actor, series, locale),
    readout: (tx, actor, input, { locale }) => readReadout(tx, actor, input, says, locale),
    async compile(tx, actor, { call }, { locale }) {
      await compileVersion(tx, actor, call, says)
      return await readReadout(tx, actor, { call }, says, locale)
    },
    async save(tx, actor, input, { locale }) {
      await saveVersion(tx, actor, input, says)
      return await readReadout(tx, actor, { call: input.call }, says, locale)
    },
    async publish(tx, actor, input, { locale }) {
      await publish(tx, actor, input)
      return await readReadout(tx, actor, { call: input.call }, says, locale)
    },
    async word(tx, actor, input, { locale }) {
      await word(tx, actor, input)
      return await readReadout(tx, actor, { call: input.call }, says, locale)
    },
    translations: (tx, actor, input) => readTranslations(tx, actor, input),
    async translate(tx, actor, input) {
      await translate(tx, actor, input)
      return await readTranslations(tx, actor, input)
    },
  },
  pages,
  on: {
    /** The call is over: its readout is drafted at once, and stays as the first version. */
    'room.ended': async (tx, { stream }) => {
      await draftOnce(tx, system('outcomes'), stream.slice('record:'.length), says)
    },
    'question.answered-in-writing': tellAskers,
    'words.erased': async (tx, { data }) => {
      await forgetWords(tx, String(data['call']), Number(data['seq']))
    },
    'person.erased': async (tx, { data }) => {
      await forget(tx, String(data['person']))
    },
  },
  mails,
  jobs: {
    remind: {
      schedule: '7 * * * *',
      async run(app) {
        const calls = await app.transaction(system('outcomes'), remindable)
        for (const call of calls) {
          await app.transaction(system('outcomes'), (tx) => remindOwners(tx, call))
        }
      },
    },
  },
  offers: offer(outcomesCommands, {
    word,
    translate,
    compile: (tx, actor, { call }) => compileVersion(tx, actor, call, says),
  }),
  uses: [accessCommands, callsCommands, mailCommands],
})

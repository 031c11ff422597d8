import { system } from '../../kernel/actor.ts'
import { AppError } from '../../kernel/errors.ts'
import type { Command } from '../command.ts'

const actor = system('erase')
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** Removes a person's name, addresses and texts for good. What happened stays in the record, as somebody's who was removed. */
export const erase: Command = {
  name: 'erase',
  usage: 'PERSON',
  summary: 'Removes a person’s name, addresses and texts for good (PERSON is the id of her file).',
  // Loaded when it is run: `help` need not wait for the whole server.
  async run([person = '', ...more], say) {
    const { installation } = await import('../installation.ts')
    const { peopleCommands } = await import('../../modules/people/contract.ts')
    const right = UUID.test(person) && more.length === 0
    const wrong = right ? null : 'npx direct-line erase PERSON: the id of one file, as its address shows it.'
    return installation(say, wrong, async (app) => {
      try {
        await app.transaction(actor, (tx) => tx.use(peopleCommands).erase(tx, actor, { person }))
      } catch (error) {
        if (error instanceof AppError && error.code === 'not_found') return `There is no file ${person}.`
        throw error
      }
      say('Removed: name, title, addresses and every text. Backups made before still hold them.')
      return null
    })
  },
}

import { system } from '../../kernel/actor.ts'
import type { Command } from '../command.ts'

const MINUTES = 60
const RESET = '--reset-factors'
const actor = system('sign-in-link')

/** A way in for an administrator whom no mail reaches. Whoever can run it can read the whole database anyway. */
export const signInLink: Command = {
  name: 'sign-in-link',
  usage: '[EMAIL [--reset-factors]]',
  summary:
    'Prints a sign-in link for a member of staff; after a lost telephone, also forgets her second factor.',
  // Loaded when it is run: `help` need not wait for the whole server.
  async run(words, say) {
    const { installation } = await import('../installation.ts')
    const { accessCommands } = await import('../../modules/access/contract.ts')
    const reset = words.includes(RESET)
    const [email, ...more] = words.filter((word) => word !== RESET)
    const right = more.length === 0 && !email?.startsWith('-') && (email !== undefined || !reset)
    const wrong = right ? null : `npx direct-line sign-in-link EMAIL: one address, and ${RESET} if need be.`
    return installation(say, wrong, async (app) => {
      const link = await app.transaction(actor, async (tx) => {
        const access = tx.use(accessCommands)
        if (reset && email) await access.resetFactors(tx, actor, { email })
        return access.signInLink(tx, actor, { email: email ?? null, minutes: MINUTES })
      })
      if (!link) {
        return email
          ? `Nobody of the staff has the address ${email}: an administrator can invite them under Settings.`
          : 'This installation is set up already: name the address of whom the link is for.'
      }
      say(`${link}\nIt serves for ${MINUTES} minutes, and once.`)
      return null
    })
  },
}

import { system } from '../../kernel/actor.ts'
import type { Command } from '../command.ts'

const MINUTES = 60
const actor = system('sign-in-link')

/** A way in for an administrator whom no mail reaches. Whoever can run it can read the whole database anyway. */
export const signInLink: Command = {
  name: 'sign-in-link',
  usage: '[EMAIL]',
  summary: 'Prints a sign-in link for a member of staff, or for the first administrator.',
  // Loaded when it is run: `help` need not wait for the whole server.
  async run([email, ...more], say) {
    const { installation } = await import('../installation.ts')
    const { accessCommands } = await import('../../modules/access/contract.ts')
    const wrong = more.length > 0 ? 'npx direct-line sign-in-link EMAIL: one address.' : null
    return installation(say, wrong, async (app) => {
      const link = await app.transaction(actor, (tx) =>
        tx.use(accessCommands).signInLink(tx, actor, { email: email ?? null, minutes: MINUTES }),
      )
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

import { offer } from '../../kernel/commands.ts'
import { defineModule } from '../../kernel/module.ts'
import { accessCommands } from './contract.ts'
import { readInstallation } from './reads.ts'
import { giveGrant, grantActor, linkOf, revokeLink, revokeRoles, standingOf } from './service/grants.ts'
import { staffActor } from './service/staff.ts'

/** Who is asking and what they may do: the installation, staff and their sign-in, grants and their links. */
export const access = defineModule({
  name: 'access',
  contract: {},
  access: {},
  routes: {},
  offers: offer(accessCommands, {
    staffActor,
    grantActor,
    installation: (tx) => readInstallation(tx),
    grant: giveGrant,
    link: linkOf,
    standing: standingOf,
    revoke: revokeLink,
    revokeRoles,
  }),
})

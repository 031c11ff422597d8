import { system } from '../kernel/actor.ts'
import { offer } from '../kernel/commands.ts'
import { defineModule } from '../kernel/module.ts'
import { accessCommands, sampleCommands } from '../modules/access/contract.ts'
import { callsCommands } from '../modules/calls/contract.ts'
import { outcomesCommands } from '../modules/outcomes/contract.ts'
import { peopleCommands } from '../modules/people/contract.ts'
import { registrationCommands } from '../modules/registration/contract.ts'
import { roomCommands } from '../modules/room/contract.ts'
import { admitCast } from './call.ts'
import { announceNext, loadSample } from './load.ts'

/** The sample program as the first-run page offers it: the third call in three days, the fourth in a month. */
export const sample = defineModule({
  name: 'sample',
  contract: {},
  access: {},
  routes: {},
  offers: offer(sampleCommands, {
    async load(tx) {
      const startsAt = tx.now.round('hour').add({ hours: 72 })
      const loaded = await loadSample(tx, startsAt)
      await admitCast(tx, system('sample'), loaded.call)
      await announceNext(tx, loaded, startsAt.add({ hours: 24 * 28 }))
    },
  }),
  uses: [accessCommands, callsCommands, outcomesCommands, peopleCommands, registrationCommands, roomCommands],
})

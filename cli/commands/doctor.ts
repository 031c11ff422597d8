import type { Command } from '../command.ts'
import { refusing } from '../refusing.ts'

const MARK = { ok: 'OK     ', warning: 'CARE   ', wrong: 'WRONG  ' } as const

/** Says in words what is wrong with an installation, and what to do. */
export const doctor: Command = {
  name: 'doctor',
  usage: '[--repair]',
  summary:
    'Says what is wrong with this installation and what to do. --repair gives the database new passwords if they are lost.',
  run: (words, say) =>
    refusing(async () => {
      const repair = words[0] === '--repair'
      if (words.length > (repair ? 1 : 0)) return 'npx direct-line doctor [--repair]'
      const { readConfig } = await import('../../server/config.ts')
      const config = readConfig(process.env)
      if (repair) {
        const { repairPasswords } = await import('../../server/doctor/repair.ts')
        await repairPasswords(config, say)
      }
      const { examine } = await import('../../server/doctor/doctor.ts')
      const found = await examine(config)
      for (const { about, state, says } of found) say(`${MARK[state]}${about}: ${says}`)
      const wrong = found.filter(({ state }) => state === 'wrong').length
      if (wrong === 0) return null
      return wrong === 1 ? 'One thing is wrong.' : `${wrong} things are wrong.`
    }),
}

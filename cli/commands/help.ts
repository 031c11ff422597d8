import type { Command } from '../command.ts'

/** Lists every command. */
export const help = (commands: readonly Command[]): Command => ({
  name: 'help',
  usage: '',
  summary: 'Lists the commands.',
  run(_words, say) {
    const rows = [...commands, help(commands)].map(
      ({ name, usage, summary }) => [`${name} ${usage}`.trim(), summary] as const,
    )
    const width = Math.max(...rows.map(([left]) => left.length))
    say('npx direct-line COMMAND')
    for (const [left, right] of rows) say(`  ${left.padEnd(width)}  ${right}`)
    return 0
  },
})

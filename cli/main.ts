import { backup } from './commands/backup.ts'
import { doctor } from './commands/doctor.ts'
import { erase } from './commands/erase.ts'
import { help } from './commands/help.ts'
import { importFeed } from './commands/import-feed.ts'
import { media } from './commands/media.ts'
import { restore } from './commands/restore.ts'
import { signInLink } from './commands/sign-in-link.ts'
import { start } from './commands/start.ts'
import { version } from './commands/version.ts'

const named = [start, signInLink, importFeed, erase, backup, restore, doctor, media, version]
const commands = [...named, help(named)]
const say = (line: string) => console.log(line)

const [word = 'help', ...rest] = process.argv.slice(2)
const asked = { '--help': 'help', '-h': 'help', '--version': 'version', '-v': 'version' }[word] ?? word
const command = commands.find(({ name }) => name === asked)
if (command) {
  process.exitCode = await command.run(rest, say)
} else {
  console.error(`There is no command ${word}: npx direct-line help lists them.`)
  process.exitCode = 1
}

import { rmSync, statSync } from 'node:fs'
import { end, seemsOurs } from '../process.ts'

/**
 * Stands beside a media server that knows nothing of us: `node guard.ts PID MARK FILE MILLISECONDS`. When FILE stood still for so
 * long, no application looks after the server any more, and it is ended. It ends with the server.
 */
const [pid = 0, aloneMs = 0] = [process.argv[2], process.argv[5]].map(Number)
const [, , , mark = '', file = ''] = process.argv
const every = Math.min(5_000, aloneMs / 4)

function shownAt(): number {
  try {
    return statSync(file).mtimeMs
  } catch {
    return 0
  }
}

/** Looks are counted, not hours: a machine that slept wakes the application and this at the same time. */
let stood = 0
let before = shownAt()
setInterval(() => {
  const now = shownAt()
  stood = now === before ? stood + 1 : 0
  before = now
  const abandoned = stood * every >= aloneMs
  if (abandoned) end(pid, 'SIGKILL')
  if (!abandoned && seemsOurs(pid, mark)) return
  rmSync(file, { force: true })
  process.exit(0)
}, every)

import { registerHooks } from 'node:module'
import { ROOM_BREAKS } from '../simulation/breaks.ts'
import { BREAKS, FELT } from './breaks.ts'

/**
 * Loaded before the server or the simulation (`--import`): breaks the rules that `PLANTED` names in the source as it is read, so that the checker is
 * seen to find what a mistake there would let through. A rule that was rewritten must get its break rewritten too: it says so.
 */
const planted = (process.env['PLANTED'] ?? '').split(',').filter(Boolean)
const unplanted = new Set(planted)

registerHooks({
  load(url, context, next) {
    const loaded = next(url, context)
    const mine = planted.flatMap((name) => {
      const known = BREAKS[name] ?? ROOM_BREAKS[name] ?? FELT[name]
      if (!known) throw new Error(`no break is called ${name}`)
      return known
        .filter(({ file }) => url.endsWith(`/modules/room/${file}`))
        .map((each) => ({ name, ...each }))
    })
    if (mine.length === 0) return loaded
    let source = String(loaded.source)
    for (const { name, from, to } of mine) {
      if (!source.includes(from)) throw new Error(`${name} does not fit ${url} any more: ${from}`)
      source = source.replace(from, to)
      unplanted.delete(name)
    }
    return { ...loaded, source }
  },
})

process.once('exit', () => {
  if (unplanted.size > 0) process.stderr.write(`never planted: ${[...unplanted].join(', ')}\n`)
})

import { pause, quantile } from './load/machine.ts'
import { enter, openedRoom } from './load/opened.ts'

/** All lines are cut at once while questions go on being shown. Everybody is back when the last has heard what was missed. */
export async function run(quick: boolean) {
  const sockets = quick ? 500 : 3000
  const room = await openedRoom(sockets)
  await enter(room, sockets, sockets * 3, 40)
  await room.showQuestion('Shown before')
  await pause(1000)
  const shown: string[] = []
  const cutting = room.crowd.ask('cut', { untilQuiet: 4000 })
  for (let n = 0; n < 4; n++) shown.push(await room.showQuestion(`Shown meanwhile ${n}`))
  const { times, wholes, errors, seen } = await cutting
  const missed = shown.filter((question) => (seen[question] ?? 0) < sockets).length
  const deliveries = shown.reduce((sum, question) => sum + (seen[question] ?? 0), 0)
  await room.close()
  const figure = quantile(times, 1)
  return {
    rows: [
      {
        sockets,
        'back p50 ms': quantile(times, 0.5),
        'back p99 ms': quantile(times, 0.99),
        'last back ms': figure,
        'refused or cut again': errors.length,
        'sent everything anew': wholes,
        'questions shown meanwhile': shown.length,
        'not seen by all': missed,
        'seen more than once': Math.max(0, deliveries - shown.length * sockets),
      },
    ],
    figure,
    unit: `ms until the last of ${sockets} is back, with what it missed`,
  }
}

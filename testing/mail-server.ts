import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { system } from '../kernel/actor.ts'
import { aDraft, aProgram, aSeries } from '../modules/calls/factories.ts'
import { readConfig } from '../server/config.ts'
import { runServer } from '../server/run.ts'
import { staffClient } from './sign-in.ts'

/**
 * A process of its own that writes many mails and is killed: the server as `npm start` composes it, with a draft of a call and as many
 * confirmed subscribers as the first word says. A second start on the same data goes on with them. Prints one line of JSON when it is
 * ready.
 */
const me = system('test')
const config = readConfig(process.env)
const server = await runServer(
  config,
  () => undefined,
  () => undefined,
)
const { context } = server.app
const file = join(config.dataDir, 'scene.json')

async function makeScene(subscribers: number) {
  const call = await context.transaction(me, async (tx) => {
    const program = await aProgram(tx)
    const series = await aSeries(tx, program)
    await tx.db.execute(sql`
      with people as (
        insert into people_persons (id, name, email, locale, created_at)
        select gen_random_uuid(), 'Reader ' || n, 'reader-' || n || '@many.example',
          case when n % 4 = 0 then 'ur' else 'en' end, now()
        from generate_series(1, ${subscribers}::int) n returning id
      )
      insert into calls_subscriptions (id, person, program, series, state, asked, created_at)
      select gen_random_uuid(), id, ${program}::uuid, null, 'confirmed', 1, now() from people`)
    const startsAt = tx.now.add({ hours: 24 * 21 })
    return aDraft(tx, series, { startsAt, rsvpDeadline: startsAt.subtract({ hours: 48 }) })
  })
  const officer = await staffClient(server.app, 'officer')
  return { call: call.id, officer: officer.cookie }
}

if (!existsSync(file)) await writeFile(file, JSON.stringify(await makeScene(Number(process.argv[2] ?? 10))))
process.stdout.write(
  `${JSON.stringify({ url: server.app.url, ...JSON.parse(await readFile(file, 'utf8')) })}\n`,
)
process.once('SIGTERM', () => void server.stop().then(() => process.exit(0)))
process.on('disconnect', () => void server.stop().then(() => process.exit(0)))

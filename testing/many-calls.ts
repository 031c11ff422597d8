import { openDatabase } from '../adapters/database/connect.ts'
import { runningEmbeddedDatabase } from '../adapters/database/embedded.ts'

/**
 * Fills the running installation of a data folder with many calls at once, straight in its tables: every call is a copy of the first,
 * every registration, event and text a row of its own. For measuring what depends on the number of rows and not on how they came.
 */
export async function fillWithCalls(
  dataDir: string,
  { calls, registrations, events }: { calls: number; registrations: number; events: number },
): Promise<void> {
  const url = await runningEmbeddedDatabase(dataDir)
  if (!url) throw new Error(`nothing runs on ${dataDir}`)
  const database = openDatabase(url, { max: 1 })
  await database.transaction(async (_db, execute) => {
    await execute('set local statement_timeout = 0')
    for (const statement of statements(calls, registrations, events)) await execute(statement)
  })
  await database.close()
}

const statements = (calls: number, registrations: number, events: number): string[] => {
  const words = `'{"en": "Opportunities in the IT sector", "ur": null}'::jsonb`
  return [
    `insert into calls_programs (id, slug, name, purpose, created_at) values (gen_random_uuid(), 'many', ${words}, ${words}, now())`,
    `insert into calls_series (id, program, slug, name, description, created_at)
     select gen_random_uuid(), id, 'many', ${words}, ${words}, now() from calls_programs where slug = 'many'`,
    `insert into calls_calls (id, series, number, slug, state, version, rules_version, topic, description, open_to, host_place, minutes,
       zone, sectors, countries, languages, ground_rules, created_at)
     select gen_random_uuid(), s.id, n, 'many-' || n, 'ended', 1, 1, ${words}, ${words}, ${words}, ${words}, 60,
       'Asia/Karachi', '{cloud-computing}', '{PK}', '{en}', 'on the record', now()
     from calls_series s, generate_series(1, ${calls}) n where s.slug = 'many'`,
    `insert into people_organizations (id, name, name_key, kind, created_at)
     select gen_random_uuid(), 'Firm ' || n, 'firm ' || n, 'firm', now() from generate_series(1, ${registrations}) n`,
    `insert into people_persons (id, name, email, organization, locale, created_at)
     select gen_random_uuid(), 'Person of ' || name, 'person@' || id || '.example', id, 'en', now()
     from people_organizations where name like 'Firm %'`,
    `insert into registration_notices (version, at, text) values (1, now(), ${words}) on conflict do nothing`,
    `insert into registration_registrations (id, call, person, organization, state, generation, sectors, found_by, notice, questions, submitted_at)
     select gen_random_uuid(), c.id, p.id, p.organization, 'approved', 1, '{cloud-computing}', 'name', 1, '{}', now()
     from calls_calls c, people_persons p where c.slug like 'many-%' and p.name like 'Person of Firm %'`,
    `insert into access_grants (id, call, person, organization, roles, created_at)
     select gen_random_uuid(), r.call, r.person, r.organization, '{attendee}', now() from registration_registrations r`,
    `insert into events (stream, seq, at, actor, type, audience, data)
     select 'registration:' || id, 1, now(), '{"kind": "anonymous", "id": null}', 'registration.submitted', 'mission',
       jsonb_build_object('call', call, 'person', person) from registration_registrations`,
    `insert into events (stream, seq, at, actor, type, audience, data)
     select 'record:' || c.id, n, now(), '{"kind": "system", "id": "room"}', 'question.submitted', 'panel',
       jsonb_build_object('question', gen_random_uuid(), 'visibility', 'public')
     from calls_calls c, generate_series(1, ${events}) n where c.slug like 'many-%'`,
    `insert into texts (stream, seq, person, text)
     select stream, seq, null, 'What about licence number ' || seq || ', and for how long does it hold once it was given to a firm?'
     from events where stream like 'record:%'`,
  ]
}

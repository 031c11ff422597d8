import { createHash } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { type CallRole, system } from '../../../kernel/actor.ts'
import type { AppContext } from '../../../kernel/ports.ts'

/** Somebody with an open session of a personal link, without having pressed the button. */
export interface SeatOfCrowd {
  readonly grant: string
  readonly cookie: string
}

export interface Crowd {
  readonly attendees: readonly SeatOfCrowd[]
  readonly moderators: readonly SeatOfCrowd[]
  /** The attendees as the record knows them. */
  readonly people: readonly { readonly person: string; readonly organization: string }[]
}

interface Row {
  readonly person: string
  readonly organization: string
  readonly grant: string
  readonly session: string
  readonly token: string
  readonly roles: readonly CallRole[]
}

/** So many attendees, two of each firm, and three moderators, written at once: inviting five thousand one by one takes minutes. */
export async function inviteCrowd(app: AppContext, call: string, attendees: number): Promise<Crowd> {
  const firms = Array.from({ length: Math.ceil(attendees / 2) + 1 }, () => app.ids())
  const row = (n: number, roles: readonly CallRole[]): Row => ({
    person: app.ids(),
    organization: firms[roles.includes('moderator') ? firms.length - 1 : Math.floor(n / 2)] ?? '',
    grant: app.ids(),
    session: app.ids(),
    token: `crowd-${call}-${n}`,
    roles,
  })
  const guests = Array.from({ length: attendees }, (_, n) => row(n, ['attendee']))
  const moderators = [1, 2, 3].map((n) => row(attendees + n, ['moderator']))
  const rows = [...guests, ...moderators].map((each, n) => ({
    ...each,
    n,
    hash: createHash('sha256').update(each.token).digest('base64url'),
  }))
  await app.transaction(system('test'), async (tx) => {
    await tx.db.execute(sql`
      insert into people_organizations (id, name, name_key, kind, created_at)
      select id, 'Firm ' || n, 'firm' || n, 'firm', now()
      from unnest(${sql.param(firms)}::uuid[]) with ordinality as firm(id, n)`)
    await tx.db.execute(sql`
      with crowd as materialized (
        select * from json_to_recordset(${JSON.stringify(rows)}::json)
          as row(n int, person uuid, organization uuid, "grant" uuid, session uuid, hash text, roles text[])
      ), persons as (
        insert into people_persons (id, name, email, organization, locale, created_at)
        select person, 'Attendee ' || n, 'crowd' || n || '@firm.example', organization, 'en', now() from crowd
      ), grants as (
        insert into access_grants (id, call, person, organization, roles, created_at)
        select "grant", ${call}, person, organization, roles, now() from crowd returning id
      )
      insert into access_link_sessions (id, grant_id, token_hash, created_at, used_at)
      select session, "grant", hash, now(), now() from crowd`)
  })
  const seat = ({ grant, token }: Row): SeatOfCrowd => ({ grant, cookie: `dl_g_${grant}=${token}` })
  return {
    attendees: guests.map(seat),
    moderators: moderators.map(seat),
    people: guests.map(({ person, organization }) => ({ person, organization })),
  }
}

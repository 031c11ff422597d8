import { and, desc, eq, sql } from 'drizzle-orm'
import { type Actor, actorRef } from '../../kernel/actor.ts'
import { AppError } from '../../kernel/errors.ts'
import type { Id } from '../../kernel/ids.ts'
import { events, texts } from '../../kernel/tables.ts'
import type { Tx } from '../../kernel/tx.ts'
import { recordStream } from '../room/contract.ts'
import { type Content, readoutStream, type Wording } from './contract.ts'
import { sentencesOf } from './rules/changes.ts'
import { readouts, wordings } from './tables.ts'

/**
 * Adds a version. Two at the same moment do not both become the next one.
 * @throws AppError `conflict` `outcomes.readout_moved` when `basedOn` is no longer the newest
 */
export async function addVersion(
  tx: Tx,
  actor: Actor,
  input: { call: Id; how: 'compiled' | 'edited'; content: Content; basedOn: number | null },
): Promise<number> {
  await tx.db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${readoutStream(input.call)}, 0))`)
  const [last] = await tx.db
    .select({ version: readouts.version })
    .from(readouts)
    .where(eq(readouts.call, input.call))
    .orderBy(desc(readouts.version))
    .limit(1)
  if (input.basedOn !== null && last?.version !== input.basedOn) {
    throw new AppError('conflict', 'outcomes.readout_moved', { params: { version: last?.version ?? 0 } })
  }
  const version = (last?.version ?? 0) + 1
  const { call, how, content } = input
  await tx.db.insert(readouts).values({ call, version, how, content, editedBy: actorRef(actor), at: tx.now })
  await tx.emit({
    stream: readoutStream(call),
    type: how === 'compiled' ? 'readout.compiled' : 'readout.edited',
    audience: 'mission',
    data: { call, version },
  })
  return version
}

/** Keeps the wording and says which phrases changed. */
export async function keepWording(
  tx: Tx,
  call: Id,
  content: Wording,
  about: { phrases: readonly string[]; members: readonly Id[] },
): Promise<void> {
  await tx.db
    .insert(wordings)
    .values({ call, content })
    .onConflictDoUpdate({ target: wordings.call, set: { content } })
  await tx.emit({
    stream: readoutStream(call),
    type: 'readout.worded',
    audience: 'mission',
    data: { call, ...about },
  })
}

/** Keeps a translation of words of the record; the newest one counts. It is erased with the person who said them. */
export async function keepTranslation(
  tx: Tx,
  input: { call: Id; seq: number; locale: 'en' | 'ur'; text: string; person: Id | null },
): Promise<void> {
  const { call, seq, locale, text, person } = input
  await tx.emit({
    stream: readoutStream(call),
    type: 'readout.translated',
    audience: 'mission',
    data: { call, of: seq, locale },
    text,
    person,
  })
}

/** Takes a person out of every version: a sentence that names or quotes them loses its words. */
export async function forgetPerson(tx: Tx, person: Id): Promise<void> {
  const named = await tx.db
    .selectDistinct({ call: readouts.call })
    .from(readouts)
    .where(sql`${readouts.content}::text like ${`%${person}%`}`)
  for (const { call } of named) await redact(tx, call, ({ people }) => people.includes(person))
}

/** Takes the words of one event of a record out of every version, and out of the translations. */
export async function forgetSource(tx: Tx, call: Id, seq: number): Promise<void> {
  const stream = recordStream(call)
  await redact(tx, call, ({ sources }) =>
    sources.some((source) => source.stream === stream && source.seq === seq),
  )
  const translated = await tx.db
    .select({ seq: events.seq })
    .from(events)
    .where(
      and(
        eq(events.stream, readoutStream(call)),
        eq(events.type, 'readout.translated'),
        sql`(${events.data} ->> 'of')::int = ${seq}`,
      ),
    )
  for (const each of translated)
    await tx.db.delete(texts).where(and(eq(texts.stream, readoutStream(call)), eq(texts.seq, each.seq)))
}

type Is = (sentence: Content['en']['headline']) => boolean

/** In all versions of a readout; what an officer had taken out of one is known by the key it has in another. */
async function redact(tx: Tx, call: Id, is: Is): Promise<void> {
  const versions = await tx.db.select().from(readouts).where(eq(readouts.call, call))
  const keys = new Set(
    versions.flatMap(({ content }) =>
      [content.en, content.ur].flatMap((text) =>
        sentencesOf(text)
          .filter(is)
          .map(({ key }) => key),
      ),
    ),
  )
  if (keys.size === 0) return
  for (const { version, content } of versions) {
    const without = { en: withoutWords(content.en, is, keys), ur: withoutWords(content.ur, is, keys) }
    await tx.db
      .update(readouts)
      .set({ content: without })
      .where(and(eq(readouts.call, call), eq(readouts.version, version)))
  }
}

function withoutWords(text: Content['en'], is: Is, keys: ReadonlySet<string>): Content['en'] {
  const bare = (sentence: Content['en']['headline']) =>
    is(sentence) ? { ...sentence, text: null, compiled: null } : sentence
  return {
    headline: bare(text.headline),
    paragraphs: text.paragraphs.map((p) => ({ ...p, sentences: p.sentences.map(bare) })),
    dropped: text.dropped.filter(({ key }) => !keys.has(key)),
  }
}

/** Takes what panel members are called in readouts out of the wording. */
export async function forgetMembers(
  tx: Tx,
  members: readonly { call: Id; panelMember: Id }[],
): Promise<void> {
  for (const { call, panelMember } of members) {
    const [row] = await tx.db.select().from(wordings).where(eq(wordings.call, call)).for('update')
    if (!row) continue
    const content = {
      ...row.content,
      members: row.content.members.filter((member) => member.panelMember !== panelMember),
    }
    await tx.db.update(wordings).set({ content }).where(eq(wordings.call, call))
  }
}

/** Says which version everybody may read from now on; null: none. */
export async function notePublication(tx: Tx, call: Id, version: number | null): Promise<void> {
  await tx.emit({
    stream: readoutStream(call),
    type: version === null ? 'readout.unpublished' : 'readout.published',
    audience: 'public',
    data: version === null ? { call } : { call, version },
  })
}

import { desc, eq, sql } from 'drizzle-orm'
import { type Actor, actorRef } from '../../kernel/actor.ts'
import { AppError } from '../../kernel/errors.ts'
import type { Id } from '../../kernel/ids.ts'
import type { Tx } from '../../kernel/tx.ts'
import { type Content, readoutStream, type Wording } from './contract.ts'
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
    .select()
    .from(readouts)
    .where(sql`${readouts.content}::text like ${`%${person}%`}`)
  for (const { call, version, content } of named) {
    await tx.db
      .update(readouts)
      .set({ content: { en: without(content.en, person), ur: without(content.ur, person) } })
      .where(sql`${readouts.call} = ${call} and ${readouts.version} = ${version}`)
  }
}

function without(text: Content['en'], person: Id): Content['en'] {
  const redact = (sentence: Content['en']['headline']) =>
    sentence.people.includes(person) ? { ...sentence, text: null, compiled: null } : sentence
  return {
    ...text,
    headline: redact(text.headline),
    paragraphs: text.paragraphs.map((p) => ({ ...p, sentences: p.sentences.map(redact) })),
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

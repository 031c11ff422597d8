import type { Actor } from '../../../kernel/actor.ts'
import { AppError } from '../../../kernel/errors.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Locale } from '../../../kernel/locale.ts'
import type { Tx } from '../../../kernel/tx.ts'
import type { CallFacts } from '../../calls/contract.ts'
import type { Content, NewVersion, Readout, ReadoutText, TranslationRow, Wording } from '../contract.ts'
import { callRecord, readoutSource } from '../reads/source.ts'
import { sourcesOf } from '../reads/sources.ts'
import { latestVersion, versionAt, versionsOf } from '../reads/versions.ts'
import { changesSince, sentencesOf } from '../rules/changes.ts'
import { brokenQuotes, edited } from '../rules/edit.ts'
import { pointsOf } from '../rules/points.ts'
import { compileReadout } from '../rules/readout/compile.ts'
import type { Draft } from '../rules/readout/draft.ts'
import { isUrdu } from '../rules/readout/language.ts'
import type { ReadoutSource } from '../rules/readout/source.ts'
import type { Say } from '../rules/say.ts'
import { reword } from '../rules/wording.ts'
import { addVersion, keepTranslation, keepWording, notePublication } from '../store.ts'
import { publishedVersion } from '../views.ts'
import { editableCall, mayEdit, maySay, readableCall } from './permission.ts'

type Voices = Readonly<Record<Locale, Say>>

interface Compiled {
  readonly read: Awaited<ReturnType<typeof callRecord>>
  readonly source: ReadoutSource
  readonly wording: Wording
  readonly drafts: Readonly<Record<Locale, Draft>>
  readonly content: Content
}

async function compiled(tx: Tx, facts: CallFacts, voices: Voices): Promise<Compiled> {
  const read = await callRecord(tx, facts)
  const { source, wording } = await readoutSource(tx, read)
  const drafts = {
    en: compileReadout(source, 'en', voices.en),
    ur: compileReadout(source, 'ur', voices.ur),
  }
  return { read, source, wording, drafts, content: { en: textOf(drafts.en), ur: textOf(drafts.ur) } }
}

const textOf = ({ headline, paragraphs }: Draft): ReadoutText => ({
  headline,
  paragraphs: paragraphs.map((paragraph) => ({ ...paragraph, sentences: [...paragraph.sentences] })),
  dropped: [],
})

const hasEnded = ({ record }: Compiled['read']): boolean =>
  record.some((event) => event.type === 'room.ended')

/** The readout as its editor shows it: a version, what the record says today, and the events behind each sentence. */
export async function readReadout(
  tx: Tx,
  actor: Actor,
  input: { call: Id; version?: number | undefined },
  voices: Voices,
  locale: Locale,
): Promise<Readout> {
  const facts = await readableCall(tx, actor, input.call)
  const today = await compiled(tx, facts, voices)
  const versions = await versionsOf(tx, facts.id)
  const published = await publishedVersion(tx, facts.id)
  const shown = input.version
    ? await versionAt(tx, facts.id, input.version)
    : await latestVersion(tx, facts.id)
  if (input.version && !shown) throw new AppError('not_found', 'outcomes.no_such_version')
  const content = shown?.content ?? null
  const inLanguage = (language: Locale, text: ReadoutText) => ({
    text,
    gaps: [...today.drafts[language].gaps],
    omissions: [...today.drafts[language].omissions],
    changes: changesSince(text, today.content[language]),
  })
  const texts = content ? [content.en, content.ur, today.content.en, today.content.ur] : []
  const refs = texts.flatMap(sentencesOf).flatMap((sentence) => sentence.sources)
  const directory = { panel: facts.panel, people: today.read.people, mission: today.source.mission.value }
  return {
    call: facts.id,
    zone: facts.zone,
    place: facts.hostPlace,
    state: content ? (published ? 'published' : 'draft') : 'not ended',
    published: published?.version ?? null,
    slug: facts.slug,
    version: shown?.version ?? 0,
    versions,
    languages: content && { en: inLanguage('en', content.en), ur: inLanguage('ur', content.ur) },
    sources: await sourcesOf(tx, today.read, directory, refs, locale),
    wording: today.wording,
    panel: facts.panel.map(({ id, name, role }) => ({ id, name, isHost: role === 'host' })),
    hasCampaign: facts.campaign !== null,
    mayEdit: mayEdit(actor, facts),
  }
}

/** A new version from the record as it is. @throws AppError `conflict` before the call has ended */
export async function compileVersion(tx: Tx, actor: Actor, call: Id, voices: Voices): Promise<void> {
  const facts = await editableCall(tx, actor, call)
  const today = await compiled(tx, facts, voices)
  if (!hasEnded(today.read)) throw new AppError('conflict', 'outcomes.not_ended')
  await addVersion(tx, actor, { call, how: 'compiled', content: today.content, basedOn: null })
}

/** The first version, unless somebody was faster. */
export async function draftOnce(tx: Tx, actor: Actor, call: Id, voices: Voices): Promise<void> {
  if (!(await latestVersion(tx, call))) await compileVersion(tx, actor, call, voices)
}

/** Saves an edit of one language as a new version. @throws AppError `conflict` when a newer version exists */
export async function saveVersion(tx: Tx, actor: Actor, input: NewVersion, voices: Voices): Promise<void> {
  const facts = await editableCall(tx, actor, input.call)
  const before = await versionAt(tx, facts.id, input.basedOn)
  if (!before) throw new AppError('not_found', 'outcomes.no_such_version')
  const today = await compiled(tx, facts, voices)
  const { locale } = input
  const broken = brokenQuotes(before.content[locale], today.content[locale], input)
  if (broken.length > 0) {
    const fields = broken.map((path) => ({ path, reason: 'outcomes.quote_changed' }))
    throw new AppError('invalid', 'outcomes.quote_changed', { fields })
  }
  const text = edited(before.content[locale], today.content[locale], input)
  const content = { ...before.content, [locale]: text }
  await addVersion(tx, actor, { call: facts.id, how: 'edited', content, basedOn: input.basedOn })
}

/** Everybody may read a version, or none any more. @throws AppError `not_found` */
export async function publish(
  tx: Tx,
  actor: Actor,
  { call, version }: { call: Id; version: number | null },
): Promise<void> {
  const facts = await editableCall(tx, actor, call)
  if (version !== null) {
    const chosen = await versionAt(tx, facts.id, version)
    if (!chosen) throw new AppError('not_found', 'outcomes.no_such_version')
    await maySay(tx, facts.id, chosen.content)
  }
  const now = await publishedVersion(tx, facts.id)
  if ((now?.version ?? null) === version) return
  await notePublication(tx, facts.id, version)
}

type WordingChange = Parameters<typeof reword>[1]

/** How the readout names audience, officials, subject and panel. */
export async function word(tx: Tx, actor: Actor, input: { call: Id; set: WordingChange }): Promise<void> {
  const facts = await editableCall(tx, actor, input.call)
  const { wording } = await readoutSource(tx, await callRecord(tx, facts))
  const panel = new Set(facts.panel.map(({ id }) => id))
  if (input.set.members?.some(({ panelMember }) => !panel.has(panelMember))) {
    throw new AppError('not_found', 'outcomes.unknown_panel_member')
  }
  const { after, phrases, members } = reword(wording, input.set)
  await keepWording(tx, facts.id, after, { phrases, members })
}

/** Words of the record that stand in the other language, with their translations. Quotes and points that may be said only. */
export async function readTranslations(
  tx: Tx,
  actor: Actor,
  input: { call: Id; locale: Locale },
): Promise<TranslationRow[]> {
  const facts = await readableCall(tx, actor, input.call)
  const { source } = await readoutSource(tx, await callRecord(tx, facts))
  return pointsOf(source.stream, source.record)
    .filter((point) => point.groundRules !== 'off the record')
    .filter((point) => point.text !== null && isUrdu(point.text) !== (input.locale === 'ur'))
    .map((point) => {
      const known = source.translations.get(point.textSeq)
      return {
        of: { stream: source.stream, seq: point.textSeq },
        kind: point.kind,
        text: point.text,
        locale: input.locale,
        translation: known?.locale === input.locale ? known.text : null,
      }
    })
}

/** @throws AppError `not_found` when the event holds no words that a readout may use */
export async function translate(
  tx: Tx,
  actor: Actor,
  input: { call: Id; seq: number; locale: Locale; text: string },
): Promise<void> {
  const facts = await editableCall(tx, actor, input.call)
  const { source } = await readoutSource(tx, await callRecord(tx, facts))
  const point = pointsOf(source.stream, source.record).find(({ textSeq }) => textSeq === input.seq)
  if (!point) throw new AppError('not_found', 'outcomes.no_such_words')
  const { speaker } = point
  const seat =
    speaker?.kind === 'panel member'
      ? source.panel.find(({ id }) => id === speaker.panelMember)
      : source.panel.find(({ isHost }) => isHost && speaker?.kind === 'host')
  const person = speaker?.kind === 'person' ? speaker.person : (seat?.person ?? null)
  await keepTranslation(tx, { ...input, person })
}

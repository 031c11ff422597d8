import type { Actor } from '../../../kernel/actor.ts'
import { commandSet } from '../../../kernel/commands.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Localized } from '../../../kernel/schemas.ts'
import type { Tx } from '../../../kernel/tx.ts'
import type { CallChange } from './schemas.ts'
import type { Answerer, CallState, GroundRules, PanelState, Sector, StageRole } from './words.ts'

export interface PanelMemberFacts {
  readonly id: Id
  readonly person: Id
  readonly role: StageRole
  readonly name: Localized
  readonly title: Localized
  readonly organization: Localized
  readonly bio: Localized
  readonly state: PanelState
  readonly invitedAt: Temporal.Instant | null
  readonly answeredAt: Temporal.Instant | null
  readonly answeredBy: Answerer | null
  /** The panel member who sits there instead. */
  readonly replacedBy: Id | null
  readonly rehearsedAt: Temporal.Instant | null
  /** The person of the office contact, who gets everything in copy. */
  readonly office: Id | null
}

export interface AgendaItemFacts {
  readonly id: Id
  readonly title: Localized
  /** Panel member id (the host is one, too). */
  readonly speaker: Id | null
  readonly startsAt: Temporal.Instant | null
  readonly minutes: number
  /** The item's own rules, or else those of the call. */
  readonly groundRules: GroundRules
}

/** What other slices may know of a call. Texts are '' / null while a draft lacks them. */
export interface CallFacts {
  readonly id: Id
  readonly slug: string
  readonly version: number
  /** Goes up when the ground rules of the call or of an agenda item change. */
  readonly rulesVersion: number
  readonly state: CallState
  readonly program: {
    readonly id: Id
    readonly slug: string
    readonly name: Localized
    readonly purpose: Localized
  }
  readonly series: {
    readonly id: Id
    readonly slug: string
    readonly name: Localized
    /** What the series is for, as a clause: `foster trade and investment between …`. */
    readonly description: Localized
    readonly number: number
  }
  readonly campaign: { readonly id: Id; readonly slug: string; readonly name: Localized } | null
  readonly topic: Localized
  readonly description: Localized
  readonly openTo: Localized
  /** The first panel member with the role host; null while nobody is. `id` is that of the panel member. */
  readonly host: PanelMemberFacts | null
  /** Everyone on stage in order, the host included. */
  readonly panel: readonly PanelMemberFacts[]
  readonly agenda: readonly AgendaItemFacts[]
  readonly startsAt: Temporal.Instant | null
  readonly endsAt: Temporal.Instant | null
  readonly minutes: number
  /** IANA zone of the host and what the place is called. */
  readonly zone: string
  readonly hostPlace: Localized
  readonly rsvpDeadline: Temporal.Instant | null
  readonly capacity: number | null
  readonly sectors: readonly Sector[]
  /** ISO 3166-1 alpha-2. */
  readonly countries: readonly string[]
  /** ISO 639. */
  readonly languages: readonly string[]
  readonly groundRules: GroundRules
  /** The stage in another product. Only for those who were admitted. */
  readonly stageLink: string | null
  /** What the public page says of a cancelled call. */
  readonly cancelReason: string | null
  /** When it was announced; null while it never was. */
  readonly publishedAt: Temporal.Instant | null
}

/** An earlier or the same call of a series. */
export interface SeriesEntry {
  readonly call: Id
  readonly number: number
  readonly state: CallState
  readonly topic: Localized
  readonly startsAt: Temporal.Instant | null
  readonly zone: string
  readonly hosts: readonly { readonly person: Id; readonly name: Localized }[]
}

/** An item of the agenda of a template. */
export interface TemplateItem {
  readonly title: Localized
  readonly minutes: number
  /** Null: the rules of the call. */
  readonly groundRules: GroundRules | null
}

/** A whole call in one piece, as a sample or an import knows it. */
export interface WholeCall {
  readonly series: Id
  readonly number?: number
  readonly campaign?: Id | null
  readonly topic: Localized
  readonly description: Localized
  readonly openTo: Localized
  readonly startsAt: Temporal.Instant
  readonly minutes: number
  readonly zone: string
  readonly hostPlace: Localized
  readonly rsvpDeadline: Temporal.Instant
  readonly capacity: number
  readonly sectors: readonly Sector[]
  readonly countries: readonly string[]
  readonly languages: readonly string[]
  readonly groundRules: GroundRules
  readonly stageLink?: string | null
  readonly panel: readonly {
    readonly role: StageRole
    readonly name: Localized
    readonly title: Localized
    readonly organization: Localized
    readonly bio?: Localized
    readonly email?: string | null
  }[]
  /** `speaker` is an index into `panel`. */
  readonly agenda: readonly {
    readonly title: Localized
    readonly minutes: number
    readonly speaker: number | null
    readonly groundRules?: GroundRules | null
  }[]
}

/** One announcement of a feed and what became of it. */
export interface ImportedEntry {
  readonly title: string
  readonly outcome: 'added' | 'known'
  readonly call: Id
  /** What was read, as label and value, for people. */
  readonly read: readonly (readonly [label: string, value: string])[]
  /** What could not be read, and why; the field stays empty. */
  readonly doubts: readonly { readonly field: string; readonly says: string }[]
  /** What was understood beyond the letter. */
  readonly notes: readonly string[]
}
export interface ImportReport {
  readonly entries: readonly ImportedEntry[]
  /** Announcements beyond what is read of one file. */
  readonly leftOut: number
}

export interface CallsCommands {
  /** @throws AppError `not_found` `calls.unknown_call` */
  get(tx: Tx, actor: Actor, input: { call: Id }): Promise<CallFacts>
  /** Drafts too: the caller decides who may see them. Null when there is none. */
  getBySlug(tx: Tx, actor: Actor, input: { slug: string }): Promise<CallFacts | null>
  /** By start, earliest first, those without a date last. Without `states` all of them; `programs` narrows. */
  list(
    tx: Tx,
    actor: Actor,
    input: { states?: readonly CallState[]; programs?: readonly Id[] },
  ): Promise<readonly CallFacts[]>
  /** The call and the calls of its series before it, oldest first (by number). */
  seriesOf(tx: Tx, actor: Actor, input: { call: Id }): Promise<readonly SeriesEntry[]>
  /**
   * Moves a call to another state, with the rules of the one table of transitions.
   * @throws AppError `conflict` with the reason why not, `forbidden`
   */
  setState(tx: Tx, actor: Actor, input: { call: Id; to: CallState; reason?: string | null }): Promise<void>
  createProgram(tx: Tx, actor: Actor, input: { name: Localized; purpose: Localized }): Promise<Id>
  createSeries(
    tx: Tx,
    actor: Actor,
    input: { program: Id; name: Localized; description: Localized; country: string | null },
  ): Promise<Id>
  createCampaign(tx: Tx, actor: Actor, input: { name: Localized }): Promise<Id>
  /** Writes a whole call as a draft: `setState` publishes it. The system may give it a date in the past. */
  createCall(tx: Tx, actor: Actor, input: WholeCall): Promise<CallFacts>
  /** Changes single fields of a call, with the rules of its page. @throws AppError `invalid`, `conflict` */
  change(tx: Tx, actor: Actor, input: { call: Id; set: CallChange }): Promise<CallFacts>
  /**
   * Reads a program's RSS into draft calls. What was read before, or is a call of ours, is known and left alone.
   * @throws AppError `invalid` `calls.feed_too_large`, `.feed_not_in_its_encoding`, `.feed_unknown_encoding`, `.feed_with_doctype`, `.not_a_feed`
   */
  importFeed(tx: Tx, actor: Actor, input: { bytes: Uint8Array }): Promise<ImportReport>
}

export const callsCommands = commandSet<CallsCommands>('calls')

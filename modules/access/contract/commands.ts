import type { Actor, CallRole } from '../../../kernel/actor.ts'
import { commandSet } from '../../../kernel/commands.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Tx } from '../../../kernel/tx.ts'

/** How the installation presents itself; the mission changes it at /desk/settings. */
export interface Installation {
  /** `new` until the first-run page was answered. */
  readonly state: 'new' | 'empty' | 'sample'
  readonly missionName: string
  readonly missionNameUr: string | null
  /** IANA zone of the home capital, e.g. America/New_York, and what people call it. */
  readonly homeZone: string
  readonly homePlace: string
  readonly homePlaceUr: string | null
  /** CSS colour of the mission's ink, null for the product's own. */
  readonly ink: string | null
  /** Data URL or path of the seal, null for the product's mark. */
  readonly seal: string | null
}

export interface GrantLink {
  readonly grant: Id
  /** The personal link, absolute. */
  readonly url: string
}

/**
 * Events: `grant.given`, `grant.roles_revoked` (`before`, `after` roles), `grant.revoked` (all sessions end), `grant.link_shown`,
 * `grant.opened`; every one with `call` and `person`, in stream `grant:<id>`.
 */
export interface AccessCommands {
  /** The staff actor behind a signed-in user; without memberships while the second factor is still owed (`complete` false). */
  staffActor(tx: Tx, actor: Actor, input: { user: Id; session: Id; complete: boolean }): Promise<Actor>
  /** The actor behind the session cookie of a personal link; anonymous when it is unknown, expired or the grant was revoked. */
  grantActor(tx: Tx, actor: Actor, input: { grant: Id; token: string }): Promise<Actor>
  /** The actor behind a machine's token. @throws AppError `unauthenticated` when it does not serve, `rate_limited` */
  tokenActor(tx: Tx, actor: Actor, input: { token: string }): Promise<Actor>
  installation(tx: Tx, actor: Actor, input: Record<string, never>): Promise<Installation>
  /** Writes how the installation presents itself; the demo and the sample use it too. */
  present(tx: Tx, actor: Actor, input: Installation & { state: 'empty' | 'sample' }): Promise<void>
  /** Gives a person roles on a call (added to those already held); answers the grant and its link. */
  grant(
    tx: Tx,
    actor: Actor,
    input: { call: Id; person: Id; organization: Id | null; roles: readonly CallRole[] },
  ): Promise<GrantLink>
  /** Whose personal link this token is, without opening it, or why it opens nothing. Changes nothing: scanners open links. */
  holderOf(
    tx: Tx,
    actor: Actor,
    input: { token: string },
  ): Promise<
    { readonly holder: Extract<Actor, { kind: 'grant' }> } | { readonly problem: 'unknown' | 'revoked' }
  >
  /** The link of a grant that is not revoked, or null. */
  link(tx: Tx, actor: Actor, input: { call: Id; person: Id }): Promise<GrantLink | null>
  /** What is given to a person on a call, or null; `url` is null once the link was revoked. */
  standing(
    tx: Tx,
    actor: Actor,
    input: { call: Id; person: Id },
  ): Promise<{ grant: Id; roles: readonly CallRole[]; url: string | null } | null>
  /** Ends every session of the link and makes it useless; `grant` again makes a new link. */
  revoke(tx: Tx, actor: Actor, input: { call: Id; person: Id }): Promise<void>
  /** Takes roles away; the grant serves on for status and answers, without entry. */
  revokeRoles(
    tx: Tx,
    actor: Actor,
    input: { call: Id; person: Id; roles: readonly CallRole[] },
  ): Promise<void>
  /** Adds a member of staff, or answers the one with this address; sends nothing. */
  enrol(
    tx: Tx,
    actor: Actor,
    input: {
      email: string
      name: string
      locale?: 'en' | 'ur'
      memberships: readonly {
        role: 'administrator' | 'officer' | 'approver' | 'viewer'
        program: Id | null
      }[]
    },
  ): Promise<{ user: Id }>
  /**
   * A one-time sign-in link for a member of staff (by address), or for the first administrator of a new installation (no address);
   * null when nobody is known by it.
   */
  signInLink(tx: Tx, actor: Actor, input: { email: string | null; minutes: number }): Promise<string | null>
  /** Forgets passkeys and authenticator of a member of staff (by address) and ends her sessions; false when nobody is known by it. */
  resetFactors(tx: Tx, actor: Actor, input: { email: string }): Promise<boolean>
}

export const accessCommands = commandSet<AccessCommands>('access')

/** The sample program, offered by whoever knows it; the first-run page asks for it. */
export interface SampleCommands {
  load(tx: Tx, actor: Actor, input: Record<string, never>): Promise<void>
}
export const sampleCommands = commandSet<SampleCommands>('sample')

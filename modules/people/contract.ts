import { oc } from '@orpc/contract'
import { z } from 'zod'
import type { Actor } from '../../kernel/actor.ts'
import { commandSet } from '../../kernel/commands.ts'
import type { Id } from '../../kernel/ids.ts'
import type { Locale } from '../../kernel/locale.ts'
import { country, email, id, instantString, line, paged, pageQuery, zone } from '../../kernel/schemas.ts'
import type { Tx } from '../../kernel/tx.ts'

export const ORGANIZATION_KINDS = [
  'firm',
  'ministry',
  'authority',
  'council',
  'local partner',
  'mission',
] as const
export type OrganizationKind = (typeof ORGANIZATION_KINDS)[number]

/** How a registrant was found to belong to an organization. */
export const FOUND_BY = ['email', 'domain', 'name', 'new'] as const
export type FoundBy = (typeof FOUND_BY)[number]

export const organization = z.strictObject({
  id,
  name: z.string(),
  kind: z.enum(ORGANIZATION_KINDS),
  country: z.string().nullable(),
  registerNumber: z.string().nullable(),
  domains: z.array(z.string()),
})
export type Organization = z.infer<typeof organization>

/** A person's file. Name, e-mail and phone are null once they were removed at the person's wish. */
export const person = z.strictObject({
  id,
  name: z.string().nullable(),
  title: z.string().nullable(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  organization: id.nullable(),
  organizationName: z.string().nullable(),
  locale: z.enum(['en', 'ur']),
  zone: z.string().nullable(),
  erasedAt: instantString.nullable(),
})
export type Person = z.infer<typeof person>

const search = z.string().trim().max(200).optional()

export const contract = {
  listOrganizations: oc
    .route({ method: 'GET', path: '/organizations', summary: 'Organizations, by name' })
    .input(z.strictObject({ search, kind: z.enum(ORGANIZATION_KINDS).optional(), ...pageQuery }))
    .output(paged(organization)),

  organization: oc
    .route({ method: 'GET', path: '/organizations/{organization}', summary: 'The file of an organization' })
    .input(z.strictObject({ organization: id }))
    .output(z.strictObject({ organization, people: z.array(person) })),

  changeOrganization: oc
    .route({ method: 'PATCH', path: '/organizations/{organization}', summary: 'Correct an organization' })
    .input(
      z.strictObject({
        organization: id,
        name: line(200).optional(),
        kind: z.enum(ORGANIZATION_KINDS).optional(),
        country: country.nullable().optional(),
        registerNumber: line(100).nullable().optional(),
      }),
    )
    .output(organization),

  listPersons: oc
    .route({ method: 'GET', path: '/persons', summary: 'People, by name' })
    .input(z.strictObject({ search, organization: id.optional(), ...pageQuery }))
    .output(paged(person)),

  person: oc
    .route({ method: 'GET', path: '/persons/{person}', summary: 'The file of a person' })
    .input(z.strictObject({ person: id }))
    .output(person),

  changePerson: oc
    .route({ method: 'PATCH', path: '/persons/{person}', summary: 'Correct a person' })
    .input(
      z.strictObject({
        person: id,
        name: line(200).optional(),
        title: line(200).nullable().optional(),
        email: email.optional(),
        phone: line(40).nullable().optional(),
        organization: id.nullable().optional(),
        locale: z.enum(['en', 'ur']).optional(),
        zone: zone.nullable().optional(),
      }),
    )
    .output(person),

  erasePerson: oc
    .route({
      method: 'POST',
      path: '/persons/{person}/erase',
      summary: 'Remove a person’s name, addresses and texts for good',
    })
    .input(z.strictObject({ person: id }))
    .output(person),
}

/** What a registrant typed about herself. */
export interface Registrant {
  readonly name: string
  readonly title: string | null
  readonly organization: string
  readonly email: string
  readonly country: string | null
  readonly phone: string | null
  readonly locale: Locale
}

/** An official or expert who will sit on a panel. Without an e-mail nobody is ever taken for somebody else. */
export interface Official {
  readonly name: string
  readonly title: string | null
  readonly email: string | null
  readonly organization: { readonly name: string; readonly kind: OrganizationKind } | null
  readonly country: string | null
  readonly locale: Locale
  readonly zone?: string | null
}

/** What the public door tells of a person: null fields were removed, or never known. */
export interface PersonName {
  readonly name: string | null
  readonly title: string | null
  readonly organization: Id | null
}

export interface Names {
  readonly persons: ReadonlyMap<Id, PersonName>
  readonly organizations: ReadonlyMap<
    Id,
    { readonly name: string; readonly kind: OrganizationKind; readonly country: string | null }
  >
}

export interface PeopleCommands {
  /**
   * Finds or makes the files of a registrant. Exact e-mail finds the person, who keeps what her file says (a stranger may have typed it);
   * the organization is found by e-mail domain, never by that of a free-mail provider, else by its name, else made.
   */
  resolve(
    tx: Tx,
    actor: Actor,
    registrant: Registrant,
  ): Promise<{ person: Id; organization: Id; foundBy: FoundBy }>
  /** @throws AppError `not_found` `people.no_such_person` */
  get(tx: Tx, actor: Actor, input: { person: Id }): Promise<Person>
  /** Names for ids, those that exist; unknown ids are absent. */
  names(
    tx: Tx,
    actor: Actor,
    input: { persons?: readonly Id[]; organizations?: readonly Id[] },
  ): Promise<Names>
  /** Makes the file of an official, or corrects it when the e-mail is known. */
  upsertOfficial(tx: Tx, actor: Actor, official: Official): Promise<{ person: Id; organization: Id | null }>
  /**
   * Finds the file of whoever has this address, or makes one. A file that is there is not touched: anybody may have typed the address.
   */
  contact(
    tx: Tx,
    actor: Actor,
    input: { name: string; email: string; locale: Locale },
  ): Promise<{ person: Id }>
  /** Somebody who came by her personal link says how she is called, or where she is. @throws AppError `gone` once erased */
  correct(
    tx: Tx,
    actor: Actor,
    input: {
      person: Id
      name?: string | undefined
      title?: string | null | undefined
      phone?: string | null | undefined
      zone?: string | undefined
    },
  ): Promise<void>
  /** Clears name, title, e-mail and phone, deletes every text the person wrote, emits `person.erased`. Doing it twice changes nothing. */
  erase(tx: Tx, actor: Actor, input: { person: Id }): Promise<void>
}

export const peopleCommands = commandSet<PeopleCommands>('people')

import { system } from '../../../kernel/actor.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Localized } from '../../../kernel/schemas.ts'
import type { Tx } from '../../../kernel/tx.ts'
import { peopleCommands } from '../../people/contract.ts'
import type { StageRole } from '../contract.ts'
import { kindOfOffice } from '../rules/officials.ts'

export interface OnStage {
  readonly role: StageRole
  readonly name: Localized
  readonly title: Localized
  readonly organization: Localized
  readonly email: string | null
  readonly country: string | null
  readonly zone: string | null
}

/** The file of somebody on stage: found by e-mail and corrected, or made. */
export async function personOf(tx: Tx, official: OnStage): Promise<Id> {
  const organization = official.organization.en
  const { person } = await tx.use(peopleCommands).upsertOfficial(tx, system('calls'), {
    name: official.name.en,
    title: official.title.en || null,
    email: official.email,
    organization: organization
      ? { name: organization, kind: kindOfOffice(organization, official.role) }
      : null,
    country: official.role === 'panelist' ? official.country : null,
    locale: 'en',
    zone: official.zone,
  })
  return person
}

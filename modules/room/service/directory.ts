import type { Names } from '../../people/contract.ts'
import type { Directory, RoomState } from '../rules/state.ts'

export interface LiveDirectory extends Directory {
  /** Looks up whom it does not know yet. Answers whether there was anybody. */
  learn(persons: readonly string[], organizations: readonly string[]): Promise<boolean>
  /** A person was erased. */
  forget(person: string): void
}

/** Names for the views of one room, looked up once: names do not stand in the record. */
export function createDirectory(
  look: (persons: readonly string[], organizations: readonly string[]) => Promise<Names>,
): LiveDirectory {
  const persons = new Map<string, { name: string; title: string | null } | undefined>()
  const organizations = new Map<string, string | undefined>()
  const together = batched(look)
  return {
    person: (id) => persons.get(id),
    organization: (id) => organizations.get(id),
    async learn(people, firms) {
      const newPeople = people.filter((id) => !persons.has(id))
      const newFirms = firms.filter((id) => !organizations.has(id))
      if (newPeople.length === 0 && newFirms.length === 0) return false
      const names = await together(newPeople, newFirms)
      for (const id of newPeople) {
        const known = names.persons.get(id)
        persons.set(id, known?.name ? { name: known.name, title: known.title } : undefined)
      }
      for (const id of newFirms) organizations.set(id, names.organizations.get(id)?.name)
      return true
    },
    forget(person) {
      persons.set(person, undefined)
    },
  }
}

type Look = (persons: readonly string[], organizations: readonly string[]) => Promise<Names>

/** Three thousand who come at once are looked up in a few queries: whoever asks during one is in the next. */
function batched(look: Look): Look {
  let next: { persons: Set<string>; organizations: Set<string>; names: Promise<Names> } | null = null
  let former: Promise<unknown> = Promise.resolve()
  return (persons, organizations) => {
    if (!next) {
      const batch = { persons: new Set<string>(), organizations: new Set<string>() }
      const names = former
        .catch(() => undefined)
        .then(() => {
          next = null
          return look([...batch.persons], [...batch.organizations])
        })
      next = { ...batch, names }
      former = names
    }
    for (const id of persons) next.persons.add(id)
    for (const id of organizations) next.organizations.add(id)
    return next.names
  }
}

/** Everybody a record speaks of. */
export function mentioned(state: RoomState): { persons: string[]; organizations: string[] } {
  const people = [...state.people.values()]
  const questions = [...state.questions.values()]
  const firms = [...people, ...questions].flatMap(({ organization }) => (organization ? [organization] : []))
  return {
    persons: [...new Set([...people.map(({ person }) => person), ...questions.map(({ person }) => person)])],
    organizations: [...new Set(firms)],
  }
}

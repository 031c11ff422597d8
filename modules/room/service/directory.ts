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
  return {
    person: (id) => persons.get(id),
    organization: (id) => organizations.get(id),
    async learn(people, firms) {
      const newPeople = people.filter((id) => !persons.has(id))
      const newFirms = firms.filter((id) => !organizations.has(id))
      if (newPeople.length === 0 && newFirms.length === 0) return false
      const names = await look(newPeople, newFirms)
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

import type { Decision, RegistrationState } from '../../contract.ts'
import type { Chosen, Mark } from './use-decisions.ts'
import type { useList } from './use-list.ts'

export interface ListProps {
  call: string
  list: ReturnType<typeof useList>
  tab: RegistrationState
  onTab: (tab: RegistrationState) => void
  search: string
  onSearch: (text: string) => void
  selected: ReadonlySet<string>
  onToggle: ((ids: readonly string[], on: boolean) => void) | undefined
  current: string | null
  onOpen: (id: string) => void
  marks: ReadonlyMap<string, Mark>
  onAgain: (id: string, again: Chosen) => void
  busy: boolean
  onAct: (decision: Decision) => void
  onClear: () => void
}

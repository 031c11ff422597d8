import type { ScreenProps } from '../../../ui/face.tsx'
import { holds, useSession } from '../../../ui/session.ts'
import { AttendeeRoom } from './attendee/room.tsx'
import { ModeratorDesk } from './desk/moderator.tsx'
import { useIsOpening } from './link.tsx'
import { RoomSkeleton } from './loading.tsx'
import { PanelRoom } from './panel/panel.tsx'
import { RoomProvider } from './provider.tsx'
import { RapporteurDesk } from './record/desk.tsx'

/** `/desk/calls/:call/room`: staff moderate, or look on. */
export function StaffRoom({ params }: ScreenProps) {
  const session = useSession()
  const call = params['call'] ?? ''
  return (
    <RoomProvider call={call} grant={null}>
      <ModeratorDesk mayDecide={holds(session, ['administrator', 'officer'])} />
    </RoomProvider>
  )
}

/** `/g/:grant/room`: each role has the screen made for its work. */
export function LinkRoom() {
  const { who } = useSession()
  if (who.kind !== 'grant') return null
  return (
    <RoomProvider call={who.call} grant={who.grant}>
      <ByRole roles={who.roles} />
    </RoomProvider>
  )
}

function ByRole({ roles }: { roles: readonly string[] }) {
  const has = (...some: string[]) => some.some((role) => roles.includes(role))
  const isOpening = useIsOpening()
  if (has('moderator')) return <ModeratorDesk mayDecide />
  if (isOpening) return <RoomSkeleton />
  if (has('rapporteur')) return <RapporteurDesk />
  if (has('host', 'panelist', 'interpreter', 'captioner')) return <PanelRoom />
  return <AttendeeRoom />
}

import '../room.css'
import './attendee.css'
import { type ReactNode, useEffect, useState } from 'react'
import { Button, Empty, Room, RoomTop, StatePill, useAnnounce, useKeys } from '../../../../ui/index.ts'
import { entityOf } from '../../contract.ts'
import { RoomBand } from '../announcement.tsx'
import { RoomClocks } from '../clocks.tsx'
import { useRoom } from '../link.tsx'
import { QuotesAsked } from '../panel/quotes.tsx'
import { useWords } from '../use-words.ts'
import { localize, shownTo } from '../words.ts'
import { AskDialog, type Draft, emptyDraft } from './ask.tsx'
import { CountHere } from './count.tsx'
import { Door } from './door.tsx'
import { HandButton, MyFloor } from './floor.tsx'
import { QuestionsPane } from './list.tsx'
import { Stage } from './stage.tsx'

/** The audience: see what goes on, and get my question answered. */
export function AttendeeRoom() {
  const { room, state } = useRoom()
  const me = entityOf(room, 'me')
  const phase = entityOf(room, 'call')?.phase
  usePhaseAnnounced()
  if (state.kind === 'closed') return <Closed reason={state.reason} />
  if (me?.place !== 'inside' || phase === 'debrief' || phase === 'ended' || phase === 'closed')
    return <Door />
  return <Inside />
}

function Inside() {
  const { room, facts, state } = useRoom()
  const { t, locale } = useWords()
  const [asking, setAsking] = useState(false)
  const [draft, setDraft] = useState<Draft>(emptyDraft)
  const call = entityOf(room, 'call')
  const shown = shownTo('attendees', call?.phase ?? 'closed')
  const mayAsk = entityOf(room, 'me')?.roles.includes('attendee') ?? false
  useKeys(mayAsk ? [{ code: 'KeyQ', label: t('ask.button'), run: () => setAsking(true) }] : [])
  return (
    <Room
      fit
      band={<RoomBand />}
      className={state.kind === 'lost' ? 'dl-att dl-stale' : 'dl-att'}
      bar={
        <RoomTop
          pill={<StatePill tone={shown.tone}>{t(shown.key)}</StatePill>}
          title={localize(facts.topic, locale)}
          end={<RoomClocks />}
        />
      }
    >
      <MyFloor />
      <QuotesAsked />
      <Stage />
      <QuestionsPane
        foot={
          mayAsk && (
            <>
              <div className="dl-att__dock">
                <HandButton />
                <Button
                  kind="primary"
                  size="l"
                  wide
                  icon="question"
                  keyName="Q"
                  onClick={() => setAsking(true)}
                >
                  {draft.text ? t('ask.go_on') : t('ask.button')}
                </Button>
              </div>
              <CountHere />
            </>
          )
        }
      />
      <AskDialog open={asking} draft={draft} onDraft={setDraft} onClose={() => setAsking(false)} />
    </Room>
  )
}

/** The call's state is said at once when it changes. */
export function usePhaseAnnounced(): void {
  const { room } = useRoom()
  const { t } = useWords()
  const announce = useAnnounce()
  const phase = entityOf(room, 'call')?.phase
  const audience = entityOf(room, 'me')?.audience
  useEffect(() => {
    if (phase) announce(t(shownTo(audience, phase).key), 'assertive')
  }, [phase, audience, announce, t])
}

export function Closed({ reason, children }: { reason: string; children?: ReactNode }) {
  const { t } = useWords()
  const known = t(`errors.${reason.replace(/^room\./, '')}`)
  return (
    <Room phone>
      <Empty icon="leave" title={t('door_page.closed')}>
        {known.startsWith('errors.') ? t('door_page.closed_text') : known}
      </Empty>
      {children}
    </Room>
  )
}

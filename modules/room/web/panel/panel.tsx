import '../room.css'
import './panel.css'
import { useEffect, useRef, useState } from 'react'
import { clock } from '../../../../ui/format.ts'
import { Card, Meter, Notice, Room, RoomTop, StatePill, useAnnounce, useToast } from '../../../../ui/index.ts'
import { entitiesOf, entityOf, type QuestionView } from '../../contract.ts'
import { RoomBand } from '../announcement.tsx'
import { Door } from '../attendee/door.tsx'
import { FloorLine } from '../attendee/floor.tsx'
import { usePhaseAnnounced } from '../attendee/room.tsx'
import { RoomClocks } from '../clocks.tsx'
import { useNow, useRoom } from '../link.tsx'
import { StageOfCall } from '../stage/index.tsx'
import { useWords } from '../use-words.ts'
import { localize, since, toneOf } from '../words.ts'
import { OwedByMe } from './owed.tsx'
import { QuotesAsked } from './quotes.tsx'
import { MyTurn } from './turn.tsx'
import { KeepsUnsent } from './unsent.tsx'

/** An official with ten minutes and a weak line: the question asked of me first, nothing that does not concern me. */
export function PanelRoom() {
  return (
    <KeepsUnsent>
      <Place />
    </KeepsUnsent>
  )
}

function Place() {
  const { room } = useRoom()
  const me = entityOf(room, 'me')
  const phase = entityOf(room, 'call')?.phase
  usePhaseAnnounced()
  if (me?.place !== 'inside' && phase !== 'ended') return <Door />
  return <Inside />
}

function Inside() {
  const { room, facts, state } = useRoom()
  const { t, locale } = useWords()
  const now = useNow()
  const call = entityOf(room, 'call')
  const phase = call?.phase ?? 'closed'
  const ahead = facts.startsAt === null ? 0 : -since(facts.startsAt, now)
  const me = entityOf(room, 'me')
  const mine = (me?.askedOfMe ?? []).flatMap((id) => entityOf(room, 'question', id) ?? [])
  const [first, ...later] = [...mine].sort(
    (a, b) => Number(b.answeringSince !== null) - Number(a.answeringSince !== null),
  )
  const [dock, setDock] = useState<HTMLElement | null>(null)
  useTurnAnnounced(first)
  return (
    <Room
      phone
      band={<RoomBand />}
      className={state.kind === 'lost' ? 'dl-onstage dl-stale' : 'dl-onstage'}
      bar={
        <RoomTop
          pill={<StatePill tone={toneOf(phase)}>{t(`phase.${phase}`)}</StatePill>}
          title={localize(facts.topic, locale)}
          titleHidden
          end={<RoomClocks />}
        />
      }
    >
      {phase === 'green room' && (
        <Notice tone="good" title={t('panel.green_room')}>
          {t('panel.green_room_text')}{' '}
          {ahead > 0 && <b className="dl-num">{t('phase.on_air_in', { clock: clock(ahead) })}</b>}
        </Notice>
      )}
      {phase === 'debrief' && (
        <Notice tone="info" title={t('panel.debrief')}>
          {t('panel.debrief_text')}
        </Notice>
      )}
      {call && call.groundRules !== 'on the record' && phase === 'on air' && (
        <Notice tone="warn" title={t(`rules_now.${call.groundRules}`)} />
      )}
      <StageOfCall shape="panel" dock={dock} written={null} />
      {facts.stageLink && (
        <a
          className="dl-btn dl-btn--primary dl-btn--xl dl-btn--wide"
          href={facts.stageLink}
          target="_blank"
          rel="noopener noreferrer"
        >
          {t('stage.open_external')}
        </a>
      )}
      <Reminded now={now} />
      <QuotesAsked />
      <FloorLine />
      {phase === 'ended' ? (
        <OwedByMe />
      ) : first ? (
        <MyTurn question={first} now={now} />
      ) : (
        <Nothing now={now} />
      )}
      {later.length > 0 && phase !== 'ended' && (
        <Card>
          <h2>{t('panel.then')}</h2>
          <ul className="dl-onstage__later">
            {later.map((question) => (
              <li key={question.id} className="dl-read" dir="auto">
                {question.text ?? t('text_removed')}
              </li>
            ))}
          </ul>
        </Card>
      )}
      <div className="dl-onstage__dock" ref={setDock} />
    </Room>
  )
}

function useTurnAnnounced(question: QuestionView | undefined): void {
  const { t } = useWords()
  const announce = useAnnounce()
  const turn = question
    ? `${question.answeringSince ? t('panel.you_answer_now') : t('panel.next_you')} ${question.text ?? ''}`
    : null
  useEffect(() => {
    if (turn) announce(turn, 'assertive')
  }, [turn, announce])
}

/** The moderator reminds me of the time, or gives me more of it, while my part of the agenda runs. */
function Reminded({ now }: { now: number }) {
  const { room } = useRoom()
  const { t } = useWords()
  const announce = useAnnounce()
  const show = useToast()
  const me = entityOf(room, 'me')
  const running = entityOf(room, 'agenda', entityOf(room, 'call')?.agendaItem ?? '')
  const mine = running && running.panelMember === me?.panelMember ? running : null
  const known = useRef(mine)
  const remindedAt = me?.remindedAt ?? null
  useEffect(() => {
    const more = known.current?.id === mine?.id ? (mine?.minutes ?? 0) - (known.current?.minutes ?? 0) : 0
    known.current = mine
    if (more <= 0) return
    const said = t('panel.more_time', { count: more })
    show(said)
    announce(said, 'assertive')
  }, [mine, announce, show, t])
  useEffect(() => {
    if (remindedAt) announce(t('panel.reminded'), 'assertive')
  }, [remindedAt, announce, t])
  if (!remindedAt || !mine?.since) return null
  const left = mine.minutes === null ? null : mine.minutes * 60_000 - since(mine.since, now)
  return (
    <Notice tone="warn" icon="clock" title={t('panel.reminded')}>
      {left !== null &&
        t(left < 0 ? 'panel.reminded_over' : 'panel.reminded_left', { clock: clock(Math.abs(left)) })}
    </Notice>
  )
}

/** Nothing is asked of me: what runs, and that one may listen. */
function Nothing({ now }: { now: number }) {
  const { room } = useRoom()
  const { t, locale } = useWords()
  const call = entityOf(room, 'call')
  const me = entityOf(room, 'me')
  const item = call?.agendaItem ? entityOf(room, 'agenda', call.agendaItem) : null
  const speaking = item?.panelMember === me?.panelMember && item !== null
  const next = entitiesOf(room, 'agenda')
    .filter((each) => each.state === 'to come' && each.panelMember === me?.panelMember)
    .sort((a, b) => a.order - b.order)[0]
  return (
    <div className="dl-onstage__question">
      <p className="dl-onstage__head">{speaking ? t('panel.you_speak') : t('panel.listen')}</p>
      <h2>{item ? localize(item.title, locale) : t('stage.waiting')}</h2>
      {item?.since && (
        <p className="dl-onstage__clock dl-num">
          {item.minutes === null
            ? clock(since(item.since, now))
            : t('agenda.of', { ran: clock(since(item.since, now)), planned: clock(item.minutes * 60_000) })}
        </p>
      )}
      {item?.since && item.minutes !== null && (
        <Meter
          value={since(item.since, now) / (item.minutes * 60_000)}
          tone={since(item.since, now) > item.minutes * 60_000 ? 'warn' : 'accent'}
        />
      )}
      {next && (
        <p className="dl-quiet">{t('panel.you_speak_next', { title: localize(next.title, locale) })}</p>
      )}
    </div>
  )
}

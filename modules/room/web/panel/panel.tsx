import '../room.css'
import './panel.css'
import { useEffect, useState } from 'react'
import { clock } from '../../../../ui/format.ts'
import {
  Button,
  Card,
  ChoiceGroup,
  Dialog,
  Meter,
  Notice,
  Room,
  RoomTop,
  StatePill,
  TextAreaField,
  useAnnounce,
} from '../../../../ui/index.ts'
import { entitiesOf, entityOf, type QuestionView } from '../../contract.ts'
import { RoomBand } from '../announcement.tsx'
import { Door } from '../attendee/door.tsx'
import { FloorLine } from '../attendee/floor.tsx'
import { Closed, usePhaseAnnounced } from '../attendee/room.tsx'
import { RoomClocks } from '../clocks.tsx'
import { useNow, useRoom } from '../link.tsx'
import { useCommand } from '../use-command.ts'
import { useWords } from '../use-words.ts'
import { localize, panelName, panelOf, since, toneOf } from '../words.ts'

/** What a panel member is given for an answer before the bar turns amber, as in the mock-up. */
const ANSWER_MS = 180_000

/** An official with ten minutes and a weak line: the question asked of me first, nothing that does not concern me. */
export function PanelRoom() {
  const { room, state } = useRoom()
  const me = entityOf(room, 'me')
  const phase = entityOf(room, 'call')?.phase
  usePhaseAnnounced()
  if (state.kind === 'closed') return <Closed reason={state.reason} />
  if (me?.place !== 'inside' && phase !== 'ended') return <Door />
  return <Inside />
}

function Inside() {
  const { room, facts, state } = useRoom()
  const { t, locale } = useWords()
  const now = useNow()
  const call = entityOf(room, 'call')
  const phase = call?.phase ?? 'closed'
  const me = entityOf(room, 'me')
  const mine = (me?.askedOfMe ?? []).flatMap((id) => entityOf(room, 'question', id) ?? [])
  const [first, ...later] = [...mine].sort(
    (a, b) => Number(b.answeringSince !== null) - Number(a.answeringSince !== null),
  )
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
          {t('panel.green_room_text')}
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
      <QuotesAsked />
      <FloorLine />
      {first ? <MyTurn question={first} now={now} /> : <Nothing now={now} />}
      {later.length > 0 && (
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

function MyTurn({ question, now }: { question: QuestionView; now: number }) {
  const { room, state } = useRoom()
  const { t, locale } = useWords()
  const { command, busy } = useCommand()
  const [passing, setPassing] = useState(false)
  const [writing, setWriting] = useState(false)
  const [answer, setAnswer] = useState('')
  const phase = entityOf(room, 'call')?.phase
  const off = busy || state.kind !== 'open'
  const ran = question.answeringSince ? since(question.answeringSince, now) : null
  const about = { question: question.id }
  const others = panelOf(room).filter((member) => member.id !== question.assigned)
  const send = async () => {
    if (answer.trim() === '') return
    if (await command('answerInWriting', { ...about, text: answer }, t('done.written'))) setWriting(false)
  }
  return (
    <section className="dl-onstage__question" aria-label={t('panel.asked_of_you')}>
      <p className="dl-onstage__head">
        <span>{ran === null ? t('panel.next_you') : t('panel.you_answer_now')}</span>
        {ran !== null && (
          <span className="dl-num">
            {ran > ANSWER_MS ? t('panel.over', { clock: clock(ran - ANSWER_MS) }) : clock(ANSWER_MS - ran)}
          </span>
        )}
      </p>
      <p className="dl-onstage__text dl-read" dir="auto">
        {question.text ?? t('text_removed')}
      </p>
      <p className="dl-meta">
        {question.firm && (
          <b>
            <bdi>{question.firm}</bdi>
          </b>
        )}
        <span className="dl-num">{t('panel.want_to_know', { count: question.votes })}</span>
      </p>
      {ran !== null && (
        <Meter value={1 - ran / ANSWER_MS} tone={ran > ANSWER_MS - 30_000 ? 'warn' : 'accent'} />
      )}
      <div className="dl-onstage__actions">
        {ran !== null ? (
          <>
            <Button
              kind="primary"
              size="xl"
              off={off}
              onClick={() => void command('done', about, t('done.you_answered'))}
            >
              {t('panel.done')}
            </Button>
            <Button
              size="xl"
              off={off}
              onClick={() => void command('willSend', about, t('done.you_will_send'))}
            >
              {t('panel.will_send')}
            </Button>
          </>
        ) : (
          <>
            {(phase === 'on air' || phase === 'debrief' || phase === 'ended') && (
              <Button size="xl" off={off} onClick={() => setWriting(true)}>
                {t('panel.write')}
              </Button>
            )}
            {others.length > 0 && (
              <Button size="xl" off={off} onClick={() => setPassing(true)}>
                {t('panel.pass')}
              </Button>
            )}
          </>
        )}
      </div>
      {passing && (
        <PassDialog
          question={question}
          onClose={() => setPassing(false)}
          others={others.map((o) => ({
            id: o.id,
            name: panelName(room, o.id, locale, t),
            title: localize(o.title, locale) ?? '',
          }))}
        />
      )}
      <Dialog
        open={writing}
        title={t('panel.write_title')}
        onClose={() => setWriting(false)}
        onSubmit={() => void send()}
        actions={
          <>
            <Button
              off={off}
              onClick={() =>
                void command('willWrite', about, t('done.you_will_write')).then(() => setWriting(false))
              }
            >
              {t('panel.write_later')}
            </Button>
            <Button kind="primary" type="submit" off={off || answer.trim() === ''}>
              {t('panel.write_send')}
            </Button>
          </>
        }
      >
        <TextAreaField
          name="answer"
          data-focus
          label={t('panel.write_label')}
          hint={t('panel.write_hint')}
          rows={6}
          value={answer}
          onChange={(event) => setAnswer(event.target.value)}
        />
      </Dialog>
    </section>
  )
}

type PassProps = {
  question: QuestionView
  others: readonly { id: string; name: string; title: string }[]
  onClose: () => void
}

function PassDialog({ question, others, onClose }: PassProps) {
  const { t } = useWords()
  const { command, busy } = useCommand()
  const [to, setTo] = useState(others[0]?.id ?? '')
  const pass = async () => {
    if (await command('passTo', { question: question.id, panelMember: to }, t('done.passed'))) onClose()
  }
  return (
    <Dialog
      open
      title={t('panel.pass_title')}
      onClose={onClose}
      onSubmit={() => void pass()}
      actions={
        <Button kind="primary" type="submit" off={busy}>
          {t('panel.pass_action')}
        </Button>
      }
    >
      <ChoiceGroup
        type="radio"
        name="to"
        legend={t('assign.legend')}
        value={[to]}
        onChange={([id]) => setTo(id ?? '')}
        options={others.map(({ id, name, title }) => ({ value: id, label: name, small: title }))}
      />
    </Dialog>
  )
}

/** Somebody wants to publish my words: granted or refused here, on the phone. */
function QuotesAsked() {
  const { room, state } = useRoom()
  const { t } = useWords()
  const { command, busy } = useCommand()
  const quote = entityOf(room, 'me')?.quotesAskedOfMe[0]
  if (!quote) return null
  const off = busy || state.kind !== 'open'
  return (
    <Card>
      <h2>{t('quote_asked.title')}</h2>
      <blockquote className="dl-read dl-quoted" dir="auto">
        {quote.text ?? t('text_removed')}
      </blockquote>
      <div className="dl-onstage__actions">
        <Button
          kind="primary"
          size="xl"
          off={off}
          onClick={() => void command('grantPublication', { entry: quote.entry }, t('done.granted'))}
        >
          {t('quote_asked.grant')}
        </Button>
        <Button
          size="xl"
          off={off}
          onClick={() => void command('refusePublication', { entry: quote.entry }, t('done.refused'))}
        >
          {t('quote_asked.refuse')}
        </Button>
      </div>
    </Card>
  )
}

import '../room.css'
import './desk.css'
import { useEffect, useState } from 'react'
import { Button, Desk, Dialog, KeyBar, type KeyBinding, Pane, useKeys } from '../../../../ui/index.ts'
import { entityOf, type QuestionView } from '../../contract.ts'
import { RoomBand } from '../announcement.tsx'
import { useIsOpening, useRoom } from '../link.tsx'
import { Composer } from '../record/composer.tsx'
import { Entries } from '../record/entries.tsx'
import { useRecorder } from '../record/recorder.ts'
import { StageOfCall } from '../stage/index.tsx'
import { useCommand } from '../use-command.ts'
import { useEarlierQuestions } from '../use-earlier.ts'
import { useWords } from '../use-words.ts'
import { AgendaPane } from './agenda.tsx'
import { ANNOUNCE_FIELD, AnnouncePane } from './announce.tsx'
import { type Asked, QuestionDialog } from './dialogs.tsx'
import { HandsPane } from './hands.tsx'
import { type DeskPages, PanelList } from './list.tsx'
import { OpeningDesk } from './opening.tsx'
import { PendingPane, type RowHandlers } from './pending.tsx'
import { DoorPane, PresencePane } from './people.tsx'
import { PhoneDock } from './phone.tsx'
import { questionLists, rowsOf } from './questions.ts'
import { CallStateBar } from './state.tsx'

/** The moderator's desk: run the call alone. */
export function ModeratorDesk({ mayDecide }: { mayDecide: boolean }) {
  return useIsOpening() ? <OpeningDesk /> : <Inside mayDecide={mayDecide} />
}

function Inside({ mayDecide }: { mayDecide: boolean }) {
  const { room, state } = useRoom()
  const { t } = useWords()
  const { command, busy } = useCommand()
  const [current, setCurrent] = useState<string | null>(null)
  const [asked, setAsked] = useState<{ what: Asked; question: QuestionView } | null>(null)
  const [people, setPeople] = useState(false)
  const [writing, setWriting] = useState(false)
  const recorder = useRecorder()
  const pages: DeskPages = {
    pending: useEarlierQuestions('pending'),
    visible: useEarlierQuestions('visible'),
    owed: useEarlierQuestions('owed'),
    answered: useEarlierQuestions('answered'),
  }
  const lists = questionLists(
    room,
    Object.values(pages).flatMap(({ questions }) => questions),
  )
  const rows = rowsOf(lists)
  const row = rows.find((question) => question.id === current) ?? null
  const off = state.kind !== 'open' || busy
  const firstHand = entityOf(room, 'hands')?.hands[0]?.person ?? null
  const handlers: RowHandlers = {
    current: row?.id ?? null,
    pick: setCurrent,
    ask: (what, question) => setAsked({ what, question }),
    show: (question) => void command('showQuestion', { question: question.id }, t('done.shown')),
    answer: (question) => void command('startAnswering', { question: question.id }, t('done.answering')),
    off,
    mayDecide,
  }
  // A row that was decided leaves its list: the next one becomes current, so that one key after the other works.
  useEffect(() => {
    if (row === null && rows[0]) setCurrent(rows[0].id)
  }, [row, rows])
  useKeys(
    keysOf({
      rows,
      row,
      lists,
      handlers,
      t,
      people: () => setPeople(true),
      write: () => setWriting(true),
      next: () => void command('nextAgendaItem', {}),
      giveFloor: () => firstHand && void command('giveFloor', { person: firstHand }, t('done.floor_offered')),
      more: () =>
        entityOf(room, 'floor')?.state === 'speaking'
          ? void command('extendFloor', {}, t('done.floor_extended'))
          : void command('extendAgendaItem', {}, t('done.item_extended')),
      remind: () => void command('remindSpeaker', {}, t('done.reminded')),
      lowerHands: () => firstHand && void command('lowerHands', {}, t('done.hands_lowered')),
    }),
  )
  return (
    <Desk
      bar={<CallStateBar mayChange={mayDecide} />}
      band={<RoomBand />}
      fit
      theme="dark"
      className={state.kind === 'lost' ? 'dl-mod dl-stale' : 'dl-mod'}
      foot={
        <KeyBar
          items={[
            { keys: 'J K', label: t('keys.move') },
            { keys: 'V', label: t('keys.show') },
            { keys: 'A', label: t('keys.assign') },
            { keys: 'E', label: t('keys.answered') },
            { keys: 'M', label: t('keys.merge') },
            { keys: 'G', label: t('keys.give_floor') },
            { keys: 'N', label: t('keys.announce') },
          ]}
          saved={state.kind === 'joining' ? undefined : t('saved', { seq: room.seq })}
        />
      }
    >
      <div className="dl-mod__side">
        <AgendaPane mayMove={mayDecide} />
        <PresencePane open={people} setOpen={setPeople} mayDecide={mayDecide} />
      </div>
      <div className="dl-mod__stage">
        <StageOfCall shape="desk" mayDecide={mayDecide} written={null} />
      </div>
      <PendingPane questions={lists.pending} rows={handlers} pages={pages.pending} />
      <PanelList lists={lists} rows={handlers} pages={pages} />
      <div className="dl-mod__end">
        <HandsPane mayDecide={mayDecide} />
        {entityOf(room, 'call')?.phase !== 'closed' && <DoorPane mayDecide={mayDecide} />}
        {mayDecide && <AnnouncePane />}
        <Pane
          title={t('record.title')}
          className="dl-mod__record"
          end={
            mayDecide && (
              <Button size="s" kind="quiet" keyName="R" onClick={() => setWriting(true)}>
                {t('record.write')}
              </Button>
            )
          }
        >
          <Entries recorder={recorder} />
        </Pane>
      </div>
      {mayDecide && <PhoneDock lists={lists} />}
      <Dialog open={writing} title={t('record.title')} onClose={() => setWriting(false)} wide>
        <Composer recorder={recorder} onRecorded={() => setWriting(false)} />
      </Dialog>
      {asked && (
        <QuestionDialog asked={asked.what} question={asked.question} onClose={() => setAsked(null)} />
      )}
    </Desk>
  )
}

interface KeyParts {
  readonly rows: readonly QuestionView[]
  readonly row: QuestionView | null
  readonly lists: ReturnType<typeof questionLists>
  readonly handlers: RowHandlers
  readonly t: ReturnType<typeof useWords>['t']
  readonly people: () => void
  readonly write: () => void
  readonly next: () => void
  readonly giveFloor: () => void
  readonly more: () => void
  readonly remind: () => void
  readonly lowerHands: () => void
}

/** A question that was answered or is owed stands for itself. */
const MERGEABLE: readonly QuestionView['state'][] = ['pending', 'visible', 'assigned']

/** One letter acts on the current row; what may not be done now does nothing. */
function keysOf({ rows, row, lists, handlers, t, people, write, ...parts }: KeyParts): KeyBinding[] {
  const move = (by: number) => {
    const place = rows.findIndex((question) => question.id === row?.id)
    const to = rows[Math.min(rows.length - 1, Math.max(0, place + by))]
    if (!to) return
    handlers.pick(to.id)
    document.getElementById(`q-${to.id}`)?.scrollIntoView({ block: 'nearest' })
  }
  const may = handlers.mayDecide && !handlers.off
  const about = (question: QuestionView | null, what: Asked) => () =>
    may && question && handlers.ask(what, question)
  const answered = lists.answering ?? (row?.state === 'pending' ? null : row)
  return [
    { code: 'KeyJ', label: t('keys.next_row'), run: () => move(1) },
    { code: 'KeyK', label: t('keys.row_before'), run: () => move(-1) },
    { code: 'KeyV', label: t('keys.show'), run: () => may && row?.state === 'pending' && handlers.show(row) },
    { code: 'KeyA', label: t('keys.assign'), run: about(row, 'assign') },
    {
      code: 'KeyS',
      label: t('keys.answer_now'),
      run: () => may && row && row.state !== 'pending' && handlers.answer(row),
    },
    {
      code: 'KeyM',
      label: t('keys.merge'),
      run: about(row && MERGEABLE.includes(row.state) ? row : null, 'merge'),
    },
    { code: 'KeyG', label: t('keys.give_floor'), run: () => may && parts.giveFloor() },
    { code: 'Digit2', label: t('keys.more_time'), run: () => may && parts.more() },
    { code: 'KeyT', label: t('keys.remind'), run: () => may && parts.remind() },
    { code: 'KeyM', shift: true, label: t('hands.lower_all'), run: () => may && parts.lowerHands() },
    { code: 'KeyN', label: t('keys.announce'), run: () => document.getElementById(ANNOUNCE_FIELD)?.focus() },
    { code: 'KeyD', label: t('keys.dismiss'), run: about(row, 'dismiss') },
    { code: 'KeyE', label: t('keys.answered'), run: about(answered, 'answered') },
    { code: 'KeyF', label: t('keys.follow_up'), run: about(lists.answering ?? row, 'follow up') },
    { code: 'KeyP', label: t('presence.people'), run: people },
    { code: 'KeyR', label: t('record.write'), run: () => handlers.mayDecide && write() },
    // Enter on a button or link is that button's own.
    { code: 'Enter', label: t('agenda.next'), yields: true, run: () => may && parts.next() },
  ]
}

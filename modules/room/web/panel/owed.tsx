import { useState } from 'react'
import { calendarDay } from '../../../../ui/format.ts'
import { Button, Card, Dialog, Empty, Notice, TextAreaField } from '../../../../ui/index.ts'
import { entitiesOf, entityOf, type QuestionView } from '../../contract.ts'
import { useRoom } from '../link.tsx'
import { useCommand } from '../use-command.ts'
import { useAllOf } from '../use-earlier.ts'
import { useWords } from '../use-words.ts'
import { useUnsent } from './unsent.tsx'

/** After the call: what I still owe, to be written under the same link, and what I wrote, to be corrected. */
export function OwedByMe() {
  const { room, facts } = useRoom()
  const { t } = useWords()
  const [writing, setWriting] = useState<QuestionView | null>(null)
  const me = entityOf(room, 'me')?.panelMember
  const today = Temporal.Now.plainDateISO(facts.zone).toString()
  const mine = useAllOf(me ?? null)
  const questions = [...entitiesOf(room, 'question'), ...mine.questions].filter((question) =>
    isMine(question, me),
  )
  const owed = questions
    .filter(({ answers }) => answers.every(({ how }) => how !== 'in writing'))
    .filter(({ state }) => state !== 'answered live')
    .toSorted((a, b) => (a.followUp?.due ?? '9').localeCompare(b.followUp?.due ?? '9'))
  const given = questions.filter((question) => writtenBy(question, me))
  return (
    <>
      {mine.failed && (
        <Notice tone="warn" title={t('ui:more.failed')}>
          <Button size="s" onClick={mine.again}>
            {t('lost.try_now')}
          </Button>
        </Notice>
      )}
      {owed.length === 0 ? (
        <Empty icon="check" title={t('owed.nothing')}>
          {t('owed.nothing_text')}
        </Empty>
      ) : (
        <Card>
          <h2>{t('owed.title')}</h2>
          <p className="dl-quiet">{t('owed.text')}</p>
          <ul className="dl-onstage__later">
            {owed.map((question) => (
              <li key={question.id} className="dl-stack">
                <Asked question={question} today={today} />
                <Button kind="primary" size="l" onClick={() => setWriting(question)}>
                  {t('owed.answer')}
                </Button>
              </li>
            ))}
          </ul>
        </Card>
      )}
      {given.length > 0 && (
        <Card>
          <h2>{t('owed.given')}</h2>
          <ul className="dl-onstage__later">
            {given.map((question) => (
              <li key={question.id} className="dl-stack">
                <Asked question={question} />
                <p className="dl-quoted dl-read" dir="auto">
                  {answerOf(question) ?? t('text_removed')}
                </p>
                <Button onClick={() => setWriting(question)}>{t('owed.correct')}</Button>
              </li>
            ))}
          </ul>
        </Card>
      )}
      {writing && <Write key={writing.id} question={writing} onClose={() => setWriting(null)} />}
    </>
  )
}

const answerOf = ({ answers }: QuestionView): string | null =>
  answers.find(({ how }) => how === 'in writing')?.text ?? null

function writtenBy({ answers }: QuestionView, me: string | null | undefined): boolean {
  const speaker = answers.find(({ how }) => how === 'in writing')?.speaker
  return speaker?.kind === 'panel member' && speaker.panelMember === me
}

/** Assigned to me, or owed by me or in the name of my office. */
function isMine({ assigned, followUp, state }: QuestionView, me: string | null | undefined): boolean {
  if (!me || state === 'dismissed' || state === 'merged') return false
  const owner = followUp?.owner
  return owner && 'panelMember' in owner ? owner.panelMember === me : assigned === me
}

function Asked({ question, today = null }: { question: QuestionView; today?: string | null }) {
  const { t, locale } = useWords()
  const { followUp } = question
  // Once it was given, nobody is late.
  const due = today === null ? null : (followUp?.due ?? null)
  const late = due !== null && today !== null && due < today
  return (
    <>
      <p className="dl-read" dir="auto">
        {question.text ?? t('text_removed')}
      </p>
      <p className={late ? 'dl-late' : 'dl-quiet'}>
        {question.firm && <bdi>{question.firm}</bdi>}
        {question.firm && due && ' · '}
        {due && t(late ? 'owed.was_due' : 'owed.due', { day: calendarDay(due, locale) })}
      </p>
      {followUp?.text && (
        <p className="dl-quiet">
          {t('owed.promise')}: <bdi>{followUp.text}</bdi>
        </p>
      )}
    </>
  )
}

function Write({ question, onClose }: { question: QuestionView; onClose: () => void }) {
  const { state } = useRoom()
  const { t } = useWords()
  const { command, busy } = useCommand()
  const before = answerOf(question)
  const [text, setText] = useState(before ?? '')
  const away = useUnsent(text === before ? '' : text)
  const close = () => {
    away()
    onClose()
  }
  const off = busy || state.kind !== 'open' || text.trim() === ''
  const send = async () => {
    if (off) return
    if (await command('answerInWriting', { question: question.id, text }, t('done.written'))) close()
  }
  return (
    <Dialog
      open
      wide
      title={t(before === null ? 'panel.write_title' : 'owed.correct_title')}
      onClose={close}
      onSubmit={() => void send()}
      actions={
        <Button kind="primary" type="submit" off={off}>
          {t('panel.write_send')}
        </Button>
      }
    >
      <p className="dl-read" dir="auto">
        {question.text ?? t('text_removed')}
      </p>
      <TextAreaField
        name="answer"
        data-focus
        dir="auto"
        rows={8}
        label={t('panel.write_label')}
        hint={t(before === null ? 'owed.text' : 'owed.correct_hint')}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
    </Dialog>
  )
}

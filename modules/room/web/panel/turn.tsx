import { useState } from 'react'
import { clock } from '../../../../ui/format.ts'
import { Button, ChoiceGroup, Dialog, Meter, TextAreaField } from '../../../../ui/index.ts'
import { entityOf, type QuestionView } from '../../contract.ts'
import { useRoom } from '../link.tsx'
import { useCommand } from '../use-command.ts'
import { useWords } from '../use-words.ts'
import { localize, panelName, panelOf, since } from '../words.ts'
import { useUnsent } from './unsent.tsx'

/** What a panel member is given for an answer before the bar turns amber, as in the mock-up. */
const ANSWER_MS = 180_000

/** The question that is asked of me, and what I may do with it. */
export function MyTurn({ question, now }: { question: QuestionView; now: number }) {
  const { room, state } = useRoom()
  const { t, locale } = useWords()
  const { command, busy } = useCommand()
  const [passing, setPassing] = useState(false)
  const [writing, setWriting] = useState(false)
  const [answer, setAnswer] = useState('')
  const sent = useUnsent(answer)
  const phase = entityOf(room, 'call')?.phase
  const off = busy || state.kind !== 'open'
  const ran = question.answeringSince ? since(question.answeringSince, now) : null
  const about = { question: question.id }
  const others = panelOf(room).filter((member) => member.id !== question.assigned)
  const send = async () => {
    if (answer.trim() === '') return
    if (!(await command('answerInWriting', { ...about, text: answer }, t('done.written')))) return
    sent()
    setWriting(false)
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

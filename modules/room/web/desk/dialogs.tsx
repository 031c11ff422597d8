import { useState } from 'react'
import { Button, ChoiceGroup, Dialog, SelectField, TextAreaField, TextField } from '../../../../ui/index.ts'
import {
  type Answerer,
  DISMISSALS,
  entitiesOf,
  type FollowUp,
  type Owner,
  type QuestionView,
} from '../../contract.ts'
import { useRoom } from '../link.tsx'
import { useCommand } from '../use-command.ts'
import { useWords } from '../use-words.ts'
import { localize, officeName, panelName, panelOf } from '../words.ts'
import { likelyAnswerer } from './answerer.ts'
import { MergeDialog } from './merge.tsx'

export type Asked = 'assign' | 'merge' | 'dismiss' | 'answered' | 'follow up'
type Props = { question: QuestionView; onClose: () => void }

/** The choice that names nobody as the one who answered. */
const NOBODY = 'nobody'

/** What is asked before something is done to a question. One at a time; typed text stays until it is saved. */
export function QuestionDialog({ asked, ...props }: Props & { asked: Asked }) {
  switch (asked) {
    case 'assign':
      return <Assign {...props} />
    case 'merge':
      return <MergeDialog {...props} />
    case 'dismiss':
      return <Dismiss {...props} />
    case 'answered':
      return <Answered {...props} />
    case 'follow up':
      return <FollowUpDialog {...props} />
  }
}

function Assign({ question, onClose }: Props) {
  const { room } = useRoom()
  const { t, locale } = useWords()
  const { command, busy } = useCommand()
  const panel = panelOf(room)
  const [chosen, setChosen] = useState(question.assigned ?? panel.find((member) => !member.isHost)?.id ?? '')
  const save = async () => {
    const done = t('done.assigned', { name: panelName(room, chosen, locale, t) })
    if (await command('assignQuestion', { question: question.id, panelMember: chosen }, done)) onClose()
  }
  return (
    <Dialog
      open
      title={t('assign.title')}
      onClose={onClose}
      onSubmit={() => void save()}
      actions={
        <Button kind="primary" type="submit" off={busy || !chosen}>
          {t('assign.action')}
        </Button>
      }
    >
      <Quoted question={question} />
      <ChoiceGroup
        type="radio"
        name="panel"
        legend={t('assign.legend')}
        value={[chosen]}
        onChange={([id]) => setChosen(id ?? '')}
        options={panel.map((member) => ({
          value: member.id,
          label: localize(member.name, locale) ?? t('somebody_removed'),
          small: localize(member.title, locale) ?? '',
        }))}
      />
    </Dialog>
  )
}

function Dismiss({ question, onClose }: Props) {
  const { t } = useWords()
  const { command, busy } = useCommand()
  const [reason, setReason] = useState<(typeof DISMISSALS)[number]>('duplicate')
  const [note, setNote] = useState('')
  const save = async () => {
    const input = { question: question.id, reason, note: note.trim() || null }
    if (await command('dismissQuestion', input, t('done.dismissed'))) onClose()
  }
  return (
    <Dialog
      open
      title={t('dismiss.title')}
      onClose={onClose}
      onSubmit={() => void save()}
      actions={
        <Button kind="primary" type="submit" off={busy}>
          {t('dismiss.action')}
        </Button>
      }
    >
      <Quoted question={question} />
      <p className="dl-quiet">{t('dismiss.told')}</p>
      <ChoiceGroup
        type="radio"
        name="reason"
        legend={t('dismiss.legend')}
        value={[reason]}
        onChange={([value]) => setReason(DISMISSALS.find((known) => known === value) ?? 'other')}
        options={DISMISSALS.map((value) => ({ value, label: t(`dismissal.${value}`) }))}
      />
      <TextAreaField
        name="note"
        label={t('dismiss.note')}
        note={t('optional')}
        rows={2}
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
    </Dialog>
  )
}

function Answered({ question, onClose }: Props) {
  const { room } = useRoom()
  const { t, locale } = useWords()
  const { command, busy } = useCommand()
  const [summary, setSummary] = useState('')
  const panel = panelOf(room)
  const options = [
    { value: NOBODY, label: t('nobody_named') },
    ...panel.map((member) => ({
      value: `panel member ${member.id}`,
      label: panelName(room, member.id, locale, t),
    })),
    ...panel
      .filter((member) => !member.isHost)
      .map((member) => ({
        value: `office ${member.id}`,
        label: t('office_of', { office: officeName(room, member.id, locale, t) }),
      })),
  ]
  const running = entitiesOf(room, 'agenda').find(({ state }) => state === 'now')
  const likely = likelyAnswerer(panel, question.assigned, running?.panelMember ?? null)
  const [chosen, setSpeaker] = useState(likely ? `panel member ${likely}` : NOBODY)
  const save = async () => {
    const speaker = chosen === NOBODY ? null : answererOf(chosen)
    const input = { question: question.id, summary: summary.trim() || null, speaker }
    if (await command('answerLive', input, t('done.answered'))) onClose()
  }
  return (
    <Dialog
      open
      title={t('answered.title')}
      onClose={onClose}
      onSubmit={() => void save()}
      actions={
        <Button kind="primary" type="submit" off={busy}>
          {t('answered.action')}
        </Button>
      }
    >
      <Quoted question={question} />
      <SelectField
        name="speaker"
        label={t('answered.speaker')}
        value={chosen}
        onChange={(event) => setSpeaker(event.target.value)}
        options={options}
      />
      <TextAreaField
        name="summary"
        data-focus
        label={t('answered.summary')}
        hint={t('answered.hint')}
        note={t('optional')}
        rows={4}
        value={summary}
        onChange={(event) => setSummary(event.target.value)}
      />
    </Dialog>
  )
}

function FollowUpDialog({ question, onClose }: Props) {
  const { room } = useRoom()
  const { t, locale } = useWords()
  const { command, busy } = useCommand()
  const [how, setHow] = useState<FollowUp>('send')
  const [promise, setPromise] = useState('')
  const [due, setDue] = useState('')
  const owners = [
    ...panelOf(room)
      .filter((member) => !member.isHost)
      .map((member) => ({ value: `office ${member.id}`, label: officeName(room, member.id, locale, t) })),
    { value: 'mission', label: t('the_mission') },
  ]
  const [owner, setOwner] = useState(
    question.assigned ? `office ${question.assigned}` : (owners[0]?.value ?? 'mission'),
  )
  const save = async () => {
    const input = {
      question: question.id,
      how,
      owner: ownerOf(owner),
      due: due || null,
      promise: promise.trim() || null,
    }
    if (await command('followUp', input, t('done.to_follow_up'))) onClose()
  }
  return (
    <Dialog
      open
      title={t('follow_up.title')}
      onClose={onClose}
      onSubmit={() => void save()}
      actions={
        <Button kind="primary" type="submit" off={busy}>
          {t('follow_up.action')}
        </Button>
      }
    >
      <Quoted question={question} />
      <ChoiceGroup
        type="radio"
        name="how"
        legend={t('follow_up.how')}
        value={[how]}
        onChange={([value]) => setHow(value === 'write' ? 'write' : 'send')}
        options={(['write', 'send'] as const).map((value) => ({ value, label: t(`follow_up.${value}`) }))}
      />
      <SelectField
        name="owner"
        label={t('follow_up.owner')}
        value={owner}
        onChange={(event) => setOwner(event.target.value)}
        options={owners}
      />
      <TextField
        name="due"
        type="date"
        label={t('follow_up.due')}
        note={t('optional')}
        value={due}
        onChange={(event) => setDue(event.target.value)}
      />
      <TextAreaField
        name="promise"
        label={t('follow_up.promise')}
        note={t('optional')}
        rows={2}
        value={promise}
        onChange={(event) => setPromise(event.target.value)}
      />
    </Dialog>
  )
}

/** The value of a choice, `office <id>`, as the contract says it. */
export function answererOf(value: string): Answerer {
  if (value === 'mission' || value === 'host') return { kind: value }
  const panelMember = value.slice(value.lastIndexOf(' ') + 1)
  return { kind: value.startsWith('office ') ? 'office' : 'panel member', panelMember }
}

export function ownerOf(value: string): Owner {
  const answerer = answererOf(value)
  return answerer.kind === 'host' ? { kind: 'mission' } : answerer
}

function Quoted({ question }: { question: QuestionView }) {
  const { t } = useWords()
  return (
    <blockquote className="dl-read dl-quoted" dir="auto">
      {question.text ?? t('text_removed')}
    </blockquote>
  )
}

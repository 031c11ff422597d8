import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, Dialog, Notice, SelectField, TextAreaField, useToast } from '../../../../ui/index.ts'
import { ANSWER_SOURCES } from '../../../room/contract.ts'
import type { AnswerRow, Answers } from '../../contract.ts'
import { outcomes, room } from '../api.ts'

/** Asks the room; what it says is read again. */
export function useRoomCommand(call: string, done: string, onDone: () => void) {
  const queries = useQueryClient()
  const toast = useToast()
  const asking = useMutation(
    room.command.mutationOptions({
      async onSuccess() {
        toast(done)
        onDone()
        await queries.invalidateQueries({ queryKey: outcomes.key() })
      },
    }),
  )
  return {
    ask: (name: string, input: object) => asking.mutate({ call, id: crypto.randomUUID(), name, input }),
    busy: asking.isPending,
    error: asking.error,
  }
}

const MISSION = 'mission'

/** An answer that came by letter, mail or telephone is entered for whoever gave it, with the way it came. */
export function EnterAnswer({
  call,
  row,
  panel,
  onClose,
}: {
  call: string
  row: AnswerRow
  panel: Answers['panel']
  onClose: () => void
}) {
  const { t } = useTranslation('outcomes')
  const before = row.answers.find(({ how }) => how === 'in writing')
  const owner = row.owed?.owner && 'panelMember' in row.owed.owner ? row.owed.owner.panelMember : null
  const answered = before?.speaker && 'panelMember' in before.speaker ? before.speaker.panelMember : null
  const [who, setWho] = useState(answered ?? owner ?? MISSION)
  const [source, setSource] = useState<string>(before?.source ?? 'e-mail')
  const [text, setText] = useState(before?.text ?? '')
  const { ask, busy, error } = useRoomCommand(call, t('answers.entered_done'), onClose)
  const send = () => {
    if (text.trim() === '') return
    const onBehalf = who === MISSION ? null : { panelMember: who, source }
    ask('answerInWriting', { question: row.question, text, onBehalf })
  }
  return (
    <Dialog
      open
      wide
      title={t(before ? 'answers.correct' : 'answers.enter_title')}
      onClose={onClose}
      onSubmit={send}
      actions={
        <Button kind="primary" type="submit" off={busy || text.trim() === ''}>
          {t('answers.enter_send')}
        </Button>
      }
    >
      <p className="dl-read" dir="auto">
        {row.text ?? t('removed')}
      </p>
      {error && (
        <Notice tone="bad" live>
          {error.message}
        </Notice>
      )}
      <SelectField
        name="who"
        label={t('answers.enter_who')}
        value={who}
        onChange={(event) => setWho(event.target.value)}
        options={[
          { value: MISSION, label: t('answers.enter_mission') },
          ...panel.map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
      {who !== MISSION && (
        <SelectField
          name="source"
          label={t('answers.enter_source')}
          value={source}
          onChange={(event) => setSource(event.target.value)}
          options={ANSWER_SOURCES.map((each) => ({ value: each, label: t(`file.source_${each}`) }))}
        />
      )}
      <TextAreaField
        name="answer"
        data-focus
        rows={7}
        dir="auto"
        label={t('answers.enter_text')}
        hint={t(before ? 'answers.enter_hint_correct' : 'answers.enter_hint')}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
    </Dialog>
  )
}

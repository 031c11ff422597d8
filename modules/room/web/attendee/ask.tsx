import { useId, useState } from 'react'
import { Button, Choice, ChoiceGroup, Dialog, TextAreaField } from '../../../../ui/index.ts'
import { FIRM_SHOWN_TO, type FirmShownTo } from '../../contract.ts'
import { useRoom } from '../link.tsx'
import { useCommand } from '../use-command.ts'
import { useWords } from '../use-words.ts'

/** What was typed is kept by the screen, so that closing the dialog or losing the line loses nothing. */
export interface Draft {
  readonly text: string
  readonly open: boolean
  readonly showFirm: FirmShownTo
}
export const emptyDraft: Draft = { text: '', open: true, showFirm: 'everyone' }

type Props = { open: boolean; draft: Draft; onDraft: (draft: Draft) => void; onClose: () => void }

/** Asks the panel something: who may read it and who sees the firm's name is asked beside the question. */
export function AskDialog({ open, draft, onDraft, onClose }: Props) {
  const { state } = useRoom()
  const { t } = useWords()
  const { command, busy } = useCommand()
  const [missing, setMissing] = useState(false)
  const why = useId()
  const cut = state.kind !== 'open'
  const send = async () => {
    if (draft.text.trim() === '') return setMissing(true)
    const visibility = draft.open ? 'public' : 'mission and panel'
    const saved = await command(
      'submitQuestion',
      { text: draft.text, visibility, showFirm: draft.showFirm },
      t('done.asked'),
    )
    if (!saved) return
    onDraft(emptyDraft)
    onClose()
  }
  return (
    <Dialog
      open={open}
      title={t('ask.title')}
      onClose={onClose}
      onSubmit={() => void send()}
      actions={
        <Button kind="primary" type="submit" off={busy || cut} aria-describedby={cut ? why : undefined}>
          {t(busy ? 'ask.sending' : 'ask.action')}
        </Button>
      }
    >
      <TextAreaField
        name="question"
        data-focus
        label={t('ask.label')}
        hint={t('ask.hint')}
        error={missing && draft.text.trim() === '' ? t('ask.missing') : undefined}
        rows={4}
        maxLength={2000}
        value={draft.text}
        onChange={(event) => onDraft({ ...draft, text: event.target.value })}
      />
      <Choice
        type="checkbox"
        name="private"
        value="private"
        label={t('ask.private')}
        small={t('ask.private_small')}
        checked={!draft.open}
        onChange={(event) => onDraft({ ...draft, open: !event.target.checked })}
      />
      <ChoiceGroup
        type="radio"
        name="showFirm"
        legend={t('ask.show_firm')}
        value={[draft.showFirm]}
        onChange={([value]) =>
          onDraft({ ...draft, showFirm: FIRM_SHOWN_TO.find((known) => known === value) ?? 'mission' })
        }
        options={FIRM_SHOWN_TO.map((value) => ({ value, label: t(`ask.firm.${value}`) }))}
      />
      {cut && (
        <p id={why} className="dl-late">
          {t('lost.cannot_send')}
        </p>
      )}
    </Dialog>
  )
}

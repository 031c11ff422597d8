import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, Dialog, Notice, TextField } from '../../../../ui/index.ts'
import { errorsOf } from '../panel/edit.tsx'

type Named = {
  name: { en: string }
  title: { en: string }
  organization?: { en: string }
  email: string | null
}
type Props = {
  name: string
  /** Whether whoever answers is the panel member; else it is her office. */
  self: boolean
  topic: string
  error: Error | null
  busy: boolean
  onClose: () => void
  onNamed: (replacement: Named) => void
}

/** Who comes instead: the mission invites her, so that no link makes links. */
export function Replacement({ name, self, topic, error, busy, onClose, onNamed }: Props) {
  const { t } = useTranslation('calls')
  const [words, setWords] = useState({ name: '', title: '', organization: '', email: '' })
  const put = (field: keyof typeof words) => (event: { target: { value: string } }) =>
    setWords((before) => ({ ...before, [field]: event.target.value }))
  const ready = words.name.trim() !== '' && words.title.trim() !== ''
  const errorOf = errorsOf(error)
  const send = () =>
    onNamed({
      name: { en: words.name },
      title: { en: words.title },
      ...(words.organization.trim() ? { organization: { en: words.organization } } : {}),
      email: words.email.trim() || null,
    })
  const field = (which: 'name' | 'title' | 'organization', note?: string) => (
    <TextField
      name={`replacement-${which}`}
      label={t(`panel.${which}`)}
      dir="auto"
      value={words[which]}
      note={note}
      error={errorOf(`replacement.${which}.en`)}
      onChange={put(which)}
    />
  )
  return (
    <Dialog
      open
      title={t('stage.other_title', { name })}
      onClose={onClose}
      onSubmit={() => ready && !busy && send()}
      actions={
        <Button kind="primary" type="submit" off={!ready || busy} aria-describedby="replacement-why">
          {t('stage.other_send')}
        </Button>
      }
    >
      <p className="dl-quiet" dir="auto">
        {topic}
      </p>
      <p>{self ? t('stage.other_text') : t('stage.other_text_for', { name })}</p>
      {field('name')}
      {field('title')}
      {field('organization', t('edit.optional'))}
      <TextField
        name="replacement-email"
        type="email"
        label={t('stage.other_email')}
        dir="ltr"
        value={words.email}
        error={errorOf('replacement.email')}
        onChange={put('email')}
      />
      {!ready && (
        <p className="dl-quiet" id="replacement-why">
          {t('stage.other_why')}
        </p>
      )}
      {error && (
        <Notice tone="bad" live>
          {error.message}
        </Notice>
      )}
    </Dialog>
  )
}

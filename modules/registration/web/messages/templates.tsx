import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError } from '../../../../ui/api.ts'
import { Button, Confirm, Dialog, SelectField, TextField, useToast } from '../../../../ui/index.ts'
import type { MessageText, OwnTemplate, StandardText } from '../../contract.ts'
import { registrations } from '../api.ts'
import { type Draft, textOf, writtenIn } from './draft.ts'

type Props = {
  call: string
  draft: Draft
  standard: readonly { id: StandardText; text: MessageText }[]
  own: readonly OwnTemplate[]
  onStandard: (id: StandardText) => void
  onOwn: (template: Pick<OwnTemplate, 'text'>) => void
}

/** Begin with a text that is there; keep this one under a name; change or throw away what was kept. */
export function Templates({ call, draft, standard, own, onStandard, onOwn }: Props) {
  const { t } = useTranslation('registration')
  const [picked, setPicked] = useState('')
  const [asking, setAsking] = useState<'keep' | 'throw' | null>(null)
  const mine = own.find(({ id }) => id === picked) ?? null
  const pick = (value: string) => {
    setPicked(value)
    if (value === '') onOwn({ text: { en: null, ur: null } })
    const found = standard.find(({ id }) => id === value)
    const kept = own.find(({ id }) => id === value)
    if (found) onStandard(found.id)
    if (kept) onOwn(kept)
  }
  const nothing = writtenIn(draft).length === 0
  return (
    <>
      <SelectField
        name="begin"
        label={<h3>{t('messages.page.begin')}</h3>}
        value={mine?.id ?? draft.standard ?? ''}
        onChange={(event) => pick(event.target.value)}
        options={[
          { value: '', label: t('messages.page.begin_choose') },
          ...standard.map(({ id }) => ({ value: id, label: t(`messages.standard.${id}.name`) })),
          ...own.map(({ id, name }) => ({ value: id, label: t('messages.page.own', { name }) })),
        ]}
      />
      <div className="dl-row">
        <Button
          size="s"
          off={nothing}
          aria-describedby={nothing ? 'keep-why' : undefined}
          onClick={() => !nothing && setAsking('keep')}
        >
          {t('messages.page.keep')}
        </Button>
        {mine && (
          <Button size="s" kind="danger" icon="trash" onClick={() => setAsking('throw')}>
            {t('messages.page.throw')}
          </Button>
        )}
        {nothing && (
          <span id="keep-why" className="dl-quiet">
            {t('messages.page.keep_why')}
          </span>
        )}
      </div>
      {asking === 'keep' && (
        <Keep call={call} draft={draft} mine={mine} onClose={() => setAsking(null)} onKept={setPicked} />
      )}
      <ThrowAway
        template={asking === 'throw' ? mine : null}
        onClose={() => setAsking(null)}
        onGone={() => setPicked('')}
      />
    </>
  )
}

type KeepProps = {
  call: string
  draft: Draft
  mine: OwnTemplate | null
  onClose: () => void
  onKept: (id: string) => void
}

function Keep({ call, draft, mine, onClose, onKept }: KeepProps) {
  const { t } = useTranslation('registration')
  const done = useDone()
  const [name, setName] = useState(mine?.name ?? '')
  const text = textOf(draft)
  const onSuccess = ({ id }: OwnTemplate) => {
    done(t('messages.page.kept', { name }))
    onKept(id)
    onClose()
  }
  const save = useMutation(registrations.saveMessageTemplate.mutationOptions({ onSuccess }))
  const change = useMutation(registrations.changeMessageTemplate.mutationOptions({ onSuccess }))
  const busy = save.isPending || change.isPending
  const failed = change.error ?? save.error
  const problem = failed instanceof ApiError ? failed : null
  return (
    <Dialog
      open
      title={t('messages.page.keep_title')}
      onClose={onClose}
      onSubmit={() =>
        !busy && (mine ? change.mutate({ template: mine.id, name, text }) : save.mutate({ call, name, text }))
      }
      actions={
        <>
          {mine && (
            <Button off={busy} onClick={() => !busy && save.mutate({ call, name, text })}>
              {t('messages.page.keep_new')}
            </Button>
          )}
          <Button type="submit" kind="primary" off={busy}>
            {mine ? t('messages.page.keep_change', { name: mine.name }) : t('messages.page.keep_now')}
          </Button>
        </>
      }
    >
      <p>{t('messages.page.keep_text')}</p>
      <TextField
        name="template-name"
        label={t('messages.page.keep_name')}
        maxLength={80}
        value={name}
        data-focus
        error={
          failed
            ? (problem?.field('name') ?? problem?.problem.errors?.[0]?.detail ?? failed.message)
            : undefined
        }
        onChange={(event) => setName(event.target.value)}
      />
    </Dialog>
  )
}

type ThrowProps = { template: OwnTemplate | null; onClose: () => void; onGone: () => void }

function ThrowAway({ template, onClose, onGone }: ThrowProps) {
  const { t } = useTranslation('registration')
  const toast = useToast()
  const done = useDone()
  const remove = useMutation(
    registrations.deleteMessageTemplate.mutationOptions({
      onSuccess: () => {
        done(t('messages.page.thrown'))
        onGone()
      },
      onError: (error) => toast(error.message),
      onSettled: onClose,
    }),
  )
  return (
    <Confirm
      open={template !== null}
      title={t('messages.page.throw_title', { name: template?.name ?? '' })}
      action={t('messages.page.throw')}
      kind="danger"
      busy={remove.isPending}
      onClose={onClose}
      onConfirm={() => template && remove.mutate({ template: template.id })}
    >
      <p>{t('messages.page.throw_text')}</p>
    </Confirm>
  )
}

/** Says it, and reads the list anew. */
function useDone(): (words: string) => void {
  const client = useQueryClient()
  const toast = useToast()
  return (words) => {
    toast(words)
    void client.invalidateQueries({ queryKey: registrations.messageTemplates.key() })
  }
}

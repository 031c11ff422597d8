import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, Confirm, Notice, useToast } from '../../../../ui/index.ts'
import type { Standing } from '../../contract.ts'
import { registrations } from '../api.ts'
import { QuestionFields, questionIn } from './question-fields.tsx'

/** Changes a question that nobody has taken up yet, or takes it back. */
export function OwnQuestion({ question }: { question: Standing['questions'][number] }) {
  const { t } = useTranslation('registration')
  const [doing, setDoing] = useState<'changing' | 'asking'>()
  const client = useQueryClient()
  const toast = useToast()
  const form = useRef<HTMLFormElement>(null)
  const change = useMutation(
    registrations.changeMine.mutationOptions({
      onSuccess: (standing, { withdraw }) => {
        client.setQueryData(registrations.mine.queryKey(), standing)
        toast(t(withdraw ? 'question.taken_back' : 'question.changed'))
        setDoing(undefined)
      },
      onError: () => {
        setDoing((now) => (now === 'asking' ? undefined : now))
        void client.invalidateQueries({ queryKey: registrations.mine.key() })
      },
    }),
  )
  // Whoever opened the form goes on in it.
  useEffect(() => {
    if (doing === 'changing') form.current?.querySelector('textarea')?.focus()
  }, [doing])
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const asked = questionIn(new FormData(event.currentTarget), question)
    if (asked && !change.isPending) change.mutate({ question: { insteadOf: question.id, ...asked } })
  }
  return (
    <>
      {change.isError && (
        <Notice tone="bad" live title={t('status.not_changed')}>
          {change.error.message}
        </Notice>
      )}
      {doing === 'changing' ? (
        <form ref={form} onSubmit={submit} noValidate className="dl-stack">
          <QuestionFields now={question} />
          <div className="dl-actions">
            <Button type="submit" kind="primary" off={change.isPending}>
              {t('question.save')}
            </Button>
            <Button kind="quiet" onClick={() => setDoing(undefined)}>
              {t('question.keep')}
            </Button>
          </div>
        </form>
      ) : (
        <div className="dl-row">
          <Button onClick={() => setDoing('changing')}>{t('question.change')}</Button>
          <Button kind="quiet" onClick={() => setDoing('asking')}>
            {t('question.take_back')}
          </Button>
        </div>
      )}
      <Confirm
        open={doing === 'asking'}
        title={t('question.take_back_title')}
        action={t('question.take_back_now')}
        kind="danger"
        busy={change.isPending}
        onClose={() => setDoing(undefined)}
        onConfirm={() => change.mutate({ withdraw: question.id })}
      >
        <p>{t('question.take_back_text')}</p>
      </Confirm>
    </>
  )
}

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ApiError } from '../../../../ui/api.ts'
import { dateTime, list } from '../../../../ui/format.ts'
import { Button, Card, Confirm, Notice, useLocale, useToast } from '../../../../ui/index.ts'
import { useSession } from '../../../../ui/session.ts'
import { NoMailServer } from '../../../mail/web/index.ts'
import type { MessageRow } from '../../contract.ts'
import { registrations } from '../api.ts'
import { type Draft, textOf, writtenIn } from './draft.ts'

type Props = {
  call: string
  draft: Draft
  /** How many people get it; null while that is being found out. */
  people: number | null
  fault: ApiError | null
  sent: readonly MessageRow[]
  onSent: () => void
  /** The number is not what it was. */
  onChanged: () => void
}

/** The number, once more, and off it goes. Why it cannot stands beside the button. */
export function Send({ call, draft, people, fault, sent, onSent, onChanged }: Props) {
  const { t } = useTranslation('registration')
  const client = useQueryClient()
  const toast = useToast()
  const [asked, setAsked] = useState<number | null>(null)
  const send = useMutation(
    registrations.sendMessage.mutationOptions({
      onSuccess: (row) => {
        toast(t('messages.page.on_its_way', { count: row.people }))
        onSent()
        void client.invalidateQueries({ queryKey: registrations.messages.key() })
      },
      onError: onChanged,
      onSettled: () => setAsked(null),
    }),
  )
  const why = whyNot(draft, people, fault)
  return (
    <Card>
      <NoMailServer />
      {send.error && (
        <Notice tone="bad" live title={t('messages.page.not_sent')}>
          {send.error.message}
        </Notice>
      )}
      <Button
        kind="primary"
        wide
        icon="forward"
        off={why !== null}
        aria-describedby={why ? 'send-why' : undefined}
        onClick={() => {
          if (why !== null) return
          send.reset()
          setAsked(people)
        }}
      >
        {!people ? t('messages.page.send') : t('messages.page.send_to', { count: people })}
      </Button>
      {why && (
        <p id="send-why" className="dl-quiet">
          {t(`messages.page.why_${why}`)}
        </p>
      )}
      <Confirm
        open={asked !== null}
        title={t('messages.page.sure', { count: asked ?? 0 })}
        action={t('messages.page.send_now', { count: asked ?? 0 })}
        busy={send.isPending}
        onClose={() => setAsked(null)}
        onConfirm={() => {
          if (asked === null || send.isPending) return
          const { id, states, standard } = draft
          send.mutate({ call, id, text: textOf(draft), states, standard, people: asked })
        }}
      >
        <Sure draft={draft} sent={sent} />
      </Confirm>
    </Card>
  )
}

function whyNot(draft: Draft, people: number | null, fault: ApiError | null) {
  if (draft.states.length === 0) return 'states'
  if (people === 0) return 'nobody'
  const written = writtenIn(draft)
  if (written.length === 0) return 'text'
  if (written.some((locale) => !draft[locale].subject.trim() || !draft[locale].body.trim())) return 'half'
  if (fault) return 'fault'
  return people === null ? 'counting' : null
}

/** To whom, in which languages, and whether the same was sent before. */
function Sure({ draft, sent }: { draft: Draft; sent: readonly MessageRow[] }) {
  const { t } = useTranslation('registration')
  const locale = useLocale()
  const { homeZone } = useSession()
  const before = draft.standard ? sent.find(({ standard }) => standard === draft.standard) : undefined
  return (
    <>
      <p>
        {t('messages.page.sure_states', {
          states: list(
            draft.states.map((state) => t(`messages.states.${state}`)),
            locale,
          ),
        })}
      </p>
      {writtenIn(draft).map((language) => (
        <p key={language} className="dl-read" lang={language} dir={language === 'ur' ? 'rtl' : 'ltr'}>
          <b>{draft[language].subject}</b>
        </p>
      ))}
      <p>{t('messages.page.sure_text')}</p>
      {before && draft.standard && (
        <Notice tone="warn">
          {t('messages.page.sent_before', {
            count: before.people,
            name: t(`messages.standard.${draft.standard}.name`),
            when: dateTime(before.at, homeZone, locale),
          })}
        </Notice>
      )}
    </>
  )
}

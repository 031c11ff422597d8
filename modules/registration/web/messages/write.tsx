import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError } from '../../../../ui/api.ts'
import { Button, Card, Notice, useToast } from '../../../../ui/index.ts'
import type { MessageRow, StandardText } from '../../contract.ts'
import { registrations } from '../api.ts'
import { beginWith, newDraft, textOf, useDraft, useSettled, writtenIn } from './draft.ts'
import { Preview } from './preview.tsx'
import { Send } from './send.tsx'
import { Templates } from './templates.tsx'
import { ThankYou } from './thank-you.tsx'
import { To } from './to.tsx'
import { Words } from './words.tsx'

type Props = { call: string; begin: StandardText | null; sent: readonly MessageRow[] }

/** To whom, what, how it will look, and off it goes. */
export function Write({ call, begin, sent }: Props) {
  const { t } = useTranslation('registration')
  const toast = useToast()
  const { draft, setDraft } = useDraft(call)
  const [chosen, setChosen] = useState<string | null>(null)
  const texts = useQuery(registrations.messageTemplates.queryOptions({ input: { call } }))
  const recipients = useQuery(
    registrations.messageRecipients.queryOptions({
      input: { call, states: draft.states.join(',') },
      placeholderData: keepPreviousData,
      refetchInterval: 30_000,
    }),
  )
  const text = useSettled(textOf(draft))
  const reader =
    recipients.data?.some.find(({ registration }) => registration === chosen)?.registration ??
    chosen ??
    recipients.data?.some[0]?.registration ??
    null
  const preview = useQuery({
    ...registrations.previewMessage.queryOptions({ input: { call, text, registration: reader ?? '' } }),
    enabled: reader !== null && (text.en !== null || text.ur !== null),
    placeholderData: keepPreviousData,
    retry: false,
  })
  const fault = preview.error instanceof ApiError ? preview.error : null

  const take = (next: typeof draft) => {
    const before = draft
    setDraft(next)
    if (writtenIn(before).length > 0) toast(t('messages.page.replaced'), () => setDraft(before))
  }
  const takeStandard = (id: StandardText) => {
    const from = texts.data?.standard.find((each) => each.id === id)
    if (from) take(beginWith(draft, { ...from, standard: id }))
  }
  // Once, when the page was opened by "Write the thank-you" and nothing is being written.
  const known = texts.data !== undefined
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what the page was opened with, not what changes afterwards
  useEffect(() => {
    if (begin && known && writtenIn(draft).length === 0) takeStandard(begin)
  }, [begin, known])

  return (
    <>
      <ThankYou states={recipients.data?.states ?? null} sent={sent} onBegin={takeStandard} />
      {(texts.error ?? recipients.error) && (
        <Notice
          tone="bad"
          title={t('desk.not_loaded')}
          action={
            <Button
              size="s"
              onClick={() => {
                void texts.refetch()
                void recipients.refetch()
              }}
            >
              {t('status.try_again')}
            </Button>
          }
        >
          {(texts.error ?? recipients.error)?.message}
        </Notice>
      )}
      <div className="messages">
        <div className="messages__write">
          <Card>
            <To
              states={draft.states}
              onStates={(states) => setDraft({ ...draft, states })}
              recipients={recipients.data ?? null}
              written={writtenIn(draft)}
            />
          </Card>
          <Card>
            <Templates
              call={call}
              draft={draft}
              standard={texts.data?.standard ?? []}
              own={texts.data?.own ?? []}
              onStandard={takeStandard}
              onOwn={(own) => take(beginWith(draft, own))}
            />
            <Words draft={draft} onDraft={setDraft} fault={fault} />
          </Card>
        </div>
        <div className="messages__look">
          <Preview
            call={call}
            draft={draft}
            recipients={recipients.data ?? null}
            reader={reader}
            onReader={setChosen}
            query={preview}
          />
          <Send
            call={call}
            draft={draft}
            people={recipients.isPlaceholderData ? null : (recipients.data?.people ?? null)}
            fault={fault}
            sent={sent}
            onSent={() => setDraft(newDraft())}
            onChanged={() => void recipients.refetch()}
          />
        </div>
      </div>
    </>
  )
}

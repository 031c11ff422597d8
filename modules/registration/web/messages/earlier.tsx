import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { dateTime, list } from '../../../../ui/format.ts'
import {
  Button,
  Card,
  Empty,
  Meter,
  Notice,
  Skeleton,
  Tag,
  type Tone,
  useLocale,
} from '../../../../ui/index.ts'
import { useSession } from '../../../../ui/session.ts'
import { mailQueue } from '../../../mail/web/index.ts'
import { MAIL_OUTCOMES, type MailOutcome, type MessageRow, type MessageShown } from '../../contract.ts'
import { registrations } from '../api.ts'

/** What was sent before: who sent it when, to how many, and what came of it. */
export function Earlier({ sent }: { sent: UseQueryResult<{ items: MessageRow[] }> }) {
  const { t } = useTranslation('registration')
  return (
    <section aria-label={t('messages.page.earlier')} className="messages__earlier">
      {!sent.isError && <h3>{t('messages.page.earlier')}</h3>}
      <Paused waits={sent.data?.items.some(({ progress }) => progress.queued > 0) ?? false} />
      {sent.isPending && <Skeleton rows={3} />}
      {sent.isError && (
        <Empty
          icon="offline"
          title={t('desk.not_loaded')}
          action={<Button onClick={() => void sent.refetch()}>{t('status.try_again')}</Button>}
        >
          {sent.error.message}
        </Empty>
      )}
      {sent.data?.items.length === 0 && (
        <Empty icon="mail" title={t('messages.page.none')}>
          {t('messages.page.none_text')}
        </Empty>
      )}
      {sent.data?.items.map((row) => (
        <Message key={row.id} row={row} />
      ))}
    </section>
  )
}

/** Why nothing moves: asked only while something waits. */
function Paused({ waits }: { waits: boolean }) {
  const { t } = useTranslation('registration')
  const queue = useQuery({ ...mailQueue.queue.queryOptions({ refetchInterval: 5_000 }), enabled: waits })
  if (!waits || !queue.data?.paused) return null
  return (
    <Notice tone="warn" title={t('messages.page.paused')}>
      {t('messages.page.paused_text')}
    </Notice>
  )
}

function Message({ row }: { row: MessageRow }) {
  const { t } = useTranslation('registration')
  const locale = useLocale()
  const { homeZone, homePlace } = useSession()
  const [open, setOpen] = useState(false)
  const states = list(
    row.states.map((state) => t(`messages.states.${state}`)),
    locale,
  )
  return (
    <Card className="dl-stack dl-stack--s">
      <h4 dir="auto">{row.subject}</h4>
      <p className="dl-quiet">
        {t('messages.page.sent_by', { by: row.by ?? t('messages.page.somebody') })}{' '}
        <time dateTime={row.at}>{dateTime(row.at, homeZone, locale)}</time> <bdi>({homePlace})</bdi> ·{' '}
        {t('messages.page.to_people', { count: row.people, states })}
      </p>
      <Progress row={row} />
      <Button size="s" kind="quiet" aria-expanded={open} onClick={() => setOpen(!open)}>
        {t(open ? 'messages.page.less' : 'messages.page.more')}
      </Button>
      {open && <Whole id={row.id} />}
    </Card>
  )
}

const LOOKS: Readonly<Record<MailOutcome, Tone>> = {
  queued: 'info',
  sent: 'good',
  withheld: 'neutral',
  unsure: 'warn',
  failed: 'bad',
}

/** How far it is, in a bar and in words. */
function Progress({ row: { progress, people } }: { row: MessageRow }) {
  const { t } = useTranslation('registration')
  return (
    <>
      {progress.queued > 0 && <Meter value={(people - progress.queued) / people} />}
      <p className="dl-row">
        {MAIL_OUTCOMES.filter((outcome) => progress[outcome] > 0).map((outcome) => (
          <Tag key={outcome} tone={LOOKS[outcome]}>
            {t(`messages.outcomes.${outcome}`, { count: progress[outcome] })}
          </Tag>
        ))}
      </p>
    </>
  )
}

/** The text as it was written, and those who did not get it. */
function Whole({ id }: { id: string }) {
  const { t } = useTranslation('registration')
  const found = useQuery(
    registrations.message.queryOptions({
      input: { message: id },
      refetchInterval: ({ state }) => ((state.data?.progress.queued ?? 1) > 0 ? 2_000 : false),
    }),
  )
  if (found.isPending) return <Skeleton rows={3} />
  if (found.isError) return <p>{found.error.message}</p>
  const { text, troubles } = found.data
  return (
    <>
      {(['en', 'ur'] as const).map((language) => {
        const words = text[language]
        return (
          words && (
            <article
              key={language}
              className="messages__letter dl-read"
              lang={language}
              dir={language === 'ur' ? 'rtl' : 'ltr'}
            >
              <h5>{words.subject}</h5>
              <p className="messages__asis">{words.body}</p>
            </article>
          )
        )
      })}
      {troubles.length > 0 && <Troubles troubles={troubles} />}
      {troubles.length === 0 && <p className="dl-quiet">{t('messages.page.no_troubles')}</p>}
    </>
  )
}

function Troubles({ troubles }: Pick<MessageShown, 'troubles'>) {
  const { t } = useTranslation('registration')
  return (
    <>
      <h5>{t('messages.page.troubles')}</h5>
      <ul className="messages__troubles">
        {troubles.map(({ registration, name, organization, outcome, why }) => (
          <li key={registration}>
            <bdi>{name ?? t('status.removed')}</bdi> · <bdi>{organization}</bdi>:{' '}
            {t(`messages.became.${outcome}`)} {why && <bdi dir="ltr">({why})</bdi>}
          </li>
        ))}
      </ul>
    </>
  )
}

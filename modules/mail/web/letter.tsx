import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { FaceLink } from '../../../ui/face.tsx'
import { Button, Empty, Icon, Notice, SidePanel, Skeleton, useToast } from '../../../ui/index.ts'
import { holds, useSession } from '../../../ui/session.ts'
import type { MailRow, MailShown } from '../contract.ts'
import { mayRetry } from '../rules/outbox.ts'
import { outbox } from './api.ts'
import { MailBlocks } from './blocks.tsx'
import { StateTag } from './state-tag.tsx'

type Props = {
  row: MailRow | null
  open: boolean
  onClose: () => void
  /** Narrows the list to this person's mail. */
  onPerson: (person: string) => void
}

/** One mail as it would be worded now, its links hidden until somebody answers for looking at them. */
export function Letter({ row, open, onClose, onPerson }: Props) {
  const { t } = useTranslation('mail')
  const client = useQueryClient()
  const toast = useToast()
  const administers = holds(useSession(), ['administrator'])
  const key = { mail: row?.id ?? '' }
  const letter = useQuery({
    ...outbox.read.queryOptions({ input: key, staleTime: 60_000 }),
    enabled: row !== null,
  })
  const reveal = useMutation(
    outbox.reveal.mutationOptions({
      onSuccess: (shown) =>
        client.setQueryData(outbox.read.queryKey({ input: { mail: shown.mail.id } }), shown),
      onError: (error) => toast(error.message),
    }),
  )
  const retry = useMutation(
    outbox.retry.mutationOptions({
      onSuccess: () => {
        toast(t('retried'))
        void client.invalidateQueries({ queryKey: outbox.key() })
      },
      onError: (error) => toast(error.message),
    }),
  )
  const right = useMutation(
    outbox.addressRight.mutationOptions({
      onSuccess: ({ again }) => {
        toast(t('address_again', { count: again }))
        void client.invalidateQueries({ queryKey: outbox.key() })
      },
      onError: (error) => toast(error.message),
    }),
  )
  if (!row) return <aside className="dl-side" aria-label={t('letter')} />
  const shown = letter.data
  const hidden = Boolean(shown?.content) && shown?.linksShown === false && hasLinks(shown)
  const retriable = mayRetry(row.state) && !row.addressRefused
  return (
    <SidePanel
      titleId="letter"
      bodyLabel={t('letter')}
      open={open}
      head={<Head row={row} onClose={onClose} onPerson={onPerson} />}
      reason={
        hidden && administers ? (
          <p id="hidden">
            <Icon name="lock" /> {t('hidden')}
          </p>
        ) : undefined
      }
      actions={
        (hidden && administers) || retriable || row.addressRefused ? (
          <>
            {hidden && administers && (
              <Button off={reveal.isPending} aria-describedby="hidden" onClick={() => reveal.mutate(key)}>
                {t('reveal')}
              </Button>
            )}
            {retriable && (
              <Button off={retry.isPending} onClick={() => retry.mutate(key)}>
                {t('send_again')}
              </Button>
            )}
            {row.addressRefused && row.person && (
              <Button
                off={right.isPending}
                aria-describedby="refused"
                onClick={() => right.mutate({ person: row.person ?? '' })}
              >
                {t('address_right')}
              </Button>
            )}
          </>
        ) : undefined
      }
    >
      {letter.isPending && <Skeleton rows={6} />}
      {letter.isError && (
        <Empty
          icon="offline"
          title={t('not_loaded')}
          action={<Button onClick={() => void letter.refetch()}>{t('try_again')}</Button>}
        >
          {letter.error.message}
        </Empty>
      )}
      {shown && <Content shown={shown} />}
    </SidePanel>
  )
}

/** Whether anything in it leads somewhere. */
const hasLinks = ({ content }: MailShown): boolean =>
  content?.blocks.some((block) => 'button' in block || JSON.stringify(block).includes('•••')) ?? false

function Head({ row, onClose, onPerson }: Omit<Props, 'row' | 'open'> & { row: MailRow }) {
  const { t } = useTranslation('mail')
  return (
    <div className="dl-side__id">
      <div>
        <h2 id="letter">
          <bdi>{row.to?.name ?? t('removed')}</bdi>
        </h2>
        {row.to && (
          <p>
            <bdi dir="ltr">{row.to.email}</bdi>
          </p>
        )}
        <p className="dl-row">
          <StateTag state={row.state} />
          {row.attempts > 0 && <span className="dl-quiet">{t('attempts', { count: row.attempts })}</span>}
        </p>
        {row.person && (
          <p>
            <Button size="s" kind="quiet" onClick={() => onPerson(row.person ?? '')}>
              {t('only_person')}
            </Button>
          </p>
        )}
      </div>
      <Button className="dl-side__close" kind="quiet" icon="close" iconOnly onClick={onClose}>
        {t('close')}
      </Button>
    </div>
  )
}

function Content({ shown: { mail, content, locale } }: { shown: MailShown }) {
  const { t } = useTranslation('mail')
  return (
    <div className="outbox__letter">
      {mail.addressRefused && (
        <div id="refused">
          <Notice
            tone="warn"
            action={<FaceLink href={`/desk/people?kind=persons&id=${mail.person}`}>{t('correct')}</FaceLink>}
          >
            {t('address_refused')}
          </Notice>
        </div>
      )}
      {mail.held && <Notice icon="clock">{t('held')}</Notice>}
      {mail.state === 'withheld' && !mail.addressRefused && <Notice tone="warn">{t('withheld_text')}</Notice>}
      {mail.lastError && !mail.held && (
        <Notice tone="bad" title={t('failed_because')}>
          <bdi dir="ltr">{mail.lastError}</bdi>
        </Notice>
      )}
      {mail.state === 'unsure' && <Notice tone="warn">{t('unsure_text')}</Notice>}
      {mail.state === 'unsent' && <Notice tone="warn">{t('no_server')}</Notice>}
      {content ? (
        <article lang={locale} dir={locale === 'ur' ? 'rtl' : 'ltr'} className="dl-stack dl-stack--s">
          <h3>{content.subject}</h3>
          <MailBlocks blocks={content.blocks} />
          {content.attachments.length > 0 && (
            <p className="dl-quiet">
              <Icon name="calendar" /> <bdi dir="ltr">{content.attachments.join(', ')}</bdi>
            </p>
          )}
        </article>
      ) : (
        <Empty icon="mail" title={t('nothing_to_say')}>
          {t('nothing_to_say_text')}
        </Empty>
      )}
    </div>
  )
}

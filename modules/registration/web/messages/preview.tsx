import { keepPreviousData, type UseQueryResult, useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, Card, Notice, SelectField, TextField, useLocale, useToast } from '../../../../ui/index.ts'
import { MailBlocks } from '../../../mail/web/index.ts'
import type { MessagePreview, MessageReader, MessageRecipients } from '../../contract.ts'
import { registrations } from '../api.ts'
import { type Draft, textOf, useSettled, writtenIn } from './draft.ts'

type Props = {
  call: string
  draft: Draft
  recipients: MessageRecipients | null
  reader: string | null
  onReader: (registration: string) => void
  query: UseQueryResult<MessagePreview>
}

/** The mail as one person will read it, worded by the code that sends it. */
export function Preview({ call, draft, recipients, reader, onReader, query }: Props) {
  const { t } = useTranslation('registration')
  const [search, setSearch] = useState('')
  const settled = useSettled(search.trim())
  const found = useQuery({
    ...registrations.messageRecipients.queryOptions({
      input: { call, states: draft.states.join(','), search: settled },
      placeholderData: keepPreviousData,
    }),
    enabled: settled !== '',
  })
  const some = (settled ? found.data?.some : recipients?.some) ?? []
  const isMany = (recipients?.people ?? 0) > some.length || settled !== ''
  const nothing = writtenIn(draft).length === 0
  return (
    <Card className="messages__preview">
      <h3>{t('messages.page.preview')}</h3>
      {isMany && (
        <TextField
          type="search"
          name="find-reader"
          label={t('desk.find')}
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
      )}
      {some.length > 0 ? (
        <SelectField
          name="reader"
          label={t('messages.page.reader')}
          value={some.some(({ registration }) => registration === reader) ? (reader ?? '') : ''}
          onChange={(event) => onReader(event.target.value)}
          options={[
            ...(some.some(({ registration }) => registration === reader)
              ? []
              : [{ value: '', label: t('messages.page.reader_choose') }]),
            ...some.map((each) => ({ value: each.registration, label: nameOf(each) })),
          ]}
        />
      ) : (
        <p className="dl-quiet">{t(settled ? 'desk.no_hit' : 'messages.page.no_reader')}</p>
      )}
      {nothing ? (
        <p className="dl-quiet">{t('messages.page.nothing_written')}</p>
      ) : (
        <Letter shown={reader ? query.data : undefined} error={query.error} />
      )}
      <Test call={call} draft={draft} reader={reader} off={nothing || query.error !== null} />
    </Card>
  )
}

const nameOf = ({ name, organization }: MessageReader): string =>
  [name, organization].filter(Boolean).join(' · ')

function Letter({ shown, error }: { shown: MessagePreview | undefined; error: Error | null }) {
  const { t } = useTranslation('registration')
  if (error) return <Notice tone="warn">{error.message}</Notice>
  if (!shown) return null
  const isOther = shown.locale !== shown.to.locale
  return (
    <>
      <p className="dl-quiet">
        {t(`messages.page.reads_${shown.to.locale}`)}{' '}
        {shown.zone
          ? t('messages.page.zone', { zone: shown.zone.replaceAll('_', ' ') })
          : t('messages.page.zone_home')}
      </p>
      {isOther && <Notice tone="warn">{t(`messages.page.gets_${shown.locale}`)}</Notice>}
      <article
        className="messages__letter dl-read"
        lang={shown.locale}
        dir={shown.locale === 'ur' ? 'rtl' : 'ltr'}
        aria-label={t('messages.page.letter')}
      >
        <h4>{shown.subject}</h4>
        <MailBlocks blocks={shown.blocks} />
      </article>
      {shown.blocks.some((block) => 'button' in block) && (
        <p className="dl-quiet">{t('messages.page.link_hidden')}</p>
      )}
      <details>
        <summary>{t('messages.page.plain')}</summary>
        <pre className="dl-read" dir={shown.locale === 'ur' ? 'rtl' : 'ltr'} lang={shown.locale}>
          {shown.plain}
        </pre>
      </details>
    </>
  )
}

type TestProps = { call: string; draft: Draft; reader: string | null; off: boolean }

function Test({ call, draft, reader, off }: TestProps) {
  const { t } = useTranslation('registration')
  const toast = useToast()
  const locale = useLocale()
  const test = useMutation(
    registrations.testMessage.mutationOptions({
      onSuccess: ({ to }) => toast(t('messages.page.tested', { to: isolated(to, locale) })),
      onError: (error) => toast(error.message),
    }),
  )
  const isOff = off || test.isPending
  return (
    <Button
      icon="mail"
      off={isOff}
      onClick={() =>
        !isOff && test.mutate({ call, id: crypto.randomUUID(), text: textOf(draft), registration: reader })
      }
    >
      {t('messages.page.test')}
    </Button>
  )
}

/** An address reads from left to right, also in an Urdu sentence. */
const isolated = (text: string, locale: string): string => (locale === 'ur' ? `\u2066${text}\u2069` : text)

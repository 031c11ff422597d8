import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError } from '../../../../ui/api.ts'
import { FaceLink } from '../../../../ui/face.tsx'
import { dateOf } from '../../../../ui/format.ts'
import {
  Button,
  Card,
  Desk,
  DeskBar,
  DeskPage,
  Empty,
  Notice as Said,
  Skeleton,
  TextAreaField,
  useLocale,
  useToast,
} from '../../../../ui/index.ts'
import type { Notice } from '../../contract.ts'
import { registrations } from '../api.ts'

/** `/desk/notice`: what registrants are told is kept, and for how long. A change is a new version; old ones stay. */
export function NoticeDesk() {
  const { t } = useTranslation('registration')
  const notices = useQuery(registrations.notices.queryOptions())
  const [newest, ...older] = notices.data ?? []
  return (
    <Desk bar={<DeskBar title={t('notice.title')} homeHref="/desk" link={FaceLink} />}>
      <DeskPage title={t('notice.title')} lead={t('notice.lead')}>
        {notices.isPending && <Skeleton rows={4} />}
        {notices.isError && (
          <Empty
            icon="offline"
            title={t('desk.not_loaded')}
            action={<Button onClick={() => void notices.refetch()}>{t('status.try_again')}</Button>}
          >
            {notices.error.message}
          </Empty>
        )}
        {newest && <NewVersion key={newest.version} from={newest} />}
        {newest && (
          <section aria-labelledby="versions">
            <h3 id="versions">{t('notice.versions')}</h3>
            {[newest, ...older].map((notice) => (
              <Version key={notice.version} notice={notice} />
            ))}
          </section>
        )}
      </DeskPage>
    </Desk>
  )
}

/** Begins with the words that hold now. */
function NewVersion({ from }: { from: Notice }) {
  const { t } = useTranslation('registration')
  const client = useQueryClient()
  const toast = useToast()
  const [en, setEn] = useState(from.text.en)
  const [ur, setUr] = useState(from.text.ur ?? '')
  const write = useMutation(
    registrations.writeNotice.mutationOptions({
      onSuccess: ({ version }) => {
        toast(t('notice.written', { version }))
        void client.invalidateQueries({ queryKey: registrations.notices.key() })
      },
    }),
  )
  const problem = write.error instanceof ApiError ? write.error : null
  const same = en.trim() === from.text.en && ur.trim() === (from.text.ur ?? '')
  return (
    <Card>
      <form
        className="dl-stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          if (!same && !write.isPending) write.mutate({ text: { en, ur: ur.trim() || null } })
        }}
      >
        {write.error && (
          <Said tone="bad" live>
            {write.error.message}
          </Said>
        )}
        <TextAreaField
          name="notice-en"
          label={t('notice.en')}
          lang="en"
          rows={5}
          maxLength={4000}
          value={en}
          error={problem?.field('text.en')}
          onChange={(event) => setEn(event.target.value)}
        />
        <TextAreaField
          name="notice-ur"
          label={t('notice.ur')}
          lang="ur"
          rows={5}
          maxLength={4000}
          value={ur}
          error={problem?.field('text.ur')}
          onChange={(event) => setUr(event.target.value)}
        />
        <p id="notice-why" className="dl-quiet">
          {t(same ? 'notice.unchanged' : 'notice.consequence')}
        </p>
        <Button type="submit" kind="primary" off={same || write.isPending} aria-describedby="notice-why">
          {t('notice.publish', { version: from.version + 1 })}
        </Button>
      </form>
    </Card>
  )
}

function Version({ notice }: { notice: Notice }) {
  const { t } = useTranslation('registration')
  const locale = useLocale()
  return (
    <Card className="dl-stack dl-stack--s">
      <p className="dl-quiet dl-num">
        {t('page.notice_version', { version: notice.version, date: dateOf(notice.at, 'UTC', locale) })}
      </p>
      <p className="dl-read" lang="en" dir="ltr">
        {notice.text.en}
      </p>
      {notice.text.ur && (
        <p className="dl-read" lang="ur" dir="rtl">
          {notice.text.ur}
        </p>
      )}
    </Card>
  )
}

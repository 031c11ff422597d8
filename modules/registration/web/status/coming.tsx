import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { dateTime, timeOf, zoneName } from '../../../../ui/format.ts'
import { Button, Notice, useAnnounce, useLocale } from '../../../../ui/index.ts'
import { useSession } from '../../../../ui/session.ts'
import type { Coming, Standing } from '../../contract.ts'
import { registrations } from '../api.ts'

type Registration = NonNullable<Standing['registration']>

/** Puts what the server answers in place of what stood here. */
function useStanding(say: (standing: Standing) => string) {
  const client = useQueryClient()
  const announce = useAnnounce()
  return {
    onSuccess: (standing: Standing) => {
      client.setQueryData(registrations.mine.queryKey(), standing)
      announce(say(standing))
    },
  }
}

/** The call moved: when it was, and whether one still comes. */
export function StillComing({ asked }: { asked: NonNullable<Registration['asked']> }) {
  const { t } = useTranslation('registration')
  const locale = useLocale()
  const { homeZone, homePlace } = useSession()
  const answer = useMutation(
    registrations.answerMine.mutationOptions(
      useStanding(({ registration }) => t(`coming.${registration?.asked?.answer ?? 'asked'}.title`)),
    ),
  )
  const choose = (value: Coming) => answer.mutate({ startsAt: asked.startsAt, answer: value })
  const was = `${dateTime(asked.wasAt, homeZone, locale)} ${homePlace} (${zoneName(asked.wasAt, homeZone)})`
  return (
    <>
      <h2>{t(`coming.${asked.answer ?? 'asked'}.title`)}</h2>
      <Notice
        tone={asked.answer === 'coming' ? 'good' : 'warn'}
        icon="calendar"
        action={
          <div className="dl-actions">
            {asked.answer === null && (
              <Button size="xl" kind="primary" off={answer.isPending} onClick={() => choose('coming')}>
                {t('coming.yes')}
              </Button>
            )}
            <Button size="xl" off={answer.isPending} onClick={() => choose('cannot')}>
              {t('coming.no')}
            </Button>
          </div>
        }
      >
        <p>{t(`coming.${asked.answer ?? 'asked'}.text`)}</p>
        <p>{t('coming.was', { when: was })}</p>
        {answer.isError && (
          <p role="alert">
            {t('coming.not_answered')}: {answer.error.message}
          </p>
        )}
      </Notice>
    </>
  )
}

/** Takes back that the seat was given back, while that can be done. */
export function UndoCancel({ until }: { until: string }) {
  const { t } = useTranslation('registration')
  const locale = useLocale()
  const { homeZone, homePlace } = useSession()
  const undo = useMutation(
    registrations.undoCancelMine.mutationOptions(
      useStanding(({ registration }) => t(`status.${registration?.state ?? 'approved'}.title`)),
    ),
  )
  return (
    <>
      {undo.isError && (
        <Notice tone="bad" live title={t('status.not_undone')}>
          {undo.error.message}
        </Notice>
      )}
      <div className="dl-actions">
        <Button size="xl" kind="primary" off={undo.isPending} onClick={() => undo.mutate({})}>
          {t('coming.undo')}
        </Button>
      </div>
      <p className="dl-quiet">
        {t('coming.undo_until', { time: `${timeOf(until, homeZone, locale)} ${homePlace}` })}
      </p>
    </>
  )
}

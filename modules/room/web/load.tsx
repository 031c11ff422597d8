import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { apiQueries } from '../../../ui/api.ts'
import { FaceLink } from '../../../ui/face.tsx'
import { number } from '../../../ui/format.ts'
import { Button, Desk, DeskBar, Empty, Notice, ScrollBody, Skeleton, useLocale } from '../../../ui/index.ts'
import { contract, type RoomLoad } from '../contract.ts'
import { isNearLimit } from '../rules/advice.ts'
import './load.css'

const api = apiQueries(contract)
const EVERY_MS = 2_000
/** A server that is stopped says nothing at all. */
const SILENT_MS = 3 * EVERY_MS
/** Tenths of a millisecond mean something below ten. */
const whole = (ms: number): number => (ms < 10 ? ms : Math.round(ms))

const FIGURES = [
  'sockets',
  'rooms',
  'slow',
  'resumes',
  'framesPerSecond',
  'eventsPerSecond',
  'eventsPerCommit',
  'tickMs',
  'commitMs',
  'ackMs',
  'loopDelayMs',
] as const satisfies readonly (keyof RoomLoad)[]

/** Whether `moment` (epoch milliseconds, 0 for never) lies further back than this. */
function useIsOlder(moment: number, milliseconds: number): boolean {
  const [older, setOlder] = useState(false)
  useEffect(() => {
    setOlder(false)
    if (moment === 0) return
    const timer = setTimeout(() => setOlder(true), milliseconds)
    return () => clearTimeout(timer)
  }, [moment, milliseconds])
  return older
}

/** `/desk/load`: what `/metrics` says of the live rooms, of late, with one sentence on what is near its limit. */
export function Load() {
  const { t } = useTranslation('room')
  const locale = useLocale()
  const { data, error, refetch, dataUpdatedAt } = useQuery(
    api.load.queryOptions({ input: {}, refetchInterval: EVERY_MS }),
  )
  const silent = useIsOlder(dataUpdatedAt, SILENT_MS)
  return (
    <Desk bar={<DeskBar title={t('load.title')} homeHref="/desk" link={FaceLink} />}>
      <ScrollBody>
        {data ? (
          <div className="room-load">
            {error || silent ? (
              <Notice tone="bad" live title={t('load.stale')} />
            ) : (
              <Notice tone={data.advice === 'calm' ? 'good' : 'warn'} live>
                {t(`load.advice.${data.advice}`)}
              </Notice>
            )}
            <dl>
              {FIGURES.map((figure) => (
                <div key={figure}>
                  <dt>{t(`load.${figure}`)}</dt>
                  <dd>
                    {figure.endsWith('Ms')
                      ? t('load.ms', { value: number(whole(data[figure]), locale) })
                      : number(data[figure], locale)}
                    {isNearLimit(data, figure) && <small>{t('load.near')}</small>}
                  </dd>
                </div>
              ))}
            </dl>
            <p>{t('load.note')}</p>
          </div>
        ) : error ? (
          <Empty
            icon="offline"
            title={error.message || t('errors.no_line')}
            action={<Button onClick={() => void refetch()}>{t('lost.try_now')}</Button>}
          />
        ) : (
          <Skeleton rows={6} />
        )}
      </ScrollBody>
    </Desk>
  )
}

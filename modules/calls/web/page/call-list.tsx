import { useTranslation } from 'react-i18next'
import { dateOf } from '../../../../ui/format.ts'
import { type Locale, Tag, type Tone } from '../../../../ui/index.ts'
import type { Door, Home, ListedCall } from '../../contract.ts'
import { say } from '../say.ts'
import { officeOf } from './call-page.tsx'
import { timesOf } from './when.tsx'
import './page.css'

const TONES: Partial<Record<Door, Tone>> = {
  'nearly-full': 'warn',
  full: 'warn',
  live: 'info',
  cancelled: 'bad',
}

type Props = { calls: readonly ListedCall[]; home: Home; locale: Locale; withProgram?: boolean }

/** Calls with day, both times, topic and host; each is one link. */
export function CallList({ calls, home, locale, withProgram }: Props) {
  const { t } = useTranslation('calls')
  return (
    <ul className="calls-list">
      {calls.map((call) => (
        <li key={call.slug}>
          <p className="calls-list__when">
            {call.startsAt ? (
              <>
                <time dateTime={call.startsAt}>{dateOf(call.startsAt, call.zone, locale)}</time>
                {timesOf(call, home, locale).map((time) => (
                  <span key={time}>{time}</span>
                ))}
              </>
            ) : (
              t('no_date')
            )}
          </p>
          <div>
            <h3>
              <a href={`/calls/${call.slug}`} dir="auto">
                {say(call.topic, locale)}
              </a>
            </h3>
            {call.host && (
              <p className="dl-quiet">
                <bdi>{say(call.host.name, locale)}</bdi> · <bdi>{officeOf(call.host, locale)}</bdi>
              </p>
            )}
            {withProgram && (
              <p className="dl-quiet">
                <bdi>{say(call.program.name, locale)}</bdi>
              </p>
            )}
          </div>
          <Tag tone={TONES[call.door] ?? 'neutral'}>{t(`doors.${call.door}`)}</Tag>
        </li>
      ))}
    </ul>
  )
}

import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { dateTime, dayOf, instantOf, timeOf, zoneName } from '../../../../ui/format.ts'
import { Button, Dialog, SelectField, TextField, useLocale } from '../../../../ui/index.ts'
import { useSession } from '../../../../ui/session.ts'
import type { CallDto, Disambiguation, LocalTime } from '../../contract.ts'
import { zoneOptions } from '../options.ts'
import { placeOf, placeOfZone } from '../page/when.tsx'
import type { Autosave, Failure } from './autosave.ts'
import { TextPair } from './fields.tsx'

type Props = { call: CallDto; autosave: Autosave; errorOf: (field: string) => string | undefined }

/** `2026-04-23T17:00`: what a clock on the wall of `zone` says. */
const wall = (at: string | null, zone: string): string =>
  at === null
    ? ''
    : instantOf(at).toZonedDateTimeISO(zone).toPlainDateTime().toString({ smallestUnit: 'minute' })

/** Date, time, length, place and deadline; every time with its place. */
export function WhenSection({ call, autosave, errorOf }: Props) {
  const { t } = useTranslation('calls')
  const locale = useLocale()
  const { homeZone, homePlace } = useSession()
  const [start, setStart] = useState(() => wall(call.startsAt, call.zone))
  const [zone, setZone] = useState(call.zone)
  const [rsvp, setRsvp] = useState(() => wall(call.rsvpDeadline, homeZone))
  const saveStart = (local: string, inZone: string) => {
    setStart(local)
    setZone(inZone)
    if (isHalfTyped(local)) return
    autosave.save(
      'startsAt',
      local ? { startsAt: { local, zone: inZone } } : { startsAt: null, zone: inZone },
      inZone !== zone,
    )
  }
  return (
    <>
      <div className="calls-row">
        <TextField
          name="startsAt"
          type="datetime-local"
          label={t('edit.starts_at', { place: placeOfZone(zone) })}
          error={errorOf('startsAt')}
          value={start}
          onChange={(event) => saveStart(event.target.value, zone)}
        />
        <SelectField
          name="zone"
          label={t('edit.zone')}
          value={zone}
          onChange={(event) => saveStart(start, event.target.value)}
          options={zoneOptions([call.zone, homeZone])}
        />
        <TextField
          name="minutes"
          type="number"
          label={t('edit.minutes')}
          min={1}
          max={1440}
          error={errorOf('minutes')}
          defaultValue={call.minutes}
          onChange={(event) => {
            const minutes = event.target.valueAsNumber
            if (minutes >= 1) autosave.save('minutes', { minutes: Math.round(minutes) })
          }}
        />
      </div>
      <TextPair
        name="hostPlace"
        label={t('edit.host_place')}
        hint={t('edit.host_place_hint', { place: placeOfZone(zone) })}
        value={call.hostPlace}
        maxLength={80}
        error={errorOf('hostPlace')}
        onChange={(hostPlace) => autosave.save('hostPlace', { hostPlace })}
      />
      <div className="calls-row">
        <TextField
          name="rsvpDeadline"
          type="datetime-local"
          label={t('edit.rsvp', { place: homePlace })}
          hint={
            call.rsvpDeadline && homeZone !== call.zone
              ? t('edit.rsvp_elsewhere', {
                  place: placeOf(call, locale),
                  time: dateTime(call.rsvpDeadline, call.zone, locale),
                })
              : undefined
          }
          error={errorOf('rsvpDeadline')}
          value={rsvp}
          onChange={(event) => {
            const local = event.target.value
            setRsvp(local)
            if (isHalfTyped(local)) return
            autosave.save('rsvpDeadline', { rsvpDeadline: local ? { local, zone: homeZone } : null })
          }}
        />
        <TextField
          name="capacity"
          type="number"
          min={1}
          label={t('edit.capacity')}
          hint={t('edit.capacity_hint')}
          error={errorOf('capacity')}
          defaultValue={call.capacity ?? ''}
          onChange={(event) => {
            const capacity = event.target.value === '' ? null : Math.round(event.target.valueAsNumber)
            autosave.save('capacity', { capacity })
          }}
        />
      </div>
      <ClockQuestion
        failure={questionIn(autosave)}
        autosave={autosave}
        onAnswer={(field, local) => (field === 'startsAt' ? setStart(local) : setRsvp(local))}
      />
    </>
  )
}

/** `0202-05-14T17:00`: the year is being typed, digit by digit. */
const isHalfTyped = (local: string): boolean => local !== '' && local < '1900'

export const ASKED: ReadonlySet<string> = new Set(['calls.time_in_gap', 'calls.time_twice'])

const questionIn = (autosave: Autosave): Failure | undefined =>
  [...autosave.failures.values()].find((failure) => ASKED.has(failure.error.reason))

type QuestionProps = {
  failure: Failure | undefined
  autosave: Autosave
  /** What the clock on the wall says of the time that was meant. */
  onAnswer: (field: 'startsAt' | 'rsvpDeadline', local: string) => void
}

/** The clock skips this time, or shows it twice: which one is meant is asked, never guessed. */
function ClockQuestion({ failure, autosave, onAnswer }: QuestionProps) {
  const { t } = useTranslation('calls')
  const locale = useLocale()
  const [closed, setClosed] = useState<Failure>()
  const params = failure?.error.problem.params
  if (!failure || !params || failure === closed) return null
  const field = failure.field === 'rsvpDeadline' ? 'rsvpDeadline' : 'startsAt'
  const asked = failure.change[field]
  if (!asked) return null
  const zone = String(params['zone'])
  const answer = (disambiguation: Disambiguation) => {
    const time: LocalTime = { ...asked, disambiguation }
    autosave.save(field, { [field]: time }, true)
    onAnswer(field, String(params[`${disambiguation}Local`]))
  }
  const choice = (which: Disambiguation) => {
    const at = String(params[which])
    return `${dayOf(at, zone, locale)}, ${timeOf(at, zone, locale)} ${zoneName(at, zone)}`
  }
  const gap = failure.error.reason === 'calls.time_in_gap'
  return (
    <Dialog
      open
      title={t(gap ? 'edit.gap' : 'edit.twice')}
      onClose={() => setClosed(failure)}
      actions={
        <>
          <Button onClick={() => answer('earlier')}>{choice('earlier')}</Button>
          <Button onClick={() => answer('later')}>{choice('later')}</Button>
        </>
      }
    >
      <p>{t(gap ? 'edit.gap_text' : 'edit.twice_text', { place: placeOfZone(zone) })}</p>
    </Dialog>
  )
}

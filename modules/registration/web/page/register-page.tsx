import { useTranslation } from 'react-i18next'
import { dateTime, shortDate, zoneName } from '../../../../ui/format.ts'
import {
  Button,
  Choice,
  ErrorSummary,
  FieldError,
  FormPart,
  Notice,
  type PageContext,
} from '../../../../ui/index.ts'
import type { RegisterPageProps } from '../../contract/pages.ts'
import { inLanguage, placeOf } from '../words.ts'
import { FirmFields, NeedsFields, QuestionFields, YouFields } from './fields.tsx'
import { AboutCall, BackToCall, Frame } from './frame.tsx'
import { formOf } from './typed.ts'

type Props = RegisterPageProps & { page: PageContext }

/** What the mission needs, in three minutes on a phone; what was typed is kept whatever happens. */
export function RegisterPage(props: Props) {
  const { page, call, values, errors } = props
  const { t } = useTranslation()
  const form = formOf(values, errors, (key, params) => t(key, { ...params }))
  const summary = errors.map(({ field, reason }) => ({
    field: anchorOf(field),
    message: form.say(field, reason),
  }))
  return (
    <Frame page={page}>
      <BackToCall call={call} />
      <AboutCall call={call} locale={page.locale} title={t('registration:page.title')} />
      {summary.length > 0 && (
        <ErrorSummary title={t('registration:page.errors', { count: summary.length })} errors={summary} />
      )}
      {call.full && summary.length === 0 && (
        <Notice tone="warn" title={t('registration:page.full')}>
          {t('registration:page.full_text')}
        </Notice>
      )}
      <form method="post" action={`/calls/${call.slug}/register`} noValidate>
        <YouFields form={form} />
        <FirmFields form={form} call={call} locale={page.locale} />
        <QuestionFields form={form} />
        <NeedsFields form={form} call={call} locale={page.locale} />
        <NoticePart {...props} />
        <Trap />
        <input type="hidden" name="source" value={form.text('source')} />
        <div className="dl-sheet__send dl-stack dl-stack--s">
          <Button type="submit" kind="primary" size="xl" wide>
            {t('registration:page.send')}
          </Button>
          <Deadline {...props} />
        </div>
      </form>
    </Frame>
  )
}

/** The first control of a group carries the group's error. */
const anchorOf = (field: string): string =>
  field === '' ? 'main' : field === 'noticeRead' ? 'noticeRead-yes' : field

function NoticePart({ notice, values, errors, page }: Props) {
  const { t } = useTranslation()
  const form = formOf(values, errors, (key, params) => t(key, { ...params }))
  const error = form.error('noticeRead')
  return (
    <FormPart legend={t('registration:page.what_we_keep')}>
      <p className="registration-notice" dir="auto">
        {inLanguage(notice.text, page.locale)}
      </p>
      <input type="hidden" name="notice" value={notice.version} />
      {error && <FieldError id="noticeRead-error">{error}</FieldError>}
      <Choice
        type="checkbox"
        name="noticeRead"
        value="yes"
        label={t('registration:page.notice_read')}
        small={t('registration:page.notice_version', {
          version: notice.version,
          date: shortDate(notice.at, 'UTC', page.locale, true),
        })}
        defaultChecked={form.text('noticeRead') === 'yes'}
        invalid={error !== undefined}
        describedBy={error && 'noticeRead-error'}
      />
    </FormPart>
  )
}

/** A field that no person meets: programs fill it in. */
function Trap() {
  return (
    <div hidden>
      <input name="website" tabIndex={-1} autoComplete="off" defaultValue="" aria-hidden="true" />
    </div>
  )
}

/** Until when, in both places: another day there is said. */
function Deadline({ call, page: { locale } }: Props) {
  const { t } = useTranslation('registration')
  const { rsvpDeadline, zone, home } = call
  if (!rsvpDeadline) return null
  const at = (where: string, place: string) =>
    `${dateTime(rsvpDeadline, where, locale)} ${place} (${zoneName(rsvpDeadline, where)})`
  const host = at(zone, placeOf(call, locale))
  return (
    <p className="dl-quiet">
      {t('page.deadline', {
        time: zone === home.zone ? host : `${at(home.zone, inLanguage(home.place, locale))} · ${host}`,
      })}
    </p>
  )
}

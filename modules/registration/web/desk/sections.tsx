import { useTranslation } from 'react-i18next'
import { dateTime, languageName, list, shortDate } from '../../../../ui/format.ts'
import {
  type FactRow,
  Facts,
  Icon,
  Line,
  type LineItem,
  SideSection,
  useLocale,
} from '../../../../ui/index.ts'
import { useSession } from '../../../../ui/session.ts'
import type { RegistrationFile } from '../../contract.ts'
import { inLanguage } from '../words.ts'

/** What she gave, what is known of her from other calls, how the file came about. */
export function Sections({ file }: { file: RegistrationFile }) {
  return (
    <>
      <Decision file={file} />
      <Changes file={file} />
      <Answers file={file} />
      <Past file={file} />
      <Origin file={file} />
    </>
  )
}

type Props = { file: RegistrationFile }

/** Without an officer it was the registrant, but a seat is given by the waitlist. */
const BY_ITSELF = {
  pending: 'desk.decided_self',
  approved: 'desk.decided_waitlist',
  waitlisted: 'desk.decided_self',
  declined: 'desk.decided_self',
  cancelled: 'desk.decided_self',
} as const

function Decision({ file: { decision, state, answer } }: Props) {
  const { t } = useTranslation('registration')
  const locale = useLocale()
  const { homeZone, homePlace } = useSession()
  if (!decision) return null
  const at = `${dateTime(decision.at, homeZone, locale)} ${homePlace}`
  return (
    <SideSection title={t(`desk.tab_${state}`)}>
      <p>{decision.by ? t('desk.decided_by', { by: decision.by, at }) : t(BY_ITSELF[state], { at })}</p>
      {answer && <p>{t(`desk.answer_${answer}`)}</p>}
      {decision.reason && <p>{t(`reasons.${decision.reason}`)}</p>}
      {decision.note && (
        <p className="dl-read" dir="auto">
          {decision.note}
        </p>
      )}
    </SideSection>
  )
}

/** What the registrant put right herself, and how she was called before. */
function Changes({ file: { changes } }: Props) {
  const { t } = useTranslation('registration')
  const locale = useLocale()
  const { homeZone, homePlace } = useSession()
  if (changes.length === 0) return null
  return (
    <SideSection title={t('desk.changes')}>
      {changes.map(({ at, fields, before }) => (
        <div key={at}>
          <p>
            {t('desk.changed_what', {
              what: list(
                fields.map((field) => t(`desk.change_${field}` as 'desk.change_name')),
                locale,
              ),
              at: `${dateTime(at, homeZone, locale)} ${homePlace}`,
            })}
          </p>
          {Object.entries(before ?? {}).map(
            ([field, value]) =>
              value && (
                <p key={field} className="dl-meta">
                  {t(`desk.was_${field}` as 'desk.was_name')} <bdi>{value}</bdi>
                </p>
              ),
          )}
        </div>
      ))}
    </SideSection>
  )
}

function Answers({ file }: Props) {
  const { t } = useTranslation()
  const locale = useLocale()
  const needs = file.needs && [
    ...file.needs.known.map((need) => t(`registration:needs.${need}`)),
    ...(file.needs.other ? [file.needs.other] : []),
  ]
  const rows: FactRow[] = [
    ...(file.sectors.length > 0
      ? [
          {
            id: 'sectors',
            term: t('registration:desk.sector'),
            value: list(
              file.sectors.map((sector) => t(`calls:sectors.${sector}`)),
              locale,
            ),
          },
        ]
      : []),
    ...(file.language
      ? [
          {
            id: 'language',
            term: t('registration:desk.language'),
            value: languageName(file.language, locale),
          },
        ]
      : []),
    ...(needs && needs.length > 0
      ? [{ id: 'needs', term: t('registration:desk.needs'), value: <bdi>{list(needs, locale)}</bdi> }]
      : []),
  ]
  if (rows.length === 0 && file.questions.length === 0) return null
  return (
    <SideSection title={t('registration:desk.answers')}>
      {file.questions.map((question) => (
        <div key={question.id} className="registrations__question">
          <p className="dl-read" dir="auto">
            {question.text ?? t('registration:status.removed')}
          </p>
          <p className="dl-meta">
            <Icon name="eye" /> {t(`registration:desk.firm_${question.showFirm}`)}
            {question.visibility === 'mission and panel' && ` · ${t('registration:form.visibility_private')}`}
          </p>
        </div>
      ))}
      {rows.length > 0 && <Facts rows={rows} />}
    </SideSection>
  )
}

function Past({ file }: Props) {
  const { t } = useTranslation('registration')
  const locale = useLocale()
  if (file.past.length === 0) return null
  const items: LineItem[] = file.past.map((past) => ({
    id: past.registration,
    state: 'done',
    label: <bdi>{t('desk.past_call', { number: past.number, topic: inLanguage(past.topic, locale) })}</bdi>,
    small: [
      ...(past.startsAt ? [shortDate(past.startsAt, 'UTC', locale, true)] : []),
      t(`desk.tab_${past.state}`),
      ...(past.samePerson ? [] : [t('desk.colleague')]),
    ].join(' · '),
  }))
  return (
    <SideSection title={t('desk.past')}>
      <Line items={items} orientation="vertical" label={t('desk.past')} />
    </SideSection>
  )
}

function Origin({ file }: Props) {
  const { t } = useTranslation('registration')
  const removed = t('status.removed')
  return (
    <SideSection title={t('desk.file')}>
      <Facts
        rows={[
          {
            id: 'email',
            term: t('status.email'),
            value: <bdi dir="ltr">{file.email ?? removed}</bdi>,
            ...(file.freeMail ? { small: t('desk.free_mail') } : {}),
          },
          ...(file.phone
            ? [{ id: 'phone', term: t('desk.phone'), value: <bdi dir="ltr">{file.phone}</bdi> }]
            : []),
          {
            id: 'found',
            term: t('desk.found_by'),
            value: (
              <>
                {t(`desk.found_${file.foundBy}`)} {file.domain && <bdi dir="ltr">{file.domain}</bdi>}
              </>
            ),
          },
          ...(file.source
            ? [{ id: 'source', term: t('desk.source'), value: <bdi dir="ltr">{file.source}</bdi> }]
            : []),
          { id: 'notice', term: t('desk.notice'), value: t('desk.notice_version', { version: file.notice }) },
        ]}
      />
    </SideSection>
  )
}

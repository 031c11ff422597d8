import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { ScreenProps } from '../../../../ui/face.tsx'
import { dateTime, timeOf, zonedSpan } from '../../../../ui/format.ts'
import { Button, ButtonLink, Empty, Notice, PublicPage, Skeleton, useLocale } from '../../../../ui/index.ts'
import { useMast, useSession } from '../../../../ui/session.ts'
import type { Briefing } from '../../contract.ts'
import { calls } from '../api.ts'
import { officeOf } from '../page/call-page.tsx'
import { say } from '../say.ts'
import { Join } from './join.tsx'
import { WhoComes } from './who-comes.tsx'
import './stage.css'

/** `/g/:grant/briefing`, and `/desk/calls/:call/briefing` for the mission: what the panel reads before the call. Made to be printed. */
export function BriefingScreen({ params }: ScreenProps) {
  const { t } = useTranslation('calls')
  const mast = useMast()
  const { who } = useSession()
  const call = who.kind === 'grant' ? who.call : (params['call'] ?? '')
  const found = useQuery(calls.briefing.queryOptions({ input: { call } }))
  return (
    <PublicPage look="sheet" {...mast}>
      {found.isPending && <Skeleton rows={10} />}
      {found.isError && (
        <Empty icon="alert" title={t('stage.failed')}>
          {found.error.message}
        </Empty>
      )}
      {found.data && (
        <Page
          briefing={found.data}
          back={who.kind === 'grant' ? `/g/${who.grant}` : `/desk/calls/${call}/panel`}
          preview={who.kind === 'staff'}
        />
      )}
    </PublicPage>
  )
}

type PageProps = { briefing: Briefing; back: string; preview: boolean }

function Page({ briefing, back, preview }: PageProps) {
  const { t } = useTranslation('calls')
  const locale = useLocale()
  const { homeZone, homePlace } = useSession()
  const { call } = briefing
  return (
    <article className="calls-brief">
      <div className="calls-brief__acts dl-noprint">
        <ButtonLink kind="quiet" icon="back" href={back}>
          {preview ? t('bar.panel') : t('brief.back')}
        </ButtonLink>
        <Button onClick={() => print()}>{t('brief.print')}</Button>
      </div>
      <header>
        <p className="dl-quiet">{t('brief.confidential')}</p>
        <h1>{t('brief.title')}</h1>
        <p className="calls-brief__topic" dir="auto">
          {t('brief.lead', { topic: say(call.topic, locale), number: call.number })}
        </p>
        <When briefing={briefing} />
        <p className="dl-quiet">
          {t('brief.as_of', { time: dateTime(briefing.asOf, homeZone, locale), place: homePlace })}
        </p>
        {preview && (
          <div className="dl-noprint">
            <Notice>{t('brief.preview')}</Notice>
          </div>
        )}
      </header>
      <Questions briefing={briefing} />
      <WhoComes attendance={briefing.attendance} />
      <OnStage briefing={briefing} />
      <Agenda briefing={briefing} />
      <Rules briefing={briefing} />
      <Join />
    </article>
  )
}

/** The time in both places, each named. */
function When({ briefing: { call } }: { briefing: Briefing }) {
  const { t } = useTranslation('calls')
  const locale = useLocale()
  const { homeZone, homePlace } = useSession()
  if (!call.startsAt || !call.endsAt) return <p>{t('no_date')}</p>
  const { startsAt, endsAt } = call
  const places = [
    { zone: call.zone, place: say(call.hostPlace, locale) || call.zone },
    ...(homeZone === call.zone ? [] : [{ zone: homeZone, place: homePlace }]),
  ]
  return (
    <ul className="calls-brief__when">
      {places.map(({ zone, place }) => {
        const span = zonedSpan(startsAt, endsAt, zone, place, locale)
        return (
          <li key={zone}>
            <b>
              <bdi>{place}</bdi>
            </b>{' '}
            <span className="dl-num">
              {span.date} · {span.time}
            </span>{' '}
            <span className="dl-quiet">{span.zone}</span>
          </li>
        )
      })}
    </ul>
  )
}

function Questions({ briefing: { questions, waiting } }: { briefing: Briefing }) {
  const { t } = useTranslation('calls')
  return (
    <section>
      <h2>{t('brief.questions')}</h2>
      {questions.length === 0 ? (
        <p>{t('brief.no_questions')}</p>
      ) : (
        <>
          <p className="dl-quiet">{t('brief.ranked')}</p>
          <ol className="calls-brief__questions">
            {questions.map((question) => (
              <li key={question.id}>
                <p className="dl-read" dir="auto">
                  {question.text ?? t('brief.text_removed')}
                </p>
                <p className="dl-quiet">
                  {question.mine && <b>{t('brief.yours')} · </b>}
                  {question.firm ? <bdi>{question.firm}</bdi> : t('brief.firm_hidden')}
                  {question.votes > 0 && ` · ${t('brief.votes', { count: question.votes })}`}
                </p>
              </li>
            ))}
          </ol>
        </>
      )}
      {waiting > 0 && <p className="dl-quiet">{t('brief.waiting', { count: waiting })}</p>}
    </section>
  )
}

function OnStage({ briefing: { panel } }: { briefing: Briefing }) {
  const { t } = useTranslation('calls')
  const locale = useLocale()
  return (
    <section>
      <h2>{t('brief.panel')}</h2>
      <ol className="calls-brief__panel">
        {panel.map((member) => (
          <li key={member.id}>
            <b>
              <bdi>{say(member.name, locale)}</bdi>
            </b>{' '}
            <span>
              {t(`roles.${member.role}`)} · <bdi>{officeOf(member, locale)}</bdi>
            </span>
            {member.state !== 'confirmed' && <span className="dl-quiet"> · {t('brief.not_confirmed')}</span>}
          </li>
        ))}
      </ol>
    </section>
  )
}

function Agenda({ briefing: { agenda, panel, call } }: { briefing: Briefing }) {
  const { t } = useTranslation('calls')
  const locale = useLocale()
  if (agenda.length === 0) return null
  return (
    <section>
      <h2>{t('brief.agenda')}</h2>
      <table className="calls-brief__agenda">
        <tbody>
          {agenda.map((item) => {
            const speaker = panel.find(({ id }) => id === item.speaker)
            return (
              <tr key={item.id}>
                <td className="dl-num">{item.startsAt && timeOf(item.startsAt, call.zone, locale)}</td>
                <td>
                  <span dir="auto">{say(item.title, locale)}</span>
                  {speaker && (
                    <span className="dl-quiet">
                      {' '}
                      · <bdi>{say(speaker.name, locale)}</bdi>
                    </span>
                  )}
                </td>
                <td className="dl-num dl-quiet">{t('brief.minutes', { count: item.minutes })}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}

/** What may be done with what one says, and the parts where that differs. */
function Rules({ briefing: { agenda, call } }: { briefing: Briefing }) {
  const { t } = useTranslation('calls')
  const locale = useLocale()
  const others = agenda.filter((item) => item.groundRules !== call.groundRules)
  return (
    <section>
      <h2>{t('brief.rules')}</h2>
      <p>{t(`brief.rules_text.${call.groundRules}`)}</p>
      {others.map((item) => (
        <p key={item.id}>
          <b>
            <bdi>{t('brief.rules_part', { title: say(item.title, locale) })}</bdi>
          </b>{' '}
          {t(`brief.rules_text.${item.groundRules}`)}
        </p>
      ))}
    </section>
  )
}

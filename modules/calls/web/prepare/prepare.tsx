import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ScreenProps } from '../../../../ui/face.tsx'
import { FaceLink } from '../../../../ui/face.tsx'
import {
  Avatar,
  Card,
  Desk,
  DeskPage,
  Empty,
  Notice,
  Skeleton,
  Tag,
  useLocale,
} from '../../../../ui/index.ts'
import { holds, useSession } from '../../../../ui/session.ts'
import type { CallDto } from '../../contract.ts'
import { calls } from '../api.ts'
import { CallBar } from '../call-bar.tsx'
import { say } from '../say.ts'
import { AnnouncementSection, AudienceSection, RulesSection } from './about.tsx'
import { AgendaSection } from './agenda.tsx'
import { PrepareAside } from './aside.tsx'
import { type Field, useAutosave } from './autosave.ts'
import { CallHistory } from './call-history.tsx'
import { FIELDS } from './standing.ts'
import { ClashDialog, fieldOf, useTogether } from './together.tsx'
import { useStay } from './use-stay.ts'
import { ASKED, WhenSection } from './when.tsx'

/** `/desk/calls/:call`: the officer writes the call; everything is kept as it is typed. */
export function PrepareDesk({ params }: ScreenProps) {
  const call = params['call'] ?? ''
  const { t } = useTranslation('calls')
  const found = useQuery(calls.get.queryOptions({ input: { call } }))
  return (
    <Desk bar={<CallBar call={call} current="prepare" />}>
      {found.isPending && <Skeleton rows={8} />}
      {found.isError && <Empty icon="alert" title={found.error.message || t('edit.unreadable')} />}
      {found.data && <Editor key={call} call={found.data} />}
    </Desk>
  )
}

function Editor({ call }: { call: CallDto }) {
  const { t } = useTranslation('calls')
  const session = useSession()
  const autosave = useAutosave(call)
  const errorOf = (field: string): string | undefined => {
    const failure = autosave.failures.get(field as Field)
    if (failure && ASKED.has(failure.error.reason)) return t('edit.which_time')
    return failure && (failure.error.problem.errors?.[0]?.detail ?? failure.error.message)
  }
  const together = useTogether(call)
  const frozen = call.state === 'ended' || call.state === 'cancelled'
  const reader = !holds(session, ['officer', 'administrator'], call.program.id)
  const stay = useStay(FIELDS.map(autosave.revision).join())
  const shared = { call, autosave, errorOf }
  return (
    <DeskPage
      title={t('bar.prepare')}
      lead={
        <>
          <Tag>{t(`states.${call.state}`)}</Tag>{' '}
          <bdi>{call.program.name.en && <ProgramName call={call} />}</bdi>
        </>
      }
    >
      <div className="calls-prepare">
        <fieldset
          className="calls-form"
          disabled={frozen || reader}
          onFocus={(event) => {
            stay.onFocus(event)
            together.enter(fieldOf(event.target))
          }}
          onBlur={(event) => {
            stay.onBlur(event)
            together.enter(null)
          }}
        >
          <legend className="dl-sr">{t('bar.prepare')}</legend>
          {frozen && <Notice>{t(`errors.is_${call.state}` as 'errors.is_ended')}</Notice>}
          {call.state === 'ended' && !reader && <ThankThem call={call} />}
          {reader && !frozen && <Notice>{t('errors.not_your_program')}</Notice>}
          <Section title={t('edit.announcement')}>
            <AnnouncementSection {...shared} />
          </Section>
          <Section title={t('page.when')}>
            <WhenSection key={TIMES.map(autosave.revision).join()} {...shared} />
          </Section>
          <Section title={t('page.panel')}>
            <PanelInShort call={call} />
          </Section>
          <Section title={t('page.agenda')}>
            <AgendaSection call={call} />
          </Section>
          <Section title={t('edit.for_whom')}>
            <AudienceSection {...shared} />
          </Section>
          <Section title={t('edit.rules')}>
            <RulesSection {...shared} />
          </Section>
        </fieldset>
        <PrepareAside call={call} autosave={autosave} others={together.others} />
        <ClashDialog call={call} autosave={autosave} />
        <CallHistory call={call} />
      </div>
    </DeskPage>
  )
}

/** What stands under `When` is one: a time is read with its zone. */
const TIMES = ['startsAt', 'zone', 'minutes', 'hostPlace', 'rsvpDeadline', 'capacity'] as const

function ProgramName({ call }: { call: CallDto }) {
  const locale = useLocale()
  return [say(call.program.name, locale), say(call.series.name, locale)].join(' · ')
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Card>
      <h3>{title}</h3>
      {children}
    </Card>
  )
}

/** The call is over: whoever came is owed thanks, and the answers to what they asked. */
function ThankThem({ call }: { call: CallDto }) {
  const { t } = useTranslation('calls')
  const href = `/desk/calls/${call.id}/messages?begin=thank_you`
  return (
    <Notice icon="mail" action={<FaceLink href={href}>{t('edit.to_messages')}</FaceLink>}>
      {t('edit.thank')}
    </Notice>
  )
}

/** Who is on stage; the panel has a place of its own. */
function PanelInShort({ call }: { call: CallDto }) {
  const { t } = useTranslation('calls')
  const locale = useLocale()
  return (
    <>
      <ul className="calls-short">
        {call.panel.map((member) => (
          <li key={member.id}>
            <Avatar name={say(member.name, locale)} size="s" />
            <bdi>{say(member.name, locale)}</bdi>
            <span className="dl-quiet">
              {t(`roles.${member.role}`)} · {t(`panel_states.${member.state}`)}
            </span>
          </li>
        ))}
      </ul>
      <p>
        <FaceLink href={`/desk/calls/${call.id}/panel`}>
          {t(call.panel.length > 0 ? 'edit.to_panel' : 'edit.to_panel_empty')}
        </FaceLink>
      </p>
    </>
  )
}

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ScreenProps } from '../../../../ui/face.tsx'
import { dateTime } from '../../../../ui/format.ts'
import {
  Button,
  ButtonLink,
  Card,
  Confirm,
  Empty,
  Notice,
  PublicPage,
  Skeleton,
  StatePanel,
  useLocale,
} from '../../../../ui/index.ts'
import { useMast, useSession } from '../../../../ui/session.ts'
import type { StageInvitation } from '../../contract.ts'
import { calls, callsClient } from '../api.ts'
import { CallCard } from '../call-card.tsx'
import { say } from '../say.ts'
import { Replacement } from './replacement.tsx'
import './stage.css'

type Member = StageInvitation['members'][number]

/** `/g/:grant` for the stage: what one is invited to, whether one comes, and the ways from here. The office sees the same, for whom it answers. */
export function Invitation({ otherwise }: ScreenProps & { otherwise: ReactNode }) {
  const { t } = useTranslation('calls')
  const mast = useMast()
  const found = useQuery(calls.invitation.queryOptions({ refetchInterval: 30_000 }))
  if (found.data?.as === null && otherwise) return otherwise
  return (
    <PublicPage look="sheet" {...mast}>
      {found.isPending && <Skeleton rows={6} />}
      {found.isError && (
        <>
          <h1 className="dl-sr">{t('stage.title')}</h1>
          <Empty
            icon="offline"
            title={t('stage.failed')}
            action={<Button onClick={() => void found.refetch()}>{t('stage.again')}</Button>}
          >
            {found.error.message}
          </Empty>
        </>
      )}
      {found.data && <Page invitation={found.data} />}
    </PublicPage>
  )
}

function Page({ invitation }: { invitation: StageInvitation }) {
  const { t } = useTranslation('calls')
  const locale = useLocale()
  const { as, members } = invitation
  const [first] = members
  if (!first || as === null) return <StatePanel title={t('stage.nobody')} />
  const name = first.replacedBy ? say(first.replacedBy.name, locale) : ''
  return (
    <>
      <StatePanel title={as === 'self' ? t(`stage.hello.${first.state}`, { name }) : t('stage.office_title')}>
        <p>{as === 'self' ? t(`stage.text.${first.state}`) : t('stage.office_lead')}</p>
      </StatePanel>
      <div className="calls-places">
        {members.map((member) => (
          <Place
            key={member.id}
            member={member}
            self={as === 'self' && member === first}
            invitation={invitation}
          />
        ))}
      </div>
      <Doors invitation={invitation} />
      <h2>{t('stage.call')}</h2>
      <CallCard call={invitation.call} first="host" />
    </>
  )
}

type PlaceProps = { member: Member; self: boolean; invitation: StageInvitation }

/** One place on the panel, where it stands, and the answers that can be given. */
function Place({ member, self, invitation }: PlaceProps) {
  const { t } = useTranslation('calls')
  const locale = useLocale()
  const { homeZone } = useSession()
  const queries = useQueryClient()
  const [dialog, setDialog] = useState<'no' | 'other'>()
  const name = say(member.name, locale)
  const answer = useMutation({
    mutationFn: (given: Omit<Parameters<typeof callsClient.answerInvitation>[0], 'panelMember' | 'seen'>) =>
      callsClient.answerInvitation({ ...given, panelMember: member.id, seen: member.answeredAt }),
    onSuccess: (now) => {
      setDialog(undefined)
      queries.setQueryData(calls.invitation.queryKey(), now)
    },
    onError: () => {
      setDialog((open) => (open === 'other' ? open : undefined))
      void queries.invalidateQueries({ queryKey: calls.invitation.key() })
    },
  })
  const at = member.answeredAt && dateTime(member.answeredAt, homeZone, locale)
  return (
    <Card className="dl-stack dl-stack--s">
      <h2>
        <bdi>{name}</bdi>
      </h2>
      <p className="dl-quiet">
        {t(`roles.${member.role}`)} · <bdi>{say(member.title, locale)}</bdi> ·{' '}
        <bdi>{say(member.organization, locale)}</bdi>
      </p>
      {!self && (
        <p>
          {t(`stage.office_text.${member.state}`, {
            name,
            instead: member.replacedBy ? say(member.replacedBy.name, locale) : '',
          })}
        </p>
      )}
      {at && member.answeredBy && (
        <p className="dl-quiet">{t(`stage.answered.${member.answeredBy}`, { time: at, name })}</p>
      )}
      {answer.isError && dialog !== 'other' && (
        <Notice tone="bad" live>
          {answer.error.message}
        </Notice>
      )}
      {member.mayAnswer && (
        <div className="dl-actions">
          {member.state !== 'confirmed' && (
            <Button
              kind="primary"
              size="xl"
              off={answer.isPending}
              onClick={() => answer.mutate({ answer: 'confirmed' })}
            >
              {self ? t('stage.yes') : t('stage.yes_for', { name })}
            </Button>
          )}
          <Button size="xl" onClick={() => setDialog('other')}>
            {t('stage.other')}
          </Button>
          {member.state !== 'declined' && (
            <Button kind="quiet" size="xl" onClick={() => setDialog('no')}>
              {self ? t('stage.no') : t('stage.no_for', { name })}
            </Button>
          )}
        </div>
      )}
      <Confirm
        open={dialog === 'no'}
        title={t('stage.no_title')}
        action={t('stage.no_now')}
        kind="danger"
        busy={answer.isPending}
        onClose={() => setDialog(undefined)}
        onConfirm={() => answer.mutate({ answer: 'declined' })}
      >
        <p>{t('stage.no_text')}</p>
      </Confirm>
      {dialog === 'other' && (
        <Replacement
          name={name}
          self={self}
          topic={say(invitation.call.topic, locale)}
          error={answer.error}
          busy={answer.isPending}
          onClose={() => setDialog(undefined)}
          onNamed={(replacement) => answer.mutate({ answer: 'replaced', replacement })}
        />
      )}
    </Card>
  )
}

/** The ways from here: into the room, to the rehearsal, to the briefing, into the calendar. */
function Doors({
  invitation: { call, members, mayEnter, mayRehearse, mayRead },
}: {
  invitation: StageInvitation
}) {
  const { t } = useTranslation('calls')
  const here = location.pathname.replace(/\/$/, '')
  const open = call.startsAt && call.state !== 'ended' && call.state !== 'cancelled'
  const comes = members.some(({ state }) => state === 'confirmed' || state === 'invited')
  return (
    <>
      <div className="dl-actions">
        {mayEnter && (
          <ButtonLink
            size="xl"
            kind={call.state === 'live' ? 'primary' : 'default'}
            icon="forward"
            href={`${here}/room`}
          >
            {t('stage.enter')}
          </ButtonLink>
        )}
        {mayRead && (
          <ButtonLink size="xl" href={`${here}/briefing`}>
            {t('stage.read')}
          </ButtonLink>
        )}
        {open && comes && (
          <ButtonLink size="xl" icon="calendar" href={`${here}/invitation.ics`} download>
            {t('stage.calendar')}
          </ButtonLink>
        )}
        {mayRehearse && (
          <ButtonLink size="xl" href={`${here}/rehearsal`} aria-describedby="rehearse-hint">
            {t('stage.rehearse')}
          </ButtonLink>
        )}
      </div>
      {mayRehearse && (
        <p id="rehearse-hint" className="dl-quiet calls-hint">
          {t('stage.rehearse_hint')}
        </p>
      )}
    </>
  )
}

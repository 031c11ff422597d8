import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { apiClient, apiQueries } from '../../../../ui/api.ts'
import { dateTime } from '../../../../ui/format.ts'
import { Avatar, Button, Confirm, Notice, Tag, type Tone, useLocale, useToast } from '../../../../ui/index.ts'
import { useSession } from '../../../../ui/session.ts'
import { contract as accessContract } from '../../../access/contract.ts'
import { contract as peopleContract } from '../../../people/contract.ts'
import type { CallDto, PanelMember, PanelState } from '../../contract.ts'
import { callsClient } from '../api.ts'
import { officeOf } from '../page/call-page.tsx'
import { say } from '../say.ts'
import { EditMember } from './edit.tsx'
import { OfficeDialog } from './office.tsx'
import { Standing } from './standing.tsx'

const access = apiClient(accessContract)
const people = apiQueries(peopleContract)

const TONES: Record<PanelState, Tone> = {
  listed: 'neutral',
  invited: 'info',
  confirmed: 'good',
  declined: 'bad',
  replaced: 'warn',
}

type Props = {
  call: CallDto
  member: PanelMember
  mayEdit: boolean
  edit: (work: () => Promise<unknown>) => void
  onUp: (() => void) | undefined
  onDown: (() => void) | undefined
}

/** One panel member: what is shown of her, where the invitation stands, her link. */
export function Member({ call, member, mayEdit, edit, onUp, onDown }: Props) {
  const { t } = useTranslation('calls')
  const locale = useLocale()
  const { homeZone, homePlace } = useSession()
  const [dialog, setDialog] = useState<'edit' | 'remove' | 'invite' | 'office'>()
  const name = say(member.name, locale) || t('panel.removed')
  const person = useQuery(people.person.queryOptions({ input: { person: member.person } }))
  const email = person.data?.email ?? null
  const ids = { call: call.id, panelMember: member.id }
  const close = () => setDialog(undefined)
  return (
    <div className="calls-member">
      <Avatar name={name} />
      <div>
        <b>
          <bdi>{name}</bdi>
        </b>{' '}
        <Tag tone={TONES[member.state]}>{t(`panel_states.${member.state}`)}</Tag>
        <p className="dl-quiet">
          {t(`roles.${member.role}`)} · <bdi>{officeOf(member, locale)}</bdi>
        </p>
        <p className="dl-quiet" id={`${member.id}-address`}>
          {email ? <bdi dir="ltr">{email}</bdi> : t('panel.no_address')}
          {member.invitedAt &&
            ` · ${t('panel.invited_at', { time: dateTime(member.invitedAt, homeZone, locale), place: homePlace })}`}
        </p>
        <Standing call={call} member={member} name={name} />
        {mayEdit && (
          <div className="calls-member__acts">
            {member.state !== 'declined' && member.state !== 'replaced' && (
              <Button
                size="s"
                icon="mail"
                off={!call.startsAt || !email}
                aria-describedby={email ? undefined : `${member.id}-address`}
                onClick={() => setDialog('invite')}
              >
                {t(member.invitedAt ? 'panel.invite_again' : 'panel.invite')}
              </Button>
            )}
            {call.startsAt && <LinkButton call={call} member={member} />}
            {member.state !== 'replaced' && (
              <Button size="s" kind="quiet" icon="people" onClick={() => setDialog('office')}>
                {t('panel.office_set')}
              </Button>
            )}
            {member.invitedAt && !member.replacedBy && (
              <Answered member={member} edit={edit} call={call.id} />
            )}
            <Button size="s" kind="quiet" icon="pencil" onClick={() => setDialog('edit')}>
              {t('panel.edit')}
            </Button>
            <Button size="s" kind="quiet" icon="trash" onClick={() => setDialog('remove')}>
              {t('panel.remove')}
            </Button>
          </div>
        )}
      </div>
      {mayEdit && (
        <div className="calls-item__moves">
          {onUp && (
            <Button id={`${member.id}-up`} kind="quiet" icon="up" iconOnly onClick={onUp}>
              {t('edit.up', { what: name })}
            </Button>
          )}
          {onDown && (
            <Button id={`${member.id}-down`} kind="quiet" icon="down" iconOnly onClick={onDown}>
              {t('edit.down', { what: name })}
            </Button>
          )}
        </div>
      )}
      {dialog === 'edit' && <EditMember call={call} member={member} email={email} onClose={close} />}
      {dialog === 'office' && <OfficeDialog call={call} member={member} name={name} onClose={close} />}
      <Confirm
        open={dialog === 'invite'}
        title={t('panel.invite_title', { name })}
        action={t('panel.send')}
        onClose={close}
        onConfirm={() => {
          edit(() => callsClient.invitePanelMember(ids))
          close()
        }}
      >
        <p>{t('panel.invite_text', { email: email ?? '' })}</p>
        {member.office && <p>{t('panel.invite_copy')}</p>}
      </Confirm>
      <Confirm
        open={dialog === 'remove'}
        title={t('panel.remove_title', { name })}
        action={t('panel.remove_now')}
        kind="danger"
        onClose={close}
        onConfirm={() => {
          edit(() => callsClient.removePanelMember(ids))
          close()
        }}
      >
        <p>{t('panel.remove_text')}</p>
      </Confirm>
    </div>
  )
}

/** What the office told us. */
function Answered({ member, edit, call }: Pick<Props, 'member' | 'edit'> & { call: string }) {
  const { t } = useTranslation('calls')
  const answers = (['confirmed', 'declined', 'replaced'] as const).filter((state) => state !== member.state)
  return answers.map((state) => (
    <Button
      key={state}
      size="s"
      kind="quiet"
      onClick={() =>
        edit(() =>
          callsClient.changePanelMember({
            ...{ call, panelMember: member.id, state },
            base: { state: member.state },
          }),
        )
      }
    >
      {t(`panel.mark_${state}`)}
    </Button>
  ))
}

/** Shows the personal link so that it can be handed over to an office; that it was shown is kept. */
function LinkButton({ call, member }: Pick<Props, 'call' | 'member'>) {
  const { t } = useTranslation('calls')
  const show = useToast()
  const [url, setUrl] = useState<string>()
  const copy = useMutation({
    mutationFn: async () => {
      const pair = { call: call.id, person: member.person }
      if (!member.invitedAt) {
        await callsClient.invitePanelMember({ call: call.id, panelMember: member.id, mail: false })
      }
      return (await access.showLink(pair)).url
    },
    onSuccess: async (link) => {
      setUrl(link)
      // Without a secure context there is no clipboard: the link stands there to be marked by hand.
      if (navigator.clipboard) {
        await navigator.clipboard.writeText(link).then(
          () => show(t('panel.copied')),
          () => undefined,
        )
      }
    },
  })
  return (
    <>
      <Button size="s" icon="copy" off={copy.isPending} onClick={() => copy.mutate()}>
        {t('panel.copy')}
      </Button>
      {copy.isError && (
        <Notice tone="bad" live>
          {copy.error.message}
        </Notice>
      )}
      {url && (
        <code className="calls-link" dir="ltr">
          {url}
        </code>
      )}
    </>
  )
}

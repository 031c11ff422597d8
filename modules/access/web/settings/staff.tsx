import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { dateOf } from '../../../../ui/format.ts'
import {
  Button,
  type Column,
  Confirm,
  DataTable,
  Dialog,
  Notice,
  Skeleton,
  useLocale,
  useToast,
} from '../../../../ui/index.ts'
import { useSession } from '../../../../ui/session.ts'
import type { StaffMember } from '../../contract.ts'
import { access } from '../api.ts'
import './settings.css'
import { Invite } from './invite.tsx'
import { Roles, useRoleWords } from './roles.tsx'

const HERE = Intl.DateTimeFormat().resolvedOptions().timeZone

type Doing =
  | { what: 'invite' }
  | { what: 'roles' | 'remove'; whom: StaffMember }
  | { what: 'link'; whom: StaffMember; url: string }

/** Who works here, and as what. */
export function Staff() {
  const { t } = useTranslation('access')
  const { who } = useSession()
  const toast = useToast()
  const queries = useQueryClient()
  const { data, error } = useQuery(access.staff.queryOptions())
  const [doing, setDoing] = useState<Doing | null>(null)
  const [failed, setFailed] = useState<string | null>(null)
  const done = async (words: string) => {
    setDoing(null)
    toast(words)
    await queries.invalidateQueries({ queryKey: access.staff.key() })
  }
  const fail = { onError: (wrong: Error) => setFailed(wrong.message) }
  const remove = useMutation(access.removeStaff.mutationOptions(fail))
  const link = useMutation(access.showSignInLink.mutationOptions(fail))
  const columns = useColumns((whom) => (
    <span className="dl-row">
      <Button size="s" onClick={() => setDoing({ what: 'roles', whom })}>
        {t('staff.change')}
      </Button>
      <Button
        size="s"
        onClick={() =>
          link.mutate({ user: whom.id }, { onSuccess: ({ url }) => setDoing({ what: 'link', whom, url }) })
        }
      >
        {t('staff.link')}
      </Button>
      {!(who.kind === 'staff' && who.id === whom.id) && (
        <Button size="s" kind="stop" onClick={() => setDoing({ what: 'remove', whom })}>
          {t('settings.remove')}
        </Button>
      )}
    </span>
  ))
  const whom = doing && 'whom' in doing ? doing.whom : null
  return (
    <section aria-labelledby="staff" className="dl-stack">
      <div className="dl-row">
        <h3 id="staff">{t('staff.title')}</h3>
        <Button icon="plus" onClick={() => setDoing({ what: 'invite' })}>
          {t('staff.invite')}
        </Button>
      </div>
      {(failed ?? error?.message) && (
        <Notice tone="bad" live>
          {failed ?? error?.message}
        </Notice>
      )}
      {data ? (
        <DataTable caption={t('staff.title')} columns={columns} rows={data} rowId={(row) => row.id} />
      ) : (
        <Skeleton shape="row" rows={3} />
      )}
      {doing?.what === 'invite' && (
        <Invite onClose={() => setDoing(null)} onDone={(name) => done(t('staff.invited', { name }))} />
      )}
      {doing?.what === 'roles' && whom && (
        <Roles whom={whom} onClose={() => setDoing(null)} onDone={() => done(t('settings.saved'))} />
      )}
      {doing?.what === 'link' && (
        <Dialog open title={t('staff.link_title', { name: doing.whom.name })} onClose={() => setDoing(null)}>
          <p>{t('staff.link_text')}</p>
          <p>
            <code dir="ltr" className="access-long">
              {doing.url}
            </code>
          </p>
        </Dialog>
      )}
      <Confirm
        open={doing?.what === 'remove'}
        title={t('staff.remove_title', { name: whom?.name ?? '' })}
        action={t('staff.remove')}
        kind="danger"
        busy={remove.isPending}
        onClose={() => setDoing(null)}
        onConfirm={() => {
          if (whom)
            remove.mutate(
              { user: whom.id },
              { onSuccess: () => done(t('staff.removed', { name: whom.name })) },
            )
        }}
      >
        <p>{t('staff.remove_text')}</p>
      </Confirm>
    </section>
  )
}

function useColumns(actions: (row: StaffMember) => React.ReactNode): readonly Column<StaffMember>[] {
  const { t } = useTranslation('access')
  const locale = useLocale()
  const rolesOf = useRoleWords()
  return [
    {
      id: 'name',
      head: t('staff.name'),
      cell: (row) => (
        <>
          <bdi>{row.name}</bdi>
          <br />
          <bdi className="dl-quiet access-long" dir="ltr">
            {row.email}
          </bdi>
        </>
      ),
    },
    { id: 'roles', head: t('staff.roles'), cell: (row) => rolesOf(row.memberships) },
    {
      id: 'factor',
      head: t('staff.factor'),
      optional: true,
      cell: (row) => (row.secondFactor ? t('staff.factor_yes') : t('staff.factor_no')),
    },
    {
      id: 'seen',
      head: t('staff.seen'),
      optional: true,
      cell: (row) => (row.lastSeen ? dateOf(row.lastSeen, HERE, locale) : t('staff.never')),
    },
    { id: 'actions', head: <span className="dl-sr">{t('staff.actions')}</span>, cell: actions },
  ]
}

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
import type { Token } from '../../contract.ts'
import { access } from '../api.ts'
import { MakeToken } from './make-token.tsx'
import { useRoleWords } from './roles.tsx'

const HERE = Intl.DateTimeFormat().resolvedOptions().timeZone

type Doing = { what: 'make' } | { what: 'made'; secret: string } | { what: 'revoke'; token: Token }

/** Which machines may ask here, as what, until when, and when they last did. */
export function Tokens() {
  const { t } = useTranslation('access')
  const toast = useToast()
  const queries = useQueryClient()
  const { data, error } = useQuery(access.tokens.queryOptions())
  const [doing, setDoing] = useState<Doing | null>(null)
  const refresh = () => queries.invalidateQueries({ queryKey: access.tokens.key() })
  const revoke = useMutation(access.revokeToken.mutationOptions())
  const columns = useColumns((token) => setDoing({ what: 'revoke', token }))
  const failed = error ?? revoke.error
  return (
    <section aria-labelledby="tokens" className="dl-stack">
      <div className="dl-row">
        <h3 id="tokens">{t('tokens.title')}</h3>
        <Button icon="plus" onClick={() => setDoing({ what: 'make' })}>
          {t('tokens.make')}
        </Button>
      </div>
      <p>
        {t('tokens.lead')}{' '}
        <a className="dl-linkline" href="/api">
          {t('tokens.api')}
        </a>
      </p>
      {failed && (
        <Notice tone="bad" live>
          {failed.message}
        </Notice>
      )}
      {!data && <Skeleton shape="row" rows={2} />}
      {data?.length === 0 && <p className="dl-quiet">{t('tokens.none')}</p>}
      {data && data.length > 0 && (
        <DataTable caption={t('tokens.title')} columns={columns} rows={data} rowId={(row) => row.id} />
      )}
      {doing?.what === 'make' && (
        <MakeToken
          onClose={() => setDoing(null)}
          onMade={async (secret) => {
            setDoing({ what: 'made', secret })
            await refresh()
          }}
        />
      )}
      {doing?.what === 'made' && (
        <Dialog open title={t('tokens.made_title')} onClose={() => setDoing(null)}>
          <p>{t('tokens.made_text')}</p>
          <p>
            <code dir="ltr" className="access-long">
              {doing.secret}
            </code>
          </p>
        </Dialog>
      )}
      <Confirm
        open={doing?.what === 'revoke'}
        title={t('tokens.revoke_title', { name: doing?.what === 'revoke' ? doing.token.name : '' })}
        action={t('tokens.revoke')}
        kind="danger"
        busy={revoke.isPending}
        onClose={() => setDoing(null)}
        onConfirm={() => {
          if (doing?.what !== 'revoke') return
          revoke.mutate(
            { token: doing.token.id },
            {
              onSettled: async () => {
                setDoing(null)
                await refresh()
              },
              onSuccess: () => toast(t('tokens.revoke_done')),
            },
          )
        }}
      >
        <p>{t('tokens.revoke_text')}</p>
      </Confirm>
    </section>
  )
}

function useColumns(revoke: (token: Token) => void): readonly Column<Token>[] {
  const { t } = useTranslation('access')
  const locale = useLocale()
  const rolesOf = useRoleWords()
  return [
    {
      id: 'name',
      head: t('tokens.name'),
      cell: (row) => (
        <>
          <bdi>{row.name}</bdi>
          <br />
          <span className="dl-quiet">{rolesOf([row])}</span>
        </>
      ),
    },
    { id: 'by', head: t('tokens.made_by'), optional: true, cell: (row) => <bdi>{row.madeBy}</bdi> },
    {
      id: 'until',
      head: t('tokens.until'),
      cell: (row) =>
        row.state === 'serves' ? dateOf(row.expiresAt, HERE, locale) : t(`tokens.${row.state}`),
    },
    {
      id: 'used',
      head: t('tokens.used'),
      optional: true,
      cell: (row) => (row.usedAt ? dateOf(row.usedAt, HERE, locale) : t('tokens.never')),
    },
    {
      id: 'actions',
      head: <span className="dl-sr">{t('staff.actions')}</span>,
      cell: (row) =>
        row.state === 'serves' && (
          <Button size="s" kind="stop" onClick={() => revoke(row)}>
            {t('tokens.revoke')}
          </Button>
        ),
    },
  ]
}

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { list } from '../../../../ui/format.ts'
import {
  Avatar,
  Button,
  Card,
  ChoiceGroup,
  Dialog,
  Notice,
  TextField,
  useLocale,
} from '../../../../ui/index.ts'
import { type CallDto, COLLEAGUE_ROLES, type ColleagueRole } from '../../contract.ts'
import { calls, callsClient, newKey } from '../api.ts'
import { errorsOf } from './edit.tsx'

type Props = { call: CallDto; mayEdit: boolean }

/** Who moderates, takes the record, interprets, captions or looks on, without standing on the panel. */
export function Colleagues({ call, mayEdit }: Props) {
  const { t } = useTranslation('calls')
  const locale = useLocale()
  const queries = useQueryClient()
  const [adding, setAdding] = useState(false)
  const found = useQuery(calls.listColleagues.queryOptions({ input: { call: call.id } }))
  const renew = () => queries.invalidateQueries({ queryKey: calls.listColleagues.key() })
  const remove = useMutation({
    mutationFn: (colleague: string) => callsClient.removeColleague({ call: call.id, colleague }),
    onSettled: renew,
  })
  return (
    <Card>
      <h3>{t('colleagues.title')}</h3>
      <p className="dl-quiet">{t('colleagues.lead')}</p>
      <ul className="calls-members">
        {found.data?.map((colleague) => (
          <li key={colleague.id} className="calls-member">
            <Avatar name={colleague.name ?? ''} />
            <div>
              <b>
                <bdi>{colleague.name ?? t('panel.removed')}</bdi>
              </b>
              <p className="dl-quiet">
                {list(
                  colleague.roles.map((role) => t(`roles.${role}`)),
                  locale,
                )}
              </p>
            </div>
            {mayEdit && (
              <Button
                kind="quiet"
                icon="trash"
                iconOnly
                off={remove.isPending}
                onClick={() => remove.mutate(colleague.id)}
              >
                {t('edit.take_out', { what: colleague.name ?? t('panel.removed') })}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {remove.isError && (
        <Notice tone="bad" live>
          {remove.error.message}
        </Notice>
      )}
      {mayEdit && (
        <Button icon="plus" onClick={() => setAdding(true)}>
          {t('colleagues.add')}
        </Button>
      )}
      {adding && (
        <AddColleague
          call={call.id}
          onClose={() => setAdding(false)}
          onDone={() => {
            setAdding(false)
            void renew()
          }}
        />
      )}
    </Card>
  )
}

function AddColleague({ call, onClose, onDone }: { call: string; onClose: () => void; onDone: () => void }) {
  const { t } = useTranslation('calls')
  const [key] = useState(newKey)
  const [name, setName] = useState('')
  const [email, setEmail] = useState('')
  const [roles, setRoles] = useState<readonly ColleagueRole[]>(['moderator'])
  const add = useMutation({
    mutationFn: () =>
      callsClient.addColleague(
        { call, name, email, roles: [...roles] },
        { context: { idempotencyKey: key } },
      ),
    onSuccess: onDone,
  })
  const errorOf = errorsOf(add.error)
  const ready = name.trim() !== '' && email.trim() !== '' && roles.length > 0
  return (
    <Dialog
      open
      title={t('colleagues.add')}
      onClose={onClose}
      onSubmit={() => ready && !add.isPending && add.mutate()}
      actions={
        <Button kind="primary" type="submit" off={!ready || add.isPending}>
          {t('panel.send')}
        </Button>
      }
    >
      <p>{t('colleagues.text')}</p>
      <TextField
        name="colleagueName"
        label={t('panel.name')}
        value={name}
        error={errorOf('name')}
        onChange={(event) => setName(event.target.value)}
      />
      <TextField
        name="colleagueEmail"
        type="email"
        label={t('panel.email')}
        value={email}
        error={errorOf('email')}
        onChange={(event) => setEmail(event.target.value)}
      />
      <ChoiceGroup
        type="checkbox"
        name="roles"
        columns
        legend={t('colleagues.roles')}
        value={roles}
        onChange={(value) => setRoles(COLLEAGUE_ROLES.filter((role) => value.includes(role)))}
        options={COLLEAGUE_ROLES.map((role) => ({ value: role, label: t(`roles.${role}`) }))}
      />
      {add.isError && (
        <Notice tone="bad" live>
          {add.error.message}
        </Notice>
      )}
    </Dialog>
  )
}

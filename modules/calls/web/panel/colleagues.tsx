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
import { Clash, isClash, theirsIn } from '../clash.tsx'
import { errorsOf } from './edit.tsx'

type Props = { call: CallDto; mayEdit: boolean }
type Colleague = Awaited<ReturnType<typeof callsClient.listColleagues>>[number]

/** Who moderates, takes the record, interprets, captions or looks on, without standing on the panel. */
export function Colleagues({ call, mayEdit }: Props) {
  const { t } = useTranslation('calls')
  const locale = useLocale()
  const queries = useQueryClient()
  const [adding, setAdding] = useState(false)
  const [changing, setChanging] = useState<Colleague>()
  const found = useQuery(calls.listColleagues.queryOptions({ input: { call: call.id } }))
  const renew = () => queries.invalidateQueries({ queryKey: calls.listColleagues.key() })
  const remove = useMutation({
    mutationFn: (colleague: string) => callsClient.removeColleague({ call: call.id, colleague }),
    onSuccess: () => document.getElementById('colleague-add')?.focus(),
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
              <div className="calls-item__moves">
                <Button size="s" kind="quiet" icon="pencil" onClick={() => setChanging(colleague)}>
                  {t('colleagues.change')}
                </Button>
                <Button
                  kind="quiet"
                  icon="trash"
                  iconOnly
                  off={remove.isPending}
                  onClick={() => remove.mutate(colleague.id)}
                >
                  {t('edit.take_out', { what: colleague.name ?? t('panel.removed') })}
                </Button>
              </div>
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
        <Button id="colleague-add" icon="plus" onClick={() => setAdding(true)}>
          {t('colleagues.add')}
        </Button>
      )}
      {changing && (
        <ChangeColleague
          call={call.id}
          colleague={changing}
          onClose={() => setChanging(undefined)}
          onDone={() => {
            setChanging(undefined)
            void renew()
          }}
        />
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
  const [roles, setRoles] = useState<readonly ColleagueRole[]>([])
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
        <Button kind="primary" type="submit" off={!ready || add.isPending} aria-describedby="colleague-why">
          {t('panel.send')}
        </Button>
      }
    >
      <p>{t('colleagues.text')}</p>
      <TextField
        data-focus
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
      <Roles value={roles} onChange={setRoles} />
      {!ready && (
        <p className="dl-quiet" id="colleague-why">
          {t('colleagues.why')}
        </p>
      )}
      {add.isError && (
        <Notice tone="bad" live>
          {add.error.message}
        </Notice>
      )}
    </Dialog>
  )
}

type RolesProps = { value: readonly ColleagueRole[]; onChange: (roles: readonly ColleagueRole[]) => void }

function Roles({ value, onChange }: RolesProps) {
  const { t } = useTranslation('calls')
  return (
    <ChoiceGroup
      type="checkbox"
      name="roles"
      columns
      legend={t('colleagues.roles')}
      value={value}
      onChange={(chosen) => onChange(COLLEAGUE_ROLES.filter((role) => chosen.includes(role)))}
      options={COLLEAGUE_ROLES.map((role) => ({ value: role, label: t(`roles.${role}`) }))}
    />
  )
}

type ChangeProps = { call: string; colleague: Colleague; onClose: () => void; onDone: () => void }

function ChangeColleague({ call, colleague, onClose, onDone }: ChangeProps) {
  const { t } = useTranslation('calls')
  const [roles, setRoles] = useState<readonly ColleagueRole[]>(colleague.roles)
  const change = useMutation({
    mutationFn: (base: Readonly<Record<string, unknown>>) =>
      callsClient.changeColleague({ call, colleague: colleague.id, roles: [...roles], base }),
    onSuccess: onDone,
  })
  const seen = { roles: colleague.roles }
  return (
    <Dialog
      open
      title={t('colleagues.change_title', { name: colleague.name ?? t('panel.removed') })}
      onClose={onClose}
      onSubmit={() => roles.length > 0 && !change.isPending && change.mutate(seen)}
      actions={
        <Button kind="primary" type="submit" off={roles.length === 0 || change.isPending}>
          {t('panel.save')}
        </Button>
      }
    >
      <p>{t('colleagues.change_text')}</p>
      <Roles value={roles} onChange={setRoles} />
      {isClash(change.error) && (
        <Clash
          error={change.error}
          onClose={() => change.reset()}
          onTheirs={onDone}
          onMine={() => isClash(change.error) && change.mutate(theirsIn(change.error))}
        />
      )}
      {change.isError && !isClash(change.error) && (
        <Notice tone="bad" live>
          {change.error.message}
        </Notice>
      )}
    </Dialog>
  )
}

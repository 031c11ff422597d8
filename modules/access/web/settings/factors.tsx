import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { dateOf } from '../../../../ui/format.ts'
import {
  Button,
  Card,
  Dialog,
  Notice,
  Skeleton,
  TextField,
  useLocale,
  useToast,
} from '../../../../ui/index.ts'
import { access } from '../api.ts'
import { addPasskey, passkeysWork } from '../webauthn.ts'

const HERE = Intl.DateTimeFormat().resolvedOptions().timeZone

/** One's own passkeys and authenticator. */
export function MyFactors() {
  const { t } = useTranslation('access')
  const locale = useLocale()
  const toast = useToast()
  const queries = useQueryClient()
  const { data, error } = useQuery(access.factors.queryOptions())
  const [failed, setFailed] = useState<string | null>(null)
  const [adding, setAdding] = useState(false)
  const renew = () => queries.invalidateQueries({ queryKey: access.factors.key() })
  const failing = { onError: (wrong: Error) => setFailed(wrong.message), onSuccess: renew }
  const removePasskey = useMutation(access.removePasskey.mutationOptions(failing))
  const removeTotp = useMutation(access.removeTotp.mutationOptions(failing))
  const makePasskey = async () => {
    setFailed(null)
    try {
      await addPasskey(t('factor.passkey_name'))
      toast(t('settings.passkey_added'))
    } catch {
      setFailed(t('factor.passkey_failed'))
    }
    await renew()
  }
  if (error) return <Notice tone="bad">{error.message}</Notice>
  if (!data) return <Skeleton rows={2} />
  return (
    <section aria-labelledby="factors" className="dl-stack">
      <h3 id="factors">{t('settings.factors')}</h3>
      <Card className="dl-stack">
        <p>{data.needed ? t('settings.factors_needed') : t('settings.factors_loopback')}</p>
        {failed && (
          <Notice tone="bad" live>
            {failed}
          </Notice>
        )}
        <ul className="dl-stack dl-stack--s">
          {data.passkeys.map(({ id, name, at }) => (
            <li key={id} className="dl-row">
              <bdi>{name ?? t('settings.passkey')}</bdi>
              {at && (
                <span className="dl-quiet">{t('settings.since', { date: dateOf(at, HERE, locale) })}</span>
              )}
              <Button size="s" kind="stop" onClick={() => removePasskey.mutate({ passkey: id })}>
                {t('settings.remove')}
              </Button>
            </li>
          ))}
          {data.totp && (
            <li className="dl-row">
              {t('settings.authenticator')}
              <Button size="s" kind="stop" onClick={() => removeTotp.mutate()}>
                {t('settings.remove')}
              </Button>
            </li>
          )}
        </ul>
        <div className="dl-row">
          {passkeysWork() && <Button onClick={() => void makePasskey()}>{t('factor.passkey_add')}</Button>}
          <Button onClick={() => setAdding(true)}>{t('settings.authenticator_add')}</Button>
        </div>
      </Card>
      {adding && (
        <Authenticator
          onDone={async (added) => {
            setAdding(false)
            if (added) toast(t('settings.authenticator_added'))
            await renew()
          }}
        />
      )}
    </section>
  )
}

/** A new authenticator: its secret, and a first code that shows that it was taken over. */
function Authenticator({ onDone }: { onDone: (added: boolean) => Promise<void> }) {
  const { t } = useTranslation('access')
  const [code, setCode] = useState('')
  // The secret is the same until it was confirmed: asking again changes nothing.
  const begun = useQuery({
    queryKey: ['access', 'totp'],
    queryFn: () => access.beginTotp.call(),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  })
  const confirm = useMutation(
    access.confirmTotp.mutationOptions({
      onSuccess: ({ accepted }) => (accepted ? onDone(true) : undefined),
    }),
  )
  const wrong = confirm.data?.accepted === false ? t('factor.wrong') : confirm.error?.message
  return (
    <Dialog
      open
      title={t('settings.authenticator_add')}
      onClose={() => void onDone(false)}
      onSubmit={() => confirm.mutate({ code })}
      actions={
        <Button kind="primary" type="submit">
          {t('factor.go_on')}
        </Button>
      }
    >
      {begun.error && <Notice tone="bad">{begun.error.message}</Notice>}
      {begun.data && (
        <>
          <p>
            <a href={begun.data.uri}>{t('factor.open_app')}</a>
          </p>
          <p>
            {t('factor.or_type')} <code dir="ltr">{begun.data.secret.match(/.{1,4}/g)?.join(' ')}</code>
          </p>
        </>
      )}
      <TextField
        name="code"
        label={t('factor.code')}
        hint={t('factor.code_hint')}
        inputMode="numeric"
        autoComplete="one-time-code"
        dir="ltr"
        data-focus
        value={code}
        onChange={(event) => setCode(event.target.value)}
        error={wrong}
      />
    </Dialog>
  )
}

import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import {
  Button,
  ButtonLink,
  Line,
  mastOf,
  Notice,
  type PageContext,
  PublicPage,
  TextField,
} from '../../../ui/index.ts'

type Here<Props> = Props & { page: PageContext }

/** The frame of every page of signing in. */
export function Sheet({ page, title, children }: Here<{ title: string; children: ReactNode }>) {
  return (
    <PublicPage {...mastOf(page)} look="sheet">
      <h1>{title}</h1>
      {children}
    </PublicPage>
  )
}

export type SignInPageProps = {
  to: string
  problem: 'link' | 'often' | 'oidc' | 'email' | null
  oidc: boolean
  email: string
}

export function SignInPage({ page, to, problem, oidc, email }: Here<SignInPageProps>) {
  const { t } = useTranslation('access')
  return (
    <Sheet page={page} title={t('sign_in.title')}>
      <p className="dl-quiet">{t('sign_in.lead')}</p>
      {problem && problem !== 'email' && (
        <Notice tone="warn" live>
          {t(`sign_in.problem.${problem}`)}
        </Notice>
      )}
      <form method="post" action="/sign-in" noValidate>
        <input type="hidden" name="to" value={to} />
        <TextField
          name="email"
          type="email"
          label={t('sign_in.email')}
          hint={t('sign_in.email_hint')}
          defaultValue={email}
          autoComplete="username webauthn"
          required
          error={problem === 'email' ? t('server:fields.not_an_email') : undefined}
        />
        <div className="dl-sheet__send">
          <Button kind="primary" size="xl" wide type="submit">
            {t('sign_in.send')}
          </Button>
        </div>
      </form>
      <div className="dl-actions">
        <Passkey to={to} />
        {oidc && (
          <ButtonLink size="xl" href={`/api/auth/oidc?to=${encodeURIComponent(to)}`}>
            {t('sign_in.oidc')}
          </ButtonLink>
        )}
      </div>
    </Sheet>
  )
}

/** As `server/main.ts` prints it, in whatever language the page is read. */
const PRINTED = '“Sign in as the first administrator: …”'

/** Of a new installation: where the link of its first administrator is found. */
export function BeforeSetupPage({ page }: Here<object>) {
  const { t } = useTranslation('access')
  return (
    <Sheet page={page} title={t('before_setup.title')}>
      <p>{t('before_setup.lead')}</p>
      <Line
        orientation="vertical"
        items={[
          {
            id: 'look',
            state: 'now',
            label: t('before_setup.look'),
            small: <bdi lang="en">{PRINTED}</bdi>,
          },
          { id: 'open', state: 'next', label: t('before_setup.open') },
        ]}
      />
      <p className="dl-quiet">{t('before_setup.nothing')}</p>
    </Sheet>
  )
}

/** Brought to life by passkey.ts; without JavaScript or passkeys it stays hidden. */
function Passkey({ to, add }: { to: string; add?: boolean }) {
  const { t } = useTranslation('access')
  return (
    <div
      hidden
      data-passkey={to}
      data-failed={add ? t('factor.passkey_failed') : t('sign_in.passkey_failed')}
      data-add={add ? t('factor.passkey_name') : undefined}
    >
      <Button size="xl" wide>
        {add ? t('factor.passkey_add') : t('sign_in.passkey')}
      </Button>
      <p role="alert" />
    </div>
  )
}

export function SignInSentPage({ page, email }: Here<{ email: string }>) {
  const { t } = useTranslation('access')
  return (
    <Sheet page={page} title={t('sent.title')}>
      <p>
        {t('sent.text')} <bdi>{email}</bdi>
      </p>
      <p className="dl-quiet">{t('sent.nothing')}</p>
      <p>
        <a className="dl-linkline" href="/sign-in">
          {t('sent.again')}
        </a>
      </p>
    </Sheet>
  )
}

export function ConfirmPage({ page, token, to, first }: Here<{ token: string; to: string; first: boolean }>) {
  const { t } = useTranslation('access')
  return (
    <Sheet page={page} title={first ? t('confirm.first') : t('confirm.title')}>
      <p>{t('confirm.text')}</p>
      <form method="post" action="/api/auth/confirm" className="dl-sheet__send">
        <input type="hidden" name="token" value={token} />
        <input type="hidden" name="to" value={to} />
        <Button kind="primary" size="xl" wide type="submit">
          {t('confirm.button')}
        </Button>
      </form>
    </Sheet>
  )
}

export type SecondFactorPageProps = {
  to: string
  wrong: boolean
  totp: boolean
  passkey: boolean
  setUp: { secret: string; uri: string } | null
}

export function SecondFactorPage({ page, to, wrong, totp, passkey, setUp }: Here<SecondFactorPageProps>) {
  const { t } = useTranslation('access')
  return (
    <Sheet page={page} title={setUp ? t('factor.set_up') : t('factor.title')}>
      <p>{setUp ? t('factor.set_up_lead') : t('factor.lead')}</p>
      {(passkey || setUp) && <Passkey to={to} add={Boolean(setUp)} />}
      {setUp && (
        <>
          <p>
            <a className="dl-linkline" href={setUp.uri}>
              {t('factor.open_app')}
            </a>
          </p>
          <p>
            {t('factor.or_type')}
            <br />
            <code dir="ltr">{setUp.secret.match(/.{1,4}/g)?.join(' ')}</code>
          </p>
        </>
      )}
      {(totp || setUp) && (
        <form method="post" action="/sign-in/second-factor" noValidate>
          <input type="hidden" name="to" value={to} />
          <TextField
            name="code"
            label={t('factor.code')}
            hint={t('factor.code_hint')}
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={7}
            dir="ltr"
            required
            error={wrong ? t('factor.wrong') : undefined}
          />
          <div className="dl-sheet__send">
            <Button kind="primary" size="xl" wide type="submit">
              {t('factor.go_on')}
            </Button>
          </div>
        </form>
      )}
      <SignOut />
    </Sheet>
  )
}

export function NothingHerePage({ page }: Here<object>) {
  const { t } = useTranslation('access')
  return (
    <Sheet page={page} title={t('nothing.title')}>
      <p>{t('nothing.text')}</p>
      <SignOut />
    </Sheet>
  )
}

function SignOut() {
  const { t } = useTranslation('access')
  return (
    <form method="post" action="/sign-out">
      <Button kind="quiet" type="submit">
        {t('sign_out')}
      </Button>
    </form>
  )
}

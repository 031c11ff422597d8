import { useTranslation } from 'react-i18next'
import { Button, mastOf, type PageContext, PublicPage, StatePanel, TextField } from '../../../../ui/index.ts'
import type { SubscribePageProps } from '../../contract.ts'
import { say } from '../say.ts'

type FormProps = {
  /** The program's or series' own page. */
  path: string
  values?: SubscribePageProps['values']
  errors?: SubscribePageProps['errors']
}

/** Asks for what a mail needs: a name and an address. */
export function SubscribeForm({ path, values, errors = [] }: FormProps) {
  const { t } = useTranslation('calls')
  const error = (field: 'name' | 'email' | 'form') => {
    const reason = errors.find((each) => each.field === field)?.reason
    return reason && t(`subscribe.errors.${reason}` as 'subscribe.errors.required')
  }
  return (
    <section aria-labelledby="subscribe">
      <h2 id="subscribe">{t('subscribe.title')}</h2>
      <p>{t('subscribe.text')}</p>
      <form method="post" action={`${path}/subscribe`} className="calls-subscribe" noValidate>
        <TextField
          name="name"
          label={t('subscribe.name')}
          autoComplete="name"
          maxLength={120}
          error={error('name')}
          defaultValue={values?.name ?? ''}
        />
        <TextField
          name="email"
          type="email"
          label={t('subscribe.email')}
          autoComplete="email"
          maxLength={254}
          error={error('email') ?? error('form')}
          defaultValue={values?.email ?? ''}
        />
        <div hidden>
          <input name="website" tabIndex={-1} autoComplete="off" defaultValue="" aria-hidden="true" />
        </div>
        <Button type="submit" kind="primary">
          {t('subscribe.send')}
        </Button>
      </form>
      <p className="dl-quiet">{t('subscribe.done')}</p>
    </section>
  )
}

/** The form by itself, when something was wrong, and the pages behind the link of the mail. Opening one does nothing: buttons do. */
export function SubscribePage({
  page,
  step,
  about,
  values,
  errors,
}: SubscribePageProps & { page: PageContext }) {
  const { t } = useTranslation('calls')
  return (
    <PublicPage {...mastOf(page)} look="sheet">
      {about && (
        <p>
          <a href={about.path} dir="auto">
            {say(about.name, page.locale)}
          </a>
        </p>
      )}
      {step === 'form' && about ? (
        <SubscribeForm path={about.path} values={values} errors={errors} />
      ) : (
        <StatePanel title={t(`subscribe.${step === 'form' ? 'unknown' : step}_title`)}>
          {step !== 'asked' && step !== 'form' && <p>{t(`subscribe.${step}_text`)}</p>}
          {step === 'asked' && <Do what="confirm" label={t('subscribe.confirm')} primary />}
          {step === 'confirmed' && <Do what="unsubscribe" label={t('subscribe.unsubscribe')} />}
          {step === 'ended' && <Do what="confirm" label={t('subscribe.again')} />}
        </StatePanel>
      )}
    </PublicPage>
  )
}

/** Posts to the very link: only a press of the button acts. */
function Do({ what, label, primary }: { what: 'confirm' | 'unsubscribe'; label: string; primary?: boolean }) {
  return (
    <form method="post">
      <input type="hidden" name="do" value={what} />
      <Button type="submit" kind={primary ? 'primary' : 'default'} size="xl" wide>
        {label}
      </Button>
    </form>
  )
}

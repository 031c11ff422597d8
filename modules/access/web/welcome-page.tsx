import { useTranslation } from 'react-i18next'
import type { FieldError } from '../../../kernel/errors.ts'
import {
  Button,
  ChoiceGroup,
  ErrorSummary,
  FormPart,
  type PageContext,
  SelectField,
  TextField,
} from '../../../ui/index.ts'
import { Sheet } from './sign-in-pages.tsx'

export type WelcomePageProps = {
  values: Readonly<Record<string, string>>
  errors: readonly FieldError[]
  zones: readonly string[]
}

/** The first page of a new installation: who you are, whose house this is, empty or with the sample program. */
export function WelcomePage({ page, values, errors, zones }: WelcomePageProps & { page: PageContext }) {
  const { t } = useTranslation('access')
  const error = (name: string) => {
    const found = errors.find(({ path }) => path === name)
    return (
      found &&
      t(FIELD_KEYS.has(found.reason) ? `errors.${found.reason}` : `server:fields.${known(found.reason)}`)
    )
  }
  const text = (name: string) => ({ name, defaultValue: values[name] ?? '', error: error(name) })
  return (
    <Sheet page={page} title={t('welcome.title')}>
      <p className="dl-quiet">{t('welcome.lead')}</p>
      {errors.length > 0 && (
        <ErrorSummary
          title={t('server:errors.invalid_input')}
          errors={errors.map(({ path }) => ({
            field: path,
            message: `${t(`welcome.${path}`)}: ${error(path)}`,
          }))}
        />
      )}
      <form method="post" action="/welcome" noValidate>
        <FormPart legend={t('welcome.you')}>
          <TextField {...text('name')} label={t('welcome.name')} autoComplete="name" required />
          <TextField
            {...text('email')}
            type="email"
            label={t('welcome.email')}
            autoComplete="email"
            required
          />
        </FormPart>
        <ChoiceGroup
          type="radio"
          name="choice"
          legend={t('welcome.choice')}
          defaultValue={[values['choice'] || 'empty']}
          options={[
            { value: 'empty', label: t('welcome.empty'), small: t('welcome.empty_small') },
            { value: 'sample', label: t('welcome.sample'), small: t('welcome.sample_small') },
          ]}
        />
        <FormPart legend={t('welcome.mission')}>
          <p className="dl-quiet">{t('welcome.mission_hint')}</p>
          <TextField
            {...text('missionName')}
            label={t('welcome.missionName')}
            hint={t('welcome.missionName_hint')}
          />
          <TextField
            {...text('missionNameUr')}
            label={t('welcome.missionNameUr')}
            note={t('welcome.optional')}
            lang="ur"
          />
          <TextField
            {...text('homePlace')}
            label={t('welcome.homePlace')}
            hint={t('welcome.homePlace_hint')}
          />
          <TextField
            {...text('homePlaceUr')}
            label={t('welcome.homePlaceUr')}
            note={t('welcome.optional')}
            lang="ur"
          />
          <SelectField
            {...text('homeZone')}
            label={t('welcome.homeZone')}
            options={zones.map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }))}
          />
          <TextField
            {...text('ink')}
            label={t('welcome.ink')}
            hint={t('welcome.ink_hint')}
            dir="ltr"
            pattern="#[0-9a-fA-F]{6}"
          />
        </FormPart>
        <div className="dl-sheet__send">
          <Button kind="primary" size="xl" wide type="submit">
            {t('welcome.begin')}
          </Button>
        </div>
      </form>
    </Sheet>
  )
}

const FIELD_KEYS = new Set(['ink_too_light', 'not_a_colour'])
const SERVER_KEYS = new Set([
  'required',
  'too_long',
  'invisible_characters',
  'not_a_time_zone',
  'not_an_email',
])
const known = (reason: string): string => (SERVER_KEYS.has(reason) ? reason : 'not_valid')

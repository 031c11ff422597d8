import { useTranslation } from 'react-i18next'
import { COUNTRIES } from '../../../../kernel/countries.ts'
import { countryName, intlTag, languageName } from '../../../../kernel/format.ts'
import {
  ChoiceGroup,
  FormPart,
  type Locale,
  SelectField,
  TextAreaField,
  TextField,
} from '../../../../ui/index.ts'
import type { CallOfForm } from '../../contract/pages.ts'
import { NEEDS } from '../../contract/words.ts'
import type { TypedForm } from './typed.ts'

type Part = { form: TypedForm }
type PartOfCall = Part & { call: CallOfForm; locale: Locale }

export function YouFields({ form }: Part) {
  const { t } = useTranslation('registration')
  return (
    <FormPart legend={t('form.you')}>
      <TextField
        name="name"
        label={t('form.name')}
        autoComplete="name"
        maxLength={120}
        defaultValue={form.text('name')}
        error={form.error('name')}
      />
      <TextField
        name="title"
        label={t('form.title')}
        autoComplete="organization-title"
        maxLength={160}
        defaultValue={form.text('title')}
        error={form.error('title')}
      />
      <TextField
        name="email"
        type="email"
        label={t('form.email')}
        hint={t('form.email_hint')}
        inputMode="email"
        autoComplete="email"
        maxLength={254}
        defaultValue={form.text('email')}
        error={form.error('email')}
      />
      <TextField
        name="phone"
        type="tel"
        label={t('form.phone')}
        note={t('form.optional')}
        autoComplete="tel"
        maxLength={40}
        defaultValue={form.text('phone')}
        error={form.error('phone')}
      />
    </FormPart>
  )
}

export function FirmFields({ form, call, locale }: PartOfCall) {
  const { t } = useTranslation()
  return (
    <FormPart legend={t('registration:form.firm')}>
      <TextField
        name="organization"
        label={t('registration:form.organization')}
        autoComplete="organization"
        maxLength={200}
        defaultValue={form.text('organization')}
        error={form.error('organization')}
      />
      <SelectField
        name="country"
        label={t('registration:form.country')}
        autoComplete="country"
        defaultValue={form.text('country')}
        error={form.error('country')}
        options={[{ value: '', label: t('registration:form.choose') }, ...countriesIn(locale)]}
      />
      {call.sectors.length > 0 && (
        <ChoiceGroup
          type="checkbox"
          name="sectors"
          legend={t('registration:form.sectors')}
          columns
          options={call.sectors.map((sector) => ({ value: sector, label: t(`calls:sectors.${sector}`) }))}
          defaultValue={form.list('sectors')}
          error={form.error('sectors')}
        />
      )}
    </FormPart>
  )
}

/** Every country, in the alphabet of the reader. */
function countriesIn(locale: Locale) {
  const { compare } = new Intl.Collator(intlTag[locale])
  return COUNTRIES.map((code) => ({ value: code, label: countryName(code, locale) })).sort((a, b) =>
    compare(a.label, b.label),
  )
}

export function QuestionFields({ form }: Part) {
  const { t } = useTranslation('registration')
  return (
    <FormPart legend={t('form.question_part')}>
      <TextAreaField
        name="question"
        label={t('form.question')}
        hint={t('form.question_hint')}
        rows={4}
        maxLength={2000}
        defaultValue={form.text('question')}
        error={form.error('question')}
      />
      <ChoiceGroup
        type="radio"
        name="visibility"
        legend={t('form.visibility')}
        options={[
          {
            value: 'public',
            label: t('form.visibility_public'),
            small: t('form.visibility_public_small'),
          },
          {
            value: 'mission and panel',
            label: t('form.visibility_private'),
            small: t('form.visibility_private_small'),
          },
        ]}
        defaultValue={[form.text('visibility') || 'public']}
      />
      <ChoiceGroup
        type="radio"
        name="showFirm"
        legend={t('form.show_firm')}
        options={[
          { value: 'mission', label: t('form.show_mission'), small: t('form.show_mission_small') },
          { value: 'panel', label: t('form.show_panel') },
          { value: 'everyone', label: t('form.show_everyone') },
        ]}
        defaultValue={[form.text('showFirm') || 'panel']}
      />
    </FormPart>
  )
}

export function NeedsFields({ form, call, locale }: PartOfCall) {
  const { t } = useTranslation('registration')
  return (
    <FormPart legend={t('form.take_part')}>
      {call.languages.length > 1 && (
        <SelectField
          name="language"
          label={t('form.language')}
          defaultValue={
            form.text('language') || (call.languages.includes(locale) ? locale : call.languages[0])
          }
          error={form.error('language')}
          options={call.languages.map((code) => ({ value: code, label: languageName(code, locale) }))}
        />
      )}
      <ChoiceGroup
        type="checkbox"
        name="needs"
        legend={t('form.needs')}
        options={NEEDS.map((need) => ({ value: need, label: t(`needs.${need}`) }))}
        defaultValue={form.list('needs')}
        hint={t('form.needs_hint')}
      />
      <TextField
        name="otherNeeds"
        label={t('form.other_needs')}
        note={t('form.optional')}
        maxLength={500}
        defaultValue={form.text('otherNeeds')}
        error={form.error('otherNeeds')}
      />
    </FormPart>
  )
}

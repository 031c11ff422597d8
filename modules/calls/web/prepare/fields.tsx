import { useTranslation } from 'react-i18next'
import type { Localized } from '../../../../kernel/schemas.ts'
import { Button, SelectField, Tag, TextAreaField, TextField } from '../../../../ui/index.ts'
import '../desk.css'

type TextPairProps = {
  name: string
  label: string
  hint?: string | undefined
  value: Localized
  error?: string | undefined
  long?: boolean
  maxLength: number
  onChange: (change: { en?: string; ur?: string }) => void
}

/** One text in both languages, side by side where there is room; each is kept by itself. */
export function TextPair({ name, label, hint, value, error, long, maxLength, onChange }: TextPairProps) {
  const { t } = useTranslation('calls')
  const Control = long ? TextAreaField : TextField
  const shared = { maxLength, ...(long ? { rows: 7 } : {}) }
  return (
    <fieldset className={long ? 'calls-pair calls-pair--long' : 'calls-pair'}>
      <legend className="dl-sr">{label}</legend>
      <Control
        {...shared}
        name={`${name}-en`}
        label={t('edit.in_english', { label })}
        hint={hint}
        error={error}
        lang="en"
        dir="ltr"
        defaultValue={value.en}
        onChange={(event: { target: { value: string } }) => onChange({ en: event.target.value })}
      />
      <Control
        {...shared}
        name={`${name}-ur`}
        label={t('edit.in_urdu', { label })}
        hint={hint && t('edit.falls_back')}
        lang="ur"
        dir="rtl"
        defaultValue={value.ur ?? ''}
        onChange={(event: { target: { value: string } }) => onChange({ ur: event.target.value })}
      />
    </fieldset>
  )
}

type PickerProps<V extends string> = {
  name: string
  label: string
  /** "Add a sector…" */
  add: string
  values: readonly V[]
  options: readonly { value: V; label: string }[]
  error?: string | undefined
  onChange: (values: V[]) => void
}

/** Several of a closed list: what is chosen stands as tags, each with its way out. */
export function Picker<V extends string>({
  name,
  label,
  add,
  values,
  options,
  error,
  onChange,
}: PickerProps<V>) {
  const { t } = useTranslation('calls')
  const labelOf = (value: V) => options.find((option) => option.value === value)?.label ?? value
  return (
    <div className="calls-picker">
      <SelectField
        name={name}
        label={label}
        error={error}
        value=""
        onChange={(event) => {
          const chosen = options.find((option) => option.value === event.target.value)
          if (chosen) onChange([...values, chosen.value])
        }}
        options={[{ value: '', label: add }, ...options.filter((option) => !values.includes(option.value))]}
      />
      <ul aria-label={label}>
        {values.map((value) => (
          <li key={value}>
            <Tag>
              {labelOf(value)}
              <Button
                kind="quiet"
                size="s"
                icon="close"
                iconOnly
                onClick={() => onChange(values.filter((each) => each !== value))}
              >
                {t('edit.take_out', { what: labelOf(value) })}
              </Button>
            </Tag>
          </li>
        ))}
      </ul>
    </div>
  )
}

import './styles/uswds.scss'
import './styles/field.css'
import { ErrorMessage, FormGroup, Label, Select, Textarea, TextInput } from '@trussworks/react-uswds'
import type { ComponentProps, ReactNode } from 'react'
import { cx } from './cx.ts'
import { Icon } from './icon.tsx'

type Around = {
  label: ReactNode
  hint?: ReactNode
  /** The error in words, between hint and control; absent when the answer is fine. */
  error?: ReactNode
  /** Said after the label: "optional". Mark the rarer of the two kinds. */
  note?: ReactNode
  /** The name is there for assistive technology only: in bars and tables. */
  labelHidden?: boolean | undefined
  className?: string | undefined
}

type Named = { name: string; id?: string | undefined }

export type FieldProps = Around & { id: string; children: ReactNode }

/** Label, hint, error, control, in this order, with the USWDS form group around them. */
export function Field({ id, label, hint, error, note, labelHidden, className, children }: FieldProps) {
  return (
    <FormGroup error={Boolean(error)} className={cx('dl-field', className)}>
      <Label htmlFor={id} error={Boolean(error)} srOnly={Boolean(labelHidden)}>
        {label}
        {note && <span className="dl-field__note">{note}</span>}
      </Label>
      {hint && (
        <span className="usa-hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
      {error && <FieldError id={`${id}-error`}>{error}</FieldError>}
      {children}
    </FormGroup>
  )
}

export function FieldError({ id, children }: { id: string; children: ReactNode }) {
  return (
    <ErrorMessage id={id} className="dl-field__error">
      <Icon name="alert" />
      <span>{children}</span>
    </ErrorMessage>
  )
}

/** What ties a control to its hint and its error. */
function described(id: string, { hint, error }: Pick<Around, 'hint' | 'error'>) {
  const ids = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ')
  return { ...(ids ? { 'aria-describedby': ids } : {}), ...(error ? { 'aria-invalid': true } : {}) } as const
}

type InputType =
  | 'text'
  | 'email'
  | 'number'
  | 'password'
  | 'search'
  | 'tel'
  | 'url'
  | 'date'
  | 'time'
  | 'datetime-local'

/** Addresses, numbers and links read from left to right in every language. */
const latin: ReadonlySet<InputType> = new Set<InputType>(['email', 'tel', 'url', 'number', 'password'])

export type TextFieldProps = Around &
  Named &
  Omit<ComponentProps<'input'>, 'name' | 'id' | 'type'> & { type?: InputType }

export function TextField({
  label,
  hint,
  error,
  note,
  labelHidden,
  className,
  name,
  id = name,
  type = 'text',
  ...rest
}: TextFieldProps) {
  const around = { id, label, hint, error, note, labelHidden, className }
  const own = { ...described(id, around), dir: latin.has(type) ? 'ltr' : 'auto', ...rest } as const
  const { ref: _ref, ...props } = own
  return (
    <Field {...around}>
      <TextInput {...props} ref={rest.ref as never} id={id} name={name} type={type as 'text'} />
    </Field>
  )
}

export type TextAreaFieldProps = Around & Named & Omit<ComponentProps<'textarea'>, 'name' | 'id'>

export function TextAreaField({
  label,
  hint,
  error,
  note,
  labelHidden,
  className,
  name,
  id = name,
  ref,
  ...rest
}: TextAreaFieldProps) {
  const around = { id, label, hint, error, note, labelHidden, className }
  return (
    <Field {...around}>
      <Textarea {...described(id, around)} dir="auto" {...rest} inputRef={ref} id={id} name={name} />
    </Field>
  )
}

export type SelectOption = { value: string; label: string; off?: boolean }
export type SelectFieldProps = Around &
  Named &
  Omit<ComponentProps<'select'>, 'name' | 'id' | 'children'> & { options: readonly SelectOption[] }

export function SelectField({
  label,
  hint,
  error,
  note,
  labelHidden,
  className,
  name,
  id = name,
  options,
  ref,
  ...rest
}: SelectFieldProps) {
  const around = { id, label, hint, error, note, labelHidden, className }
  return (
    <Field {...around}>
      <Select {...described(id, around)} {...rest} inputRef={ref} id={id} name={name}>
        {options.map((option) => (
          <option key={option.value} value={option.value} disabled={option.off ?? false}>
            {option.label}
          </option>
        ))}
      </Select>
    </Field>
  )
}

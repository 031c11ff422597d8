import './styles/uswds.scss'
import './styles/field.css'
import { Checkbox, Fieldset, Radio } from '@trussworks/react-uswds'
import type { ChangeEventHandler, ReactNode } from 'react'
import { cx } from './cx.ts'
import { FieldError } from './field.tsx'

export type ChoiceProps = {
  type: 'checkbox' | 'radio'
  name: string
  value: string
  label: ReactNode
  small?: ReactNode
  id?: string | undefined
  checked?: boolean | undefined
  defaultChecked?: boolean | undefined
  required?: boolean | undefined
  invalid?: boolean | undefined
  describedBy?: string | undefined
  onChange?: ChangeEventHandler<HTMLInputElement> | undefined
}

/** A row of 48 px that is all label: a USWDS tile. */
export function Choice(props: ChoiceProps) {
  const { type, label, small, invalid, describedBy, id = `${props.name}-${props.value}`, ...rest } = props
  const Control = type === 'checkbox' ? Checkbox : Radio
  return (
    <Control
      {...rest}
      id={id}
      tile
      className="dl-choice"
      label={label}
      labelDescription={small}
      aria-invalid={invalid || undefined}
      aria-describedby={describedBy}
    />
  )
}

export type ChoiceOption = Pick<ChoiceProps, 'value' | 'label' | 'small'>

export type ChoiceGroupProps = {
  legend: ReactNode
  type: 'checkbox' | 'radio'
  name: string
  options: readonly ChoiceOption[]
  /** Chosen values of an uncontrolled group (forms that are posted). */
  defaultValue?: readonly string[] | undefined
  /** Chosen values of a controlled group, with `onChange`. */
  value?: readonly string[] | undefined
  onChange?: ((value: readonly string[]) => void) | undefined
  hint?: ReactNode
  error?: ReactNode
  /** Two or three columns where there is room: for short words. */
  columns?: boolean | undefined
}

export function ChoiceGroup(props: ChoiceGroupProps) {
  const { legend, type, name, options, value, defaultValue, onChange, hint, error, columns } = props
  const choose = (choice: string, on: boolean) => {
    const others = type === 'radio' ? [] : (value ?? []).filter((each) => each !== choice)
    onChange?.(on ? [...others, choice] : others)
  }
  return (
    <Fieldset
      id={name}
      legend={legend}
      className={cx('dl-choices', Boolean(error) && 'dl-choices--error')}
      aria-describedby={
        [hint && `${name}-hint`, error && `${name}-error`].filter(Boolean).join(' ') || undefined
      }
    >
      {hint && (
        <span className="usa-hint" id={`${name}-hint`}>
          {hint}
        </span>
      )}
      {error && <FieldError id={`${name}-error`}>{error}</FieldError>}
      <div className={cx('dl-choices__list', columns && 'dl-choices__list--columns')}>
        {options.map((option) => (
          <Choice
            {...option}
            key={option.value}
            type={type}
            name={name}
            {...(value
              ? {
                  checked: value.includes(option.value),
                  onChange: (event) => choose(option.value, event.target.checked),
                }
              : { defaultChecked: defaultValue?.includes(option.value) ?? false })}
          />
        ))}
      </div>
    </Fieldset>
  )
}

export type ErrorSummaryProps = {
  title: ReactNode
  /** Each goes to the field's id. */
  errors: readonly { field: string; message: ReactNode }[]
}

/** Stands above the form and takes the focus: on a posted page by `autofocus`, in the app by its `ref`. */
export function ErrorSummary({ title, errors }: ErrorSummaryProps) {
  return (
    <div
      className="dl-errors"
      role="alert"
      tabIndex={-1}
      // biome-ignore lint/a11y/noAutofocus: what went wrong comes first, also where no script runs
      autoFocus
      ref={(element) => element?.focus()}
    >
      <h2>{title}</h2>
      <ul>
        {errors.map((error) => (
          <li key={error.field}>
            <a href={`#${error.field}`}>{error.message}</a>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** One part of a long form, with its heading as the legend. */
export function FormPart({ legend, children }: { legend: ReactNode; children: ReactNode }) {
  return (
    <Fieldset legend={legend} className="dl-formpart">
      {children}
    </Fieldset>
  )
}

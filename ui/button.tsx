import './styles/button.css'
import type { ComponentProps, MouseEvent, ReactNode } from 'react'
import { cx } from './cx.ts'
import { Icon, type IconName } from './icon.tsx'

export type ButtonLook = {
  /** `primary`: one per region. `stop`: ends something (outline). `goair`: the one filled red button. */
  kind?: 'default' | 'primary' | 'quiet' | 'stop' | 'goair' | 'danger' | undefined
  /** Drawn height: s 32 (target 44), m 36 on desks and 44 on pages, l 44, xl 52. */
  size?: 's' | 'm' | 'l' | 'xl' | undefined
  wide?: boolean | undefined
  icon?: IconName | undefined
  /** The key that does the same, shown as a cap: `A`, `Shift X`. */
  keyName?: string | undefined
  /** Only the icon is drawn; `children` is its name for assistive technology. */
  iconOnly?: boolean | undefined
}

export type ButtonProps = ButtonLook &
  Omit<ComponentProps<'button'>, 'disabled'> & {
    /** Off but reachable: name the element that says why with `aria-describedby`. */
    off?: boolean | undefined
  }

export function Button(props: ButtonProps) {
  const { kind, size, wide, icon, keyName, iconOnly, off, className, children, onClick, type, ...rest } =
    props
  const press = (event: MouseEvent<HTMLButtonElement>) => {
    if (off) event.preventDefault()
    else onClick?.(event)
  }
  return (
    <button
      {...rest}
      type={type ?? 'button'}
      className={cx(look({ kind, size, wide, iconOnly }), className)}
      aria-disabled={off ? true : rest['aria-disabled']}
      onClick={press}
    >
      <Inside {...{ icon, keyName, iconOnly }}>{children}</Inside>
    </button>
  )
}

export type ButtonLinkProps = ButtonLook & ComponentProps<'a'>

/** A link drawn as a button: it goes somewhere, it does nothing. */
export function ButtonLink(props: ButtonLinkProps) {
  const { kind, size, wide, icon, keyName, iconOnly, className, children, ...rest } = props
  return (
    <a {...rest} className={cx(look({ kind, size, wide, iconOnly }), className)}>
      <Inside {...{ icon, keyName, iconOnly }}>{children}</Inside>
    </a>
  )
}

/** Classes of a button, for a router's own link component. */
function look({ kind = 'default', size = 'm', wide, iconOnly }: ButtonLook): string {
  return cx('dl-btn', `dl-btn--${kind}`, `dl-btn--${size}`, wide && 'dl-btn--wide', iconOnly && 'dl-btn--sq')
}

type InsideProps = Pick<ButtonLook, 'icon' | 'keyName' | 'iconOnly'> & { children: ReactNode }

function Inside({ icon, keyName, iconOnly, children }: InsideProps) {
  return (
    <>
      {icon && <Icon name={icon} />}
      {iconOnly ? <span className="dl-sr">{children}</span> : children}
      {keyName && <Keys combo={keyName} />}
    </>
  )
}

/** One key cap. Latin letters in every language; hidden from assistive technology, which has the key list. */
export function Key({ children }: { children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a kbd takes no focus
    <kbd className="dl-key" aria-hidden="true">
      {children}
    </kbd>
  )
}

/** `Shift X` as two caps. */
export function Keys({ combo }: { combo: string }) {
  return combo.split(' ').map((key) => <Key key={key}>{key}</Key>)
}

import { useRouter } from '@tanstack/react-router'
import type { ComponentProps, ComponentType, MouseEvent } from 'react'

/** What a screen gets from its address. */
export type ScreenProps = { params: Readonly<Record<string, string>>; search: URLSearchParams }

export type FaceRoute = {
  /** `/desk/calls/$call` for staff, `/g/$grant/room` for people with a personal link. */
  path: string
  /** i18n key of the window's title: `calls:desk.title`. */
  title: string
  load: () => Promise<ComponentType<ScreenProps>>
}

export type FaceNav = {
  href: string
  /** i18n key */
  label: string
  /** Where it stands among the slices' entries: calls 10, people 20, … */
  order: number
  /** Shown to staff who hold one of these roles for the whole installation; without it to everybody. */
  roles?: readonly string[]
}

/** What a slice shows in the app behind a session. */
export type SliceFace = {
  routes: readonly FaceRoute[]
  nav?: readonly FaceNav[]
  /** Stands under the bar of every desk that has no band of its own, when there is something to say. */
  band?: ComponentType
}

/** Goes to an address of the app without loading the page anew. */
export function useGo(): (href: string, how?: 'push' | 'replace') => void {
  const router = useRouter()
  return (href, how = 'push') => router.history[how](href)
}

/** A link inside the app; with a modifier key it is a link like any other. */
export function FaceLink({ href, onClick, ...rest }: ComponentProps<'a'> & { href: string }) {
  const go = useGo()
  const press = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event)
    if (
      event.defaultPrevented ||
      event.button !== 0 ||
      event.metaKey ||
      event.ctrlKey ||
      event.shiftKey ||
      event.altKey
    )
      return
    if (!/^\/(desk|g)(\/|$)/.test(href)) return
    event.preventDefault()
    go(href)
  }
  return <a {...rest} href={href} onClick={press} />
}

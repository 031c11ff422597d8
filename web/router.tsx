import {
  type AnyRoute,
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  useLocation,
  useParams,
} from '@tanstack/react-router'
import { type ComponentType, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { FaceRoute, ScreenProps } from '../ui/face.tsx'
import { NavContext, ToastList } from '../ui/index.ts'
import { faces } from './modules.ts'
import { Failed, Loading, NotFound } from './screens.tsx'
import { SessionGate } from './session.tsx'

/** All addresses of the app: `/desk/*` for staff, `/g/:grant/*` for personal links, from the slices' faces. */
export function createAppRouter() {
  const root = createRootRoute({ component: Shell, notFoundComponent: NotFound, errorComponent: Failed })
  const routes = faces.flatMap((face) => face.routes.map((route) => screenRoute(root, route)))
  return createRouter({
    routeTree: root.addChildren(routes),
    defaultPendingComponent: Loading,
    defaultErrorComponent: Failed,
    defaultNotFoundComponent: NotFound,
    defaultPendingMs: 150,
    scrollRestoration: true,
  })
}

function screenRoute(root: AnyRoute, { path, title, load }: FaceRoute) {
  return createRoute({
    getParentRoute: () => root,
    path,
    component: lazyRouteComponent(async () => ({ Screen: withAddress(await load(), title) }), 'Screen'),
  })
}

/** Gives a screen its address, the window its title, and assistive technology a place to begin. */
function withAddress(Screen: ComponentType<ScreenProps>, title: string) {
  return function Addressed() {
    const { t } = useTranslation()
    const params = useParams({ strict: false }) as Record<string, string>
    const search = new URLSearchParams(useLocation().searchStr)
    useEffect(() => {
      document.title = `${t(title)} · ${t('web:title')}`
    }, [t])
    return <Screen params={params} search={search} />
  }
}

const nav = faces.flatMap((face) => face.nav ?? []).sort((a, b) => a.order - b.order)

function Shell() {
  useFocusOnArrival()
  return (
    <>
      <SessionGate>
        <NavContext value={nav}>
          <Outlet />
        </NavContext>
      </SessionGate>
      <ToastList />
    </>
  )
}

/** After a change of screen the focus goes to its main landmark, as it would after loading a page. */
function useFocusOnArrival() {
  const { pathname } = useLocation()
  const first = useRef(true)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the address is what it reacts to
  useEffect(() => {
    if (!first.current) document.getElementById('main')?.focus()
    first.current = false
  }, [pathname])
}

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
import { type ComponentType, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { FaceRoute, ScreenProps } from '../ui/face.tsx'
import { BandContext, NavContext, ToastList } from '../ui/index.ts'
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
    useFocusOnArrival(JSON.stringify(params))
    return <Screen params={params} search={search} />
  }
}

const nav = faces.flatMap((face) => face.nav ?? []).sort((a, b) => a.order - b.order)

const band = faces.map(({ band: Band }, at) => Band && <Band key={String(at)} />)

function Shell() {
  return (
    <>
      <SessionGate>
        <NavContext value={nav}>
          <BandContext value={band}>
            <Outlet />
          </BandContext>
        </NavContext>
      </SessionGate>
      <ToastList />
    </>
  )
}

/** The first screen is where the page was loaded: there the focus begins at the top, as with every page. */
let arrived = false

/** After a change of screen, once it stands, the focus goes to its main landmark, as it would after loading a page. */
function useFocusOnArrival(what: string) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: what the screen is about is what it reacts to
  useEffect(() => {
    if (arrived) document.getElementById('main')?.focus()
    arrived = true
  }, [what])
}

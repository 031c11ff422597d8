import '../ui/styles/base.css'
import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { I18nextProvider } from 'react-i18next'
import { ApiError } from '../ui/api.ts'
import { createI18n, markDocument } from '../ui/i18n.ts'
import { Announcer, KeysProvider, ToastProvider } from '../ui/index.ts'
import { createAppRouter } from './router.tsx'
import { SESSION_KEY } from './session.tsx'
import { loadTexts } from './texts.ts'

/** Whoever may not see something is told so at once; what may pass is tried twice more. */
function worthRetrying(failures: number, error: Error): boolean {
  return failures < 2 && !(error instanceof ApiError && error.status >= 400 && error.status < 500)
}

/** A session that ended shows itself at the next answer: the gate then asks to sign in. */
function askAgainWhoIsHere(error: unknown, queries: QueryClient): void {
  if (error instanceof ApiError && error.status === 401)
    void queries.invalidateQueries({ queryKey: SESSION_KEY })
}

/** After an update the old files are gone: a tab that asks for one begins anew, once a minute at most. */
function reloadAfterUpdate(): void {
  addEventListener('vite:preloadError', (event) => {
    const last = Number(sessionStorage.getItem('dl-reloaded') ?? 0)
    if (performance.timeOrigin - last < 60_000) return
    event.preventDefault()
    sessionStorage.setItem('dl-reloaded', String(performance.timeOrigin + performance.now()))
    location.reload()
  })
}

/** Draws the app behind a session into `#app`. */
export async function start(): Promise<void> {
  // The server chose it for this shell: by `?lang=`, the remembered choice, or the browser's wish.
  const locale = document.documentElement.lang === 'ur' ? 'ur' : 'en'
  markDocument(locale)
  reloadAfterUpdate()
  const i18n = await createI18n(locale, await loadTexts(locale))
  const again = { onError: (error: unknown) => askAgainWhoIsHere(error, queries) }
  const queries: QueryClient = new QueryClient({
    queryCache: new QueryCache(again),
    mutationCache: new MutationCache(again),
    defaultOptions: { queries: { retry: worthRetrying, staleTime: 5_000 }, mutations: { retry: false } },
  })
  const router = createAppRouter()
  const root = document.getElementById('app')
  if (!root) throw new Error('index.html has no #app')
  createRoot(root).render(
    <StrictMode>
      <I18nextProvider i18n={i18n}>
        <QueryClientProvider client={queries}>
          <Announcer>
            <ToastProvider>
              <KeysProvider>
                <RouterProvider router={router} />
              </KeysProvider>
            </ToastProvider>
          </Announcer>
        </QueryClientProvider>
      </I18nextProvider>
    </StrictMode>,
  )
}

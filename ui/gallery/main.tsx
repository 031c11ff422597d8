import '../styles/base.css'
import './gallery.css'
import { createRoot } from 'react-dom/client'
import { I18nextProvider } from 'react-i18next'
import { createI18n, markDocument } from '../i18n.ts'
import { Announcer, KeysProvider, pickLocale, ToastList, ToastProvider } from '../index.ts'
import en from '../locales/en.json'
import ur from '../locales/ur.json'
import { sheets } from './sheets.tsx'

// `#ur/ModeratorSheet`: a language and a sheet. For the tests of this folder only; the product has no such page.
const [language = 'en', name = 'CallSheet'] = location.hash.slice(1).split('/')
const locale = pickLocale([language])
const Sheet = sheets[name] ?? (() => null)
const root = document.getElementById('app')
markDocument(locale)
if (root) {
  createRoot(root).render(
    <I18nextProvider i18n={await createI18n(locale, { ui: locale === 'ur' ? ur : en })}>
      <Announcer>
        <ToastProvider>
          <KeysProvider>
            <Sheet locale={locale} />
            <ToastList />
          </KeysProvider>
        </ToastProvider>
      </Announcer>
    </I18nextProvider>,
  )
}

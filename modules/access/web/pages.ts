import { pageView } from '../../../ui/index.ts'
import { LinkPage, type LinkPageProps } from './link-page.tsx'
import {
  BeforeSetupPage,
  ConfirmPage,
  NothingHerePage,
  SecondFactorPage,
  type SecondFactorPageProps,
  SignInPage,
  type SignInPageProps,
  SignInSentPage,
} from './sign-in-pages.tsx'
import { WelcomePage, type WelcomePageProps } from './welcome-page.tsx'

/** The passkey buttons (vite.config.ts). */
const PASSKEY = 'modules/access/web/passkey.ts'

/** Personal pages: search engines stay away, and no address with a token becomes a canonical one. */
const titled =
  (key: string, script?: string) => (_props: object, _page: unknown, t: (key: string) => string) => ({
    title: t(`access:${key}`),
    canonical: '/sign-in',
    noindex: true,
    script,
  })

export const pages = {
  'access/LinkPage': pageView<LinkPageProps>({ Component: LinkPage, head: titled('link.title') }),
  'access/SignInPage': pageView<SignInPageProps>({
    Component: SignInPage,
    head: titled('sign_in.title', PASSKEY),
  }),
  'access/BeforeSetupPage': pageView<object>({
    Component: BeforeSetupPage,
    head: titled('before_setup.title'),
  }),
  'access/SignInSentPage': pageView<{ email: string }>({
    Component: SignInSentPage,
    head: titled('sent.title'),
  }),
  'access/ConfirmPage': pageView<{ token: string; to: string; first: boolean }>({
    Component: ConfirmPage,
    head: titled('confirm.title'),
  }),
  'access/SecondFactorPage': pageView<SecondFactorPageProps>({
    Component: SecondFactorPage,
    head: titled('factor.title', PASSKEY),
  }),
  'access/NothingHerePage': pageView<object>({ Component: NothingHerePage, head: titled('nothing.title') }),
  'access/WelcomePage': pageView<WelcomePageProps>({ Component: WelcomePage, head: titled('welcome.title') }),
}

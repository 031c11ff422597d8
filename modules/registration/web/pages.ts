import { pageView } from '../../../ui/index.ts'
import type {
  ClosedPageProps,
  ComingPageProps,
  ReceivedPageProps,
  RegisterPageProps,
} from '../contract/pages.ts'
import { ClosedPage } from './page/closed-page.tsx'
import { ComingPage } from './page/coming-page.tsx'
import { ReceivedPage } from './page/received-page.tsx'
import { RegisterPage } from './page/register-page.tsx'
import { inLanguage } from './words.ts'

/** The public pages of this slice, rendered on the server. */
export const pages = {
  'registration/RegisterPage': pageView<RegisterPageProps>({
    Component: RegisterPage,
    head: ({ call, errors }, page, t) => ({
      title: `${errors.length > 0 ? `${t('registration:page.error')}: ` : ''}${t('registration:page.title')} · ${inLanguage(call.topic, page.locale)}`,
      noindex: true,
    }),
  }),
  'registration/ReceivedPage': pageView<ReceivedPageProps>({
    Component: ReceivedPage,
    head: ({ call }, page, t) => ({
      title: `${t('registration:received.title')} · ${inLanguage(call.topic, page.locale)}`,
      noindex: true,
    }),
  }),
  'registration/ClosedPage': pageView<ClosedPageProps>({
    Component: ClosedPage,
    head: ({ call }, page, t) => ({
      title: `${t('registration:page.title')} · ${inLanguage(call.topic, page.locale)}`,
      noindex: true,
    }),
  }),
  'registration/ComingPage': pageView<ComingPageProps>({
    Component: ComingPage,
    head: ({ about, step }, page, t) => ({
      title: [
        t(`registration:coming.${step}.title`),
        ...(about ? [inLanguage(about.call.topic, page.locale)] : []),
      ].join(' · '),
      noindex: true,
    }),
  }),
}

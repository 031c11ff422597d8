import { pageView } from '../../../ui/index.ts'
import type { ReadoutPageProps } from '../contract/pages.ts'
import { ReadoutPage } from './page/readout-page.tsx'

/** The public pages of this slice, rendered on the server. */
export const pages = {
  'outcomes/ReadoutPage': pageView<ReadoutPageProps>({
    Component: ReadoutPage,
    head: ({ headline, call }, page, t) => ({
      title:
        headline ??
        `${t('outcomes:page.readout')} · ${(page.locale === 'ur' && call.topic.ur) || call.topic.en}`,
    }),
  }),
}

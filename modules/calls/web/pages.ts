import { pageView } from '../../../ui/index.ts'
import type {
  CallPageProps,
  HomePageProps,
  ProgramPageProps,
  SeriesPageProps,
  SubscribePageProps,
  WordsPageProps,
} from '../contract.ts'
import { CallPage } from './page/call-page.tsx'
import { eventJsonLd, feedLinks, shortDescription } from './page/head.ts'
import { HomePage, ProgramPage, SeriesPage } from './page/lists.tsx'
import { SubscribePage } from './page/subscribe.tsx'
import { WordsPage } from './page/words-page.tsx'
import { say } from './say.ts'

/** The public pages of this slice, rendered on the server. */
export const pages = {
  'calls/HomePage': pageView<HomePageProps>({
    Component: HomePage,
    head: (_props, page, t) => ({
      title: page.brand.product,
      description: t('calls:home.lead'),
    }),
  }),
  'calls/CallPage': pageView<CallPageProps>({
    Component: CallPage,
    head: (props, page) => ({
      title: say(props.call.topic, page.locale),
      description: shortDescription(say(props.call.description, page.locale)),
      type: 'article',
      noindex: props.call.state === 'draft',
      jsonLd: eventJsonLd(props, page),
      links: [
        {
          rel: 'alternate',
          type: 'text/calendar',
          href: `/calls/${props.call.slug}/calendar.ics`,
          title: say(props.call.topic, page.locale),
        },
      ],
    }),
  }),
  'calls/ProgramPage': pageView<ProgramPageProps>({
    Component: ProgramPage,
    head: ({ program }, page) => ({
      title: say(program.name, page.locale),
      description: shortDescription(say(program.purpose, page.locale)),
      links: feedLinks(`/programs/${program.slug}`, say(program.name, page.locale)),
    }),
  }),
  'calls/SeriesPage': pageView<SeriesPageProps>({
    Component: SeriesPage,
    head: ({ series }, page) => ({
      title: say(series.name, page.locale),
      description: shortDescription(say(series.description, page.locale)),
      links: feedLinks(`/series/${series.slug}`, say(series.name, page.locale)),
    }),
  }),
  'calls/SubscribePage': pageView<SubscribePageProps>({
    Component: SubscribePage,
    head: ({ about }, page, t) => ({
      title: [t('calls:subscribe.title'), about && say(about.name, page.locale)].filter(Boolean).join(' · '),
      noindex: true,
    }),
  }),
  'calls/WordsPage': pageView<WordsPageProps>({
    Component: WordsPage,
    head: ({ words }, page, t) => ({
      title: t(`calls:words.${words}.title`),
      description: t(`calls:words.${words}.lead`, { mission: page.brand.mission }),
    }),
  }),
}

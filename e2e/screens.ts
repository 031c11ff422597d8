/** Who looks: somebody without a link, or one of the four whose links the demo prints. */
export type Who = 'nobody' | 'officer' | 'official' | 'firm' | 'rapporteur'

export type Places = {
  /** The call that is being held, and the next one, which is announced. */
  call: string
  next: string
  slug: string
  nextSlug: string
}

export type Screen = {
  /** Name of its pictures. */
  name: string
  who: Who
  /** Under `/g/<grant>` for those who came by a personal link when it begins with `~`. */
  path: (places: Places) => string
  /** It needs no script at all. */
  plain?: true
  /** One of the main screens, whose picture stands in docs/screens/. */
  main?: true
  /** What is there once the screen has what it shows. */
  ready: string
}

const page = 'main h1'
const desk = '.dl-deskpage, .dl-list, .dl-pane'

/** Pages for everyone, and the page of one's own. */
export const open: readonly Screen[] = [
  { name: 'home', main: true, plain: true, who: 'nobody', path: () => '/', ready: page },
  {
    name: 'call',
    main: true,
    plain: true,
    who: 'nobody',
    path: ({ nextSlug }) => `/calls/${nextSlug}`,
    ready: page,
  },
  {
    name: 'register',
    main: true,
    plain: true,
    who: 'nobody',
    path: ({ nextSlug }) => `/calls/${nextSlug}/register`,
    ready: 'form',
  },
  { name: 'call-live', plain: true, who: 'nobody', path: ({ slug }) => `/calls/${slug}`, ready: page },
  { name: 'sign-in', who: 'nobody', path: () => '/sign-in', ready: 'form' },
  { name: 'nothing-here', plain: true, who: 'nobody', path: () => '/nothing-here', ready: page },
  { name: 'status', main: true, who: 'firm', path: () => '~', ready: page },
]

/** Desks at which the next call is prepared. */
export const desks: readonly Screen[] = [
  { name: 'desk', main: true, who: 'officer', path: () => '/desk', ready: '.dl-table' },
  {
    name: 'prepare',
    main: true,
    who: 'officer',
    path: ({ next }) => `/desk/calls/${next}`,
    ready: 'form, .usa-input',
  },
  { name: 'panel', who: 'officer', path: ({ next }) => `/desk/calls/${next}/panel`, ready: desk },
  {
    name: 'approver',
    main: true,
    who: 'officer',
    path: ({ next }) => `/desk/calls/${next}/registrations`,
    ready: '.dl-table',
  },
  { name: 'outbox', who: 'officer', path: () => '/desk/outbox', ready: '.dl-table' },
  { name: 'settings', who: 'officer', path: () => '/desk/settings', ready: '.dl-table' },
]

/** The room while questions are being answered. */
export const onAir: readonly Screen[] = [
  {
    name: 'moderator',
    main: true,
    who: 'officer',
    path: ({ call }) => `/desk/calls/${call}/room`,
    ready: '.dl-nowq, .dl-q',
  },
  { name: 'attendee', main: true, who: 'firm', path: () => '~/room', ready: '.dl-q' },
  { name: 'official', main: true, who: 'official', path: () => '~/room', ready: '.dl-top h1' },
  { name: 'rapporteur', main: true, who: 'rapporteur', path: () => '~/room', ready: '.dl-entry' },
]

/** What stays when it is over. */
export const after: readonly Screen[] = [
  {
    name: 'readout',
    main: true,
    who: 'officer',
    path: ({ call }) => `/desk/calls/${call}/readout`,
    ready: '.dl-sen',
  },
  {
    name: 'record',
    main: true,
    who: 'officer',
    path: ({ call }) => `/desk/calls/${call}/record`,
    ready: '.dl-table',
  },
  { name: 'status-after', who: 'firm', path: () => '~', ready: page },
  { name: 'room-ended', who: 'firm', path: () => '~/room', ready: '.dl-top' },
]

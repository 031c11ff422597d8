import { anyone } from '../../../kernel/access.ts'
import { AppError } from '../../../kernel/errors.ts'
import type { Page, PageRequest, PageResult } from '../../../kernel/module.ts'
import type { Tx } from '../../../kernel/tx.ts'
import type { SubscribePageProps } from '../contract.ts'
import { programBy, seriesBy } from '../reads/programs.ts'
import { subscriptionBy } from '../reads/subscriptions.ts'
import { isSubscriptionLink, readAsking } from '../rules/subscriptions.ts'
import { askedTooOften, askToBeTold, changeSubscription } from '../service/subscriptions.ts'

const NOTHING = { name: '', email: '' }
const view = (props: SubscribePageProps, status = 200): PageResult => ({
  view: 'calls/SubscribePage',
  props,
  status,
})

type Of = 'programs' | 'series'

async function aboutOf(tx: Tx, of: Of, request: PageRequest) {
  const slug = request.params['slug'] ?? ''
  const found = of === 'programs' ? await programBy(tx, { slug }) : await seriesBy(tx, { slug })
  if (!found) throw new AppError('not_found', `calls.unknown_${of === 'programs' ? 'program' : 'series'}`)
  return {
    page: { path: `/${of}/${slug}`, name: found.name },
    wanted:
      'program' in found ? { program: found.program, series: found.id } : { program: found.id, series: null },
  }
}

const pagesOf = (of: Of) => ({
  form: {
    method: 'GET',
    path: `/${of}/:slug/subscribe`,
    access: anyone,
    handle: async (tx, _actor, request) => {
      const { page } = await aboutOf(tx, of, request)
      return view({ step: 'form', about: page, values: NOTHING, errors: [] })
    },
  } satisfies Page,
  ask: {
    method: 'POST',
    path: `/${of}/:slug/subscribe`,
    access: anyone,
    handle: async (tx, _actor, request) => {
      const { page, wanted } = await aboutOf(tx, of, request)
      // A field that no person sees; whoever fills it in is a program.
      const received = { redirect: `${page.path}/subscribe/received` }
      if ([request.form['website'] ?? ''].flat().join('') !== '') return received
      const read = readAsking(request.form)
      if ('errors' in read) return view({ step: 'form', about: page, ...read }, 422)
      if (askedTooOften(tx, request.address, read.asked.email)) {
        const errors = [{ field: 'form' as const, reason: 'too_many' }]
        return view({ step: 'form', about: page, values: read.asked, errors }, 429)
      }
      await askToBeTold(tx, { ...read.asked, ...wanted, locale: request.locale })
      return received
    },
  } satisfies Page,
  received: {
    method: 'GET',
    path: `/${of}/:slug/subscribe/received`,
    access: anyone,
    handle: async (tx, _actor, request) => {
      const { page } = await aboutOf(tx, of, request)
      return view({ step: 'received', about: page, values: NOTHING, errors: [] })
    },
  } satisfies Page,
})

/** What stands behind the link of a mail; opening it never acts. */
async function show(tx: Tx, request: PageRequest): Promise<PageResult> {
  const { id = '', signature = '' } = request.params
  const found = isSubscriptionLink(id, signature, tx.signer) ? await subscriptionBy(tx, id) : null
  if (!found) return view({ step: 'unknown', about: null, values: NOTHING, errors: [] }, 404)
  const { path, name, state } = found
  return view({ step: state, about: { path, name }, values: NOTHING, errors: [] })
}

/** The buttons of that page, and the one click of a mail program (RFC 8058), whose post says nothing of confirming. */
async function act(tx: Tx, request: PageRequest): Promise<PageResult> {
  const { id = '', signature = '' } = request.params
  if (isSubscriptionLink(id, signature, tx.signer)) {
    await changeSubscription(tx, id, request.form['do'] === 'confirm' ? 'confirmed' : 'ended')
  }
  return await show(tx, request)
}

const LINK = '/subscriptions/:id/:signature'
const { form: programForm, ask: askProgram, received: programReceived } = pagesOf('programs')
const { form: seriesForm, ask: askSeries, received: seriesReceived } = pagesOf('series')

export const subscriptionPages = {
  programForm,
  askProgram,
  programReceived,
  seriesForm,
  askSeries,
  seriesReceived,
  showSubscription: {
    method: 'GET',
    path: LINK,
    access: anyone,
    handle: (tx, _actor, request) => show(tx, request),
  },
  changeSubscription: {
    method: 'POST',
    path: LINK,
    access: anyone,
    handle: (tx, _actor, request) => act(tx, request),
  },
} satisfies Readonly<Record<string, Page>>

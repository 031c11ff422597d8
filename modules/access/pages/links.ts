import type { Actor, CallRole } from '../../../kernel/actor.ts'
import { AppError } from '../../../kernel/errors.ts'
import type { PageRequest, PageResult } from '../../../kernel/module.ts'
import type { Tx } from '../../../kernel/tx.ts'
import { type CallFacts, callsCommands } from '../../calls/contract.ts'
import { peopleCommands } from '../../people/contract.ts'
import { readInstallation } from '../reads.ts'
import { LINK_SESSION_AGE, type WhoseLink } from '../rules/links.ts'
import { closeLink, openLink, readLink } from '../service/links.ts'
import { field } from './sign-in.ts'

const cookieOf = (grant: string): string => `dl_g_${grant}`

/** GET /l/:token. Shows whose link this is and what it is for; changes nothing, because mail scanners open links. */
export async function showLinkPage(tx: Tx, actor: Actor, request: PageRequest): Promise<PageResult> {
  const token = request.params['token'] ?? ''
  const found = await readLink(tx, token)
  if (!found.grant) {
    return {
      view: 'access/LinkPage',
      props: { problem: found.problem },
      status: found.problem === 'revoked' ? 410 : 404,
    }
  }
  const { call, person, roles } = found.grant
  const { persons } = await tx.use(peopleCommands).names(tx, actor, { persons: [person] })
  const facts = await tx.use(callsCommands).get(tx, actor, { call })
  const { homeZone, homePlace, homePlaceUr } = await readInstallation(tx)
  return {
    view: 'access/LinkPage',
    props: {
      token,
      name: persons.get(person)?.name ?? null,
      roles,
      whose: whoseLink(facts, person, roles),
      call: {
        topic: facts.topic,
        host: facts.host?.name ?? null,
        startsAt: facts.startsAt?.toString() ?? null,
        endsAt: facts.endsAt?.toString() ?? null,
        zone: facts.zone,
        place: facts.hostPlace,
        cancelled: facts.state === 'cancelled',
        rules: goesOnStageNow(facts, roles) ? rulesOf(facts) : null,
      },
      homeZone,
      homePlace: (request.locale === 'ur' ? homePlaceUr : null) ?? homePlace,
    },
  }
}

/** A place on the stage is handed over with its link; an office answers with a link of its own; everybody else keeps hers. */
function whoseLink({ panel }: CallFacts, person: string, roles: readonly CallRole[]): WhoseLink {
  if (panel.some((member) => member.person === person)) return 'stage'
  return roles.length === 0 && panel.some((member) => member.office === person) ? 'office' : 'own'
}

/** Who is on stage goes in with the one button of this page while the call is live, and accepts its rules with it. */
const goesOnStageNow = (call: CallFacts, roles: readonly CallRole[]): boolean =>
  call.state === 'live' && roles.some((role) => role === 'host' || role === 'panelist')

/** The rules of the call, and those of its parts that differ. */
const rulesOf = ({ rulesVersion, groundRules, agenda }: CallFacts) => ({
  version: rulesVersion,
  call: groundRules,
  parts: [...new Set(agenda.map((item) => item.groundRules))].filter((rules) => rules !== groundRules),
})

/** POST /l/:token: the button. Gives this browser a session and goes on to what the link is for. */
export async function openLinkPage(tx: Tx, _actor: Actor, request: PageRequest): Promise<PageResult> {
  const { grant, session } = await openLink(tx, request.params['token'] ?? '')
  const maxAgeSeconds = LINK_SESSION_AGE.hours * 3600
  const rules = /^\d{1,9}$/.exec(field(request, 'rules'))?.[0]
  const redirect = rules ? `/g/${grant}/room?rules=${rules}` : `/g/${grant}`
  return { redirect, cookies: [{ name: cookieOf(grant), value: session, maxAgeSeconds }] }
}

/** POST /g/:grant/sign-out: ends the session of this browser; the link in the mail opens another. */
export async function signOutLinkPage(tx: Tx, actor: Actor, request: PageRequest): Promise<PageResult> {
  if (actor.kind !== 'grant') throw new AppError('unauthenticated', 'server.sign_in')
  const session = sessionIn(request.headers.get('cookie') ?? '', cookieOf(actor.grant))
  if (session) await closeLink(tx, session)
  return {
    view: 'access/LinkPage',
    props: { problem: 'signed_out' },
    cookies: [{ name: cookieOf(actor.grant), value: null }],
  }
}

/** A cookie's value, with or without the prefix it has under HTTPS. */
const sessionIn = (cookies: string, name: string): string | undefined =>
  cookies
    .split(';')
    .map((cookie) => cookie.trim())
    .find((cookie) => cookie.replace(/^__Host-/, '').startsWith(`${name}=`))
    ?.split('=')[1]

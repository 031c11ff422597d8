import type { FastifyRequest } from 'fastify'
import { type Actor, anonymous } from '../kernel/actor.ts'
import type { StaffAuth, StaffSession } from '../kernel/ports.ts'
import type { Tx } from '../kernel/tx.ts'
import { accessCommands } from '../modules/access/contract.ts'
import { type CookieJar, grantCookie } from './cookies.ts'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** Which personal link a request speaks for: in its path (/g/:grant/…), its header, or its socket query. Null for staff. */
function grantOf(request: FastifyRequest): string | null {
  const params = request.params as Record<string, string | undefined>
  const query = request.query as Record<string, string | undefined>
  const asked = params['grant'] ?? request.headers['dl-grant'] ?? query['grant']
  return typeof asked === 'string' && UUID.test(asked) ? asked : null
}

export interface Credentials {
  readonly staff: StaffSession | null
  readonly grant: { readonly grant: string; readonly token: string } | null
  /** Of a machine; cookies are then not looked at. */
  readonly token: string | null
}

/** Reads who a request claims to be; nothing here touches our tables. */
export async function credentialsOf(
  request: FastifyRequest,
  cookies: CookieJar,
  auth: StaffAuth,
): Promise<Credentials> {
  const bearer = /^Bearer\b\s*(.*)$/i.exec(request.headers.authorization ?? '')
  if (bearer) return { staff: null, grant: null, token: bearer[1] ?? '' }
  const grant = grantOf(request)
  if (grant) {
    const token = cookies.read(request, grantCookie(grant))
    return { staff: null, grant: token ? { grant, token } : null, token: null }
  }
  const session = request.headers.cookie
    ? await auth.session(new Headers({ cookie: request.headers.cookie }))
    : null
  return { staff: session, grant: null, token: null }
}

/** Who is asking: decided by the access slice in the request's own transaction. */
export async function resolveActor(tx: Tx, credentials: Credentials): Promise<Actor> {
  const access = tx.use(accessCommands)
  if (credentials.token !== null) return access.tokenActor(tx, anonymous, { token: credentials.token })
  if (credentials.grant) return access.grantActor(tx, anonymous, credentials.grant)
  if (credentials.staff) return access.staffActor(tx, anonymous, credentials.staff)
  return anonymous
}

import '@fastify/cookie'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Cookie } from '../kernel/module.ts'

/** The session cookie of one personal link, so that several links can be open in one browser. */
export const grantCookie = (grant: string): string => `dl_g_${grant}`
export const LANGUAGE_COOKIE = 'dl_lang'

export interface CookieJar {
  read(request: FastifyRequest, name: string): string | undefined
  write(reply: FastifyReply, cookie: Cookie): void
}

/** Cookies of ours: `__Host-` and Secure under HTTPS, HttpOnly, SameSite=Lax, for the whole site. */
export function cookieJar(secure: boolean): CookieJar {
  const full = (name: string): string => (secure ? `__Host-${name}` : name)
  return {
    read: (request, name) => request.cookies[full(name)],
    write(reply, cookie) {
      const options = { path: '/', httpOnly: true, sameSite: 'lax', secure } as const
      if (cookie.value === null) reply.clearCookie(full(cookie.name), options)
      else {
        const maxAge = cookie.maxAgeSeconds
        reply.setCookie(full(cookie.name), cookie.value, {
          ...options,
          ...(maxAge === undefined ? {} : { maxAge }),
        })
      }
    },
  }
}

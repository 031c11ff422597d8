import { oc } from '@orpc/contract'
import { z } from 'zod'
import { STAFF_ROLES } from '../../kernel/actor.ts'
import { email, id, instantString, line, zone } from '../../kernel/schemas.ts'
import { newToken, token, tokenMade } from './contract/tokens.ts'

export * from './contract/commands.ts'
export * from './contract/tokens.ts'

const membership = z.strictObject({ role: z.enum(STAFF_ROLES), program: id.nullable() })
const memberships = z.array(membership).min(1, 'required').max(50)
const nothing = z.strictObject({})
const ofUser = z.strictObject({ user: id })

export const staffMember = z.strictObject({
  id,
  name: z.string(),
  email: z.string(),
  locale: z.enum(['en', 'ur']),
  memberships: z.array(membership),
  /** Whether a passkey or an authenticator is set up. */
  secondFactor: z.boolean(),
  /** When a session of hers was last used; null when never. */
  lastSeen: instantString.nullable(),
})
export type StaffMember = z.infer<typeof staffMember>

/** Largest seal, as a data URL: 64 KB of picture are 4/3 of that in base64. */
const SEAL_CHARACTERS = 90_000

const presentation = z.strictObject({
  missionName: line(120),
  missionNameUr: line(120).nullable().default(null),
  homeZone: zone,
  homePlace: line(80),
  homePlaceUr: line(80).nullable().default(null),
  /** `#rrggbb`; null for the product's own. */
  ink: z
    .string()
    .regex(/^#[0-9a-f]{6}$/, 'not_a_colour')
    .nullable()
    .default(null),
  /** `data:image/svg+xml;base64,…` or png; null for the product's mark. Shown as a picture only, never as markup. */
  seal: z.string().max(SEAL_CHARACTERS, 'seal_too_large').nullable().default(null),
})
export type Presentation = z.infer<typeof presentation>

const installation = presentation.extend({ state: z.enum(['new', 'empty', 'sample']) })

const session = z.strictObject({
  who: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('anonymous') }),
    z.strictObject({ kind: z.literal('staff'), id, name: z.string(), roles: z.array(membership) }),
    z.strictObject({
      kind: z.literal('grant'),
      grant: id,
      call: id,
      person: id,
      name: z.string(),
      roles: z.array(z.string()),
    }),
  ]),
  mission: z.string(),
  homeZone: z.string(),
  homePlace: z.string(),
  sample: z.boolean(),
  seal: z.string().nullable(),
})

const factors = z.strictObject({
  /** Whether this server asks staff for one. */
  needed: z.boolean(),
  totp: z.boolean(),
  passkeys: z.array(z.strictObject({ id, name: z.string().nullable(), at: instantString.nullable() })),
})
export type Factors = z.infer<typeof factors>

const code = z.strictObject({
  code: z
    .string()
    .transform((text) => text.replace(/\s/g, ''))
    .pipe(z.string().regex(/^\d{6}$/, 'not_a_code')),
})
/** A wrong code is an answer and no failure: it is counted, and too many lock. */
const accepted = z.strictObject({ accepted: z.boolean() })
const linkOf = z.strictObject({ call: id, person: id })

export const contract = {
  session: oc.route({ method: 'GET', path: '/session', summary: 'Who you are here' }).output(session),
  signOut: oc.route({ method: 'POST', path: '/sign-out', summary: 'End this session' }).output(nothing),

  installation: oc
    .route({ method: 'GET', path: '/installation', summary: 'How the mission presents itself' })
    .output(installation),
  changeInstallation: oc
    .route({ method: 'PUT', path: '/installation', summary: 'Change how the mission presents itself' })
    .input(presentation)
    .output(installation),

  staff: oc
    .route({ method: 'GET', path: '/staff', summary: 'The staff, by name' })
    .output(z.array(staffMember)),
  invite: oc
    .route({
      method: 'POST',
      path: '/staff',
      summary: 'Invite a colleague; she gets a sign-in link by e-mail',
    })
    .input(
      z.strictObject({ email, name: line(120), locale: z.enum(['en', 'ur']).default('en'), memberships }),
    )
    .output(staffMember),
  changeMemberships: oc
    .route({ method: 'PUT', path: '/staff/{user}/memberships', summary: 'Change what a colleague may do' })
    .input(ofUser.extend({ memberships }))
    .output(staffMember),
  removeStaff: oc
    .route({ method: 'DELETE', path: '/staff/{user}', summary: 'Remove a colleague; her sessions end' })
    .input(ofUser)
    .output(nothing),
  showSignInLink: oc
    .route({
      method: 'POST',
      path: '/staff/{user}/sign-in-link',
      summary: 'A sign-in link to hand over; that it was shown is kept',
    })
    .input(ofUser)
    .output(z.strictObject({ url: z.string(), until: instantString })),

  resetFactors: oc
    .route({
      method: 'DELETE',
      path: '/staff/{user}/factors',
      summary: "Forget a colleague's passkeys and authenticator (a lost telephone); her sessions end",
    })
    .input(ofUser)
    .output(staffMember),

  tokens: oc
    .route({ method: 'GET', path: '/tokens', summary: 'Tokens of machines, the newest first' })
    .output(z.array(token)),
  createToken: oc
    .route({
      method: 'POST',
      path: '/tokens',
      summary: 'Make a token for a machine; it is shown in this answer and never again',
    })
    .input(newToken)
    .output(tokenMade),
  revokeToken: oc
    .route({ method: 'DELETE', path: '/tokens/{token}', summary: 'Make a token useless at once' })
    .input(z.strictObject({ token: id }))
    .output(nothing),

  factors: oc
    .route({ method: 'GET', path: '/me/factors', summary: 'Your passkeys and authenticator' })
    .output(factors),
  beginTotp: oc
    .route({
      method: 'POST',
      path: '/me/totp',
      summary: 'A secret for your authenticator; it counts once a code was confirmed',
    })
    .output(z.strictObject({ secret: z.string(), uri: z.string() })),
  confirmTotp: oc
    .route({
      method: 'POST',
      path: '/me/totp/confirm',
      summary: 'Confirm your authenticator with a first code',
    })
    .input(code)
    .output(accepted),
  removeTotp: oc
    .route({ method: 'DELETE', path: '/me/totp', summary: 'Remove your authenticator' })
    .output(factors),
  showCode: oc
    .route({ method: 'POST', path: '/me/second-factor', summary: 'Show a code of your authenticator' })
    .input(code)
    .output(accepted),
  removePasskey: oc
    .route({ method: 'DELETE', path: '/me/passkeys/{passkey}', summary: 'Remove one of your passkeys' })
    .input(z.strictObject({ passkey: id }))
    .output(factors),

  showLink: oc
    .route({
      method: 'POST',
      path: '/calls/{call}/people/{person}/link',
      summary: "A person's link to a call, to hand over; that it was shown is kept",
    })
    .input(linkOf)
    .output(z.strictObject({ grant: id, url: z.string() })),
  revokeLink: oc
    .route({
      method: 'DELETE',
      path: '/calls/{call}/people/{person}/link',
      summary: "Make a person's link useless and end its sessions",
    })
    .input(linkOf)
    .output(nothing),
}

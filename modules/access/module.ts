import { anyone, OFFICERS, STAFF } from '../../kernel/access.ts'
import { type Actor, holdsRole, system } from '../../kernel/actor.ts'
import { offer } from '../../kernel/commands.ts'
import { AppError } from '../../kernel/errors.ts'
import { defineModule } from '../../kernel/module.ts'
import type { Tx } from '../../kernel/tx.ts'
import { callsCommands } from '../calls/contract.ts'
import { mailCommands } from '../mail/contract.ts'
import { peopleCommands } from '../people/contract.ts'
import { accessCommands, contract, sampleCommands } from './contract.ts'
import { linkMail } from './mails.ts'
import { brandSheet } from './pages/brand.ts'
import { openLinkPage, showLinkPage, signOutLinkPage } from './pages/links.ts'
import {
  afterSignInPage,
  confirmSignInPage,
  requestSignInPage,
  secondFactorPage,
  showCodePage,
  signInPage,
  signOutPage,
} from './pages/sign-in.ts'
import { answerWelcomePage, welcomePage } from './pages/welcome.ts'
import { readInstallation, readStaff, readTokens } from './reads.ts'
import {
  beginTotp,
  confirmTotp,
  readFactors,
  removePasskey,
  removeTotp,
  resetFactors,
  resetFactorsByAddress,
  showCode,
} from './service/factors.ts'
import { giveGrant, grantActor, linkOf, revokeLink, revokeRoles, standingOf } from './service/grants.ts'
import { changeInstallation, present } from './service/installation.ts'
import { endLinksOf, holderOf, revokeByStaff, showLink } from './service/links.ts'
import { readSession, sweep } from './service/session.ts'
import {
  INVITATION_MINUTES,
  linkForUser,
  MAILED_LINK_MINUTES,
  showSignInLink,
  signInLink,
  signOut,
} from './service/sign-in.ts'
import { changeMemberships, enrol, invite, oneOfStaff, removeStaff, staffActor } from './service/staff.ts'
import { createToken, revokeToken, tokenActor } from './service/tokens.ts'

const administrators = { staff: ['administrator'] } as const
const officers = { staff: OFFICERS }
const staff = { staff: STAFF }
const signedIn = { signedIn: true } as const

/** What concerns the whole installation is for whoever administers the whole of it, not one program. */
const ownerOnly =
  <I, O>(work: (tx: Tx, actor: Actor, input: I) => Promise<O>) =>
  (tx: Tx, actor: Actor, input: I): Promise<O> => {
    if (!holdsRole(actor, ['administrator'], null)) throw new AppError('forbidden', 'server.forbidden')
    return work(tx, actor, input)
  }

/** Who is asking and what they may do: the installation, staff and their sign-in, grants and their links. */
export const access = defineModule({
  name: 'access',
  contract,
  access: {
    session: anyone,
    signOut: signedIn,
    installation: anyone,
    changeInstallation: administrators,
    staff,
    invite: administrators,
    changeMemberships: administrators,
    removeStaff: administrators,
    showSignInLink: administrators,
    resetFactors: administrators,
    tokens: administrators,
    createToken: administrators,
    revokeToken: administrators,
    factors: signedIn,
    beginTotp: signedIn,
    confirmTotp: signedIn,
    showCode: signedIn,
    removeTotp: staff,
    removePasskey: staff,
    showLink: officers,
    revokeLink: officers,
  },
  routes: {
    session: (tx, actor, _input, request) => readSession(tx, actor, request.locale),
    signOut: (tx, actor) => signOut(tx, actor),
    installation: (tx) => readInstallation(tx),
    changeInstallation: ownerOnly(changeInstallation),
    staff: (tx) => readStaff(tx),
    invite: ownerOnly(invite),
    changeMemberships: ownerOnly(changeMemberships),
    removeStaff: ownerOnly(removeStaff),
    showSignInLink: ownerOnly(showSignInLink),
    resetFactors: ownerOnly(async (tx, actor, input: { user: string }) => {
      await resetFactors(tx, actor, input)
      return oneOfStaff(tx, input.user)
    }),
    tokens: ownerOnly((tx) => readTokens(tx)),
    createToken: ownerOnly(createToken),
    revokeToken: ownerOnly(revokeToken),
    factors: (tx, actor) => readFactors(tx, actor),
    beginTotp: (tx, actor) => beginTotp(tx, actor),
    confirmTotp: async (tx, actor, input) => ({ accepted: await confirmTotp(tx, actor, input) }),
    showCode: async (tx, actor, input) => ({ accepted: await showCode(tx, actor, input) }),
    removeTotp: (tx, actor) => removeTotp(tx, actor),
    removePasskey,
    showLink,
    revokeLink: revokeByStaff,
  },
  pages: {
    signIn: { method: 'GET', path: '/sign-in', access: anyone, handle: signInPage },
    requestSignIn: { method: 'POST', path: '/sign-in', access: anyone, handle: requestSignInPage },
    confirmSignIn: { method: 'GET', path: '/sign-in/:token', access: anyone, handle: confirmSignInPage },
    afterSignIn: { method: 'GET', path: '/sign-in/next', access: signedIn, handle: afterSignInPage },
    secondFactor: {
      method: 'GET',
      path: '/sign-in/second-factor',
      access: signedIn,
      handle: secondFactorPage,
    },
    showCode: { method: 'POST', path: '/sign-in/second-factor', access: signedIn, handle: showCodePage },
    signOut: { method: 'POST', path: '/sign-out', access: signedIn, handle: signOutPage },
    welcome: { method: 'GET', path: '/welcome', access: administrators, handle: welcomePage },
    answerWelcome: { method: 'POST', path: '/welcome', access: administrators, handle: answerWelcomePage },
    link: { method: 'GET', path: '/l/:token', access: anyone, handle: showLinkPage },
    openLink: { method: 'POST', path: '/l/:token', access: anyone, handle: openLinkPage },
    signOutLink: {
      method: 'POST',
      path: '/g/:grant/sign-out',
      access: { link: true },
      handle: signOutLinkPage,
    },
    brand: { method: 'GET', path: '/brand.css', access: anyone, handle: brandSheet },
  },
  mails: {
    sign_in: linkMail('sign_in', linkForUser, MAILED_LINK_MINUTES),
    invitation: linkMail('invitation', linkForUser, INVITATION_MINUTES),
  },
  jobs: {
    sweep: { schedule: '17 3 * * *', run: (app) => app.transaction(system('access'), sweep) },
  },
  on: {
    'person.erased': (tx, event) => endLinksOf(tx, system('access'), String(event.data['person'])),
  },
  offers: offer(accessCommands, {
    staffActor,
    grantActor,
    tokenActor,
    installation: (tx) => readInstallation(tx),
    present,
    grant: giveGrant,
    holderOf,
    link: linkOf,
    standing: standingOf,
    revoke: revokeLink,
    revokeRoles,
    enrol,
    signInLink,
    resetFactors: resetFactorsByAddress,
  }),
  uses: [mailCommands, peopleCommands, callsCommands, sampleCommands],
})

import type { Expectation } from '../expectation.ts'
import { administrator, everybody, links, officers, signedIn, staffAnywhere } from '../groups.ts'

const presentation = { missionName: 'Mission', homeZone: 'America/New_York', homePlace: 'Washington' }
const viewer = [{ role: 'viewer', program: null }]

/** Who is asking: only who administers the whole installation decides who works here and how it presents itself. */
export const access: Expectation = {
  routes: {
    session: { may: everybody },
    signOut: { may: signedIn, last: true },
    installation: { may: everybody },
    changeInstallation: { may: administrator, input: () => presentation },
    staff: { may: staffAnywhere },
    invite: {
      may: administrator,
      input: () => ({ email: 'new@mission.example', name: 'New', memberships: viewer }),
    },
    changeMemberships: {
      may: administrator,
      input: ({ colleague }) => ({ user: colleague, memberships: viewer }),
    },
    removeStaff: { may: administrator, input: ({ nothing }) => ({ user: nothing }), absent: true },
    showSignInLink: { may: administrator, input: ({ colleague }) => ({ user: colleague }) },
    resetFactors: { may: administrator, input: ({ colleague }) => ({ user: colleague }) },
    tokens: { may: administrator },
    createToken: { may: administrator, input: () => ({ name: 'Website', role: 'viewer', days: 30 }) },
    revokeToken: { may: administrator, input: ({ nothing }) => ({ token: nothing }), absent: true },
    factors: { may: signedIn },
    beginTotp: { may: signedIn },
    confirmTotp: { may: signedIn, input: () => ({ code: '000000' }) },
    showCode: { may: signedIn, input: () => ({ code: '000000' }) },
    removeTotp: { may: staffAnywhere },
    removePasskey: { may: staffAnywhere, input: ({ nothing }) => ({ passkey: nothing }), absent: true },
    showLink: { may: officers, input: ({ call, person }) => ({ call, person }) },
    revokeLink: { may: officers, input: ({ call, nothing }) => ({ call, person: nothing }) },
  },
  pages: {
    signIn: { may: everybody },
    requestSignIn: { may: everybody, input: () => ({ email: 'nobody@mission.example' }) },
    confirmSignIn: { may: everybody, input: () => ({ token: 'nothing' }) },
    afterSignIn: { may: staffAnywhere },
    secondFactor: { may: signedIn },
    showCode: { may: signedIn, input: () => ({ code: '000000' }) },
    signOut: { may: signedIn, last: true },
    welcome: { may: administrator },
    answerWelcome: { may: administrator, input: () => ({ choice: 'sample' }) },
    link: { may: everybody, input: ({ link }) => ({ token: link }) },
    openLink: { may: everybody, input: ({ link }) => ({ token: link }) },
    signOutLink: { may: links, input: ({ nothing }) => ({ grant: nothing }), last: true },
    brand: { may: everybody },
  },
}

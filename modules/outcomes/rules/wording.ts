import type { Wording } from '../contract.ts'

/** What a readout is called with before anybody worded anything. */
export const emptyWording: Wording = {
  audience: null,
  audienceShort: null,
  officials: null,
  officialsShort: null,
  subject: null,
  subjectShort: null,
  campaignStatement: null,
  members: [],
}

type Change = { readonly [K in keyof Wording]?: Wording[K] | undefined }

/** Applies a change and says which phrases and whose names it touched. */
export function reword(before: Wording, set: Change) {
  const { members = [], ...phrases } = set
  const given = Object.fromEntries(Object.entries(phrases).filter(([, value]) => value !== undefined))
  const named = new Set(members.map((member) => member.panelMember))
  const after: Wording = {
    ...before,
    ...given,
    members: [...before.members.filter((member) => !named.has(member.panelMember)), ...members],
  }
  return { after, phrases: Object.keys(given), members: [...named] }
}

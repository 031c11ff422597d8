import type { CallState, PanelMemberFacts } from '../contract.ts'

/** Why an invitation cannot be answered any more, or not yet: a reason of this slice; null when it can. */
export function whyNoAnswer(
  call: CallState,
  member: Pick<PanelMemberFacts, 'state' | 'invitedAt' | 'replacedBy'>,
): string | null {
  if (call === 'ended') return 'calls.is_ended'
  if (call === 'cancelled') return 'calls.is_cancelled'
  if (member.invitedAt === null) return 'calls.not_invited_yet'
  if (member.replacedBy !== null || member.state === 'replaced') return 'calls.is_replaced'
  return null
}

/** Whether somebody else answered since `seen`, which is what the writer had before her. */
export const answeredMeanwhile = (
  member: Pick<PanelMemberFacts, 'answeredAt'>,
  seen: Temporal.Instant | null,
): boolean =>
  member.answeredAt !== null && (seen === null || Temporal.Instant.compare(member.answeredAt, seen) !== 0)

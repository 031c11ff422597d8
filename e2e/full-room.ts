import { entityOf } from '../modules/room/contract.ts'
import type { RoomSocket } from '../testing/socket.ts'
import { RAPPORTEUR, type Stage } from './stage.ts'

export const KHAN = 'Zarar Hasham Khan'
export const FIRM = 'Silas Grantlow'

/** The third call of the sample on air, with something in every list of every screen. Answers the moderator's seat. */
export async function fillRoom(stage: Stage): Promise<RoomSocket> {
  const moderator = await stage.moderate()
  const ok = async (seat: RoomSocket, ...command: Parameters<RoomSocket['command']>): Promise<string> => {
    const answer = await seat.command(...command)
    if (answer.t !== 'ack') throw new Error(`${command[0]} was refused: ${answer.reason}`)
    return answer.made ?? ''
  }
  await ok(moderator, 'openRoom')
  const firm = await stage.seatOf(FIRM)
  const others = await Promise.all(['Laura Whitcomb', 'Elena Dunmore', 'Priya Ramanet'].map(stage.seatOf))
  const khan = await stage.seatOf(KHAN)
  const rapporteur = await stage.seatOf(RAPPORTEUR.name)
  await ok(moderator, 'goOnAir')
  await ok(moderator, 'nextAgendaItem')

  const seat = (name: string) => stage.call.panel.find((member) => member.name.en === name)?.id ?? ''
  const question = async (by: RoomSocket | undefined, text: string) =>
    await ok(by ?? firm, 'submitQuestion', { text })
  const [laura, elena, priya] = others
  const now = await question(
    laura,
    'Does a foreign cloud provider need a local license to host data for banks?',
  )
  const assigned = await question(firm, 'Which incentives for data centers end with this fiscal year?')
  const visible = await question(elena, 'Is there one office that gives all permits for a technology park?')
  const owed = await question(priya, 'May we see the form for reporting an incident?')
  const answered = await question(laura, 'Are imports of servers taxed?')
  await question(elena, 'Who checks the fiber in the zones, and how often?')
  for (const shown of [now, assigned, visible, owed, answered])
    await ok(moderator, 'showQuestion', { question: shown })
  for (const voter of [firm, elena, priya]) if (voter) await ok(voter, 'vote', { question: now })
  await ok(moderator, 'assignQuestion', { question: assigned, panelMember: seat(KHAN) })
  await ok(moderator, 'answerLive', {
    question: answered,
    summary: 'Not in the special zones, for ten years.',
    speaker: { kind: 'office', panelMember: seat('Azfar Manzoor') },
  })
  await ok(moderator, 'followUp', {
    question: owed,
    owner: { kind: 'office', panelMember: seat(KHAN) },
    due: '2030-05-04',
    promise: 'The form, with an English translation',
  })
  await ok(moderator, 'assignQuestion', { question: now, panelMember: seat(KHAN) })
  await ok(moderator, 'startAnswering', { question: now })

  const office = { kind: 'office', panelMember: seat(KHAN) } as const
  await ok(rapporteur, 'recordEntry', { kind: 'topic', text: 'licensing of cloud services', speaker: office })
  await ok(rapporteur, 'recordEntry', {
    kind: 'key point',
    text: 'expand broadband to every district',
    speaker: office,
    aspect: 'initiative',
  })
  await ok(rapporteur, 'recordEntry', { kind: 'promise', text: 'To send the list of zones', owner: office })
  const words = 'We answer within thirty days.'
  const quote = await ok(rapporteur, 'recordEntry', {
    kind: 'quote',
    text: words,
    speaker: { kind: 'panel member', panelMember: seat(KHAN) },
  })
  await ok(rapporteur, 'askToPublish', { entry: quote })
  await khan.until((room) => (entityOf(room, 'me')?.quotesAskedOfMe.length ?? 0) > 0)
  return moderator
}

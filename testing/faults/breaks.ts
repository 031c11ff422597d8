export interface Break {
  /** Under `modules/room/`. */
  readonly file: string
  readonly from: string
  readonly to: string
}

const audience = (from: string, to: string): Break => ({ file: 'rules/audience.ts', from, to })

/** Name of the leak that the checker must then find → the mistake, as somebody might make it. */
export const BREAKS: Readonly<Record<string, readonly Break[]>> = {
  hands: [
    audience('  hands: STAGE,\n', '  hands: ROOM,\n'),
    audience('hands: { hands: STAGE }', 'hands: { hands: ROOM }'),
  ],
  person: [audience('  person: STAGE,\n  lobby', '  person: ROOM,\n  lobby')],
  lobby: [audience('  lobby: MISSION,\n', '  lobby: STAGE,\n')],
  'guest.came': [
    audience('  guests: MISSION,\n', '  guests: STAGE,\n'),
    audience('guests: { guests: MISSION }', 'guests: { guests: STAGE }'),
  ],
  'entry.recorded': [
    audience('  entry: STAGE,\n', '  entry: ROOM,\n'),
    audience('    kind: STAGE,\n    text: STAGE,\n', '    kind: ROOM,\n    text: ROOM,\n'),
  ],
  'question.submitted': [
    audience("question.visibility === 'public' ? ROOM : STAGE", "question.visibility === '' ? STAGE : ROOM"),
  ],
  'question.firm': [audience('FIRM_FOR[question.showFirm]', 'ROOM')],
  'question.asker': [audience('    asker: MISSION,\n', '    asker: STAGE,\n')],
  'question.dismissal': [audience('    dismissal: MISSION,\n', '    dismissal: ROOM,\n')],
  'panel.present': [audience('    present: ROOM,\n', '    present: ANYBODY,\n')],
  'counts.mission': [
    audience("counts: { mission: MISSION, panel: ['panel']", "counts: { mission: ROOM, panel: ['panel']"),
  ],
  'call.locked': [audience('    locked: MISSION,\n', '    locked: ROOM,\n')],
  names: [
    audience(
      '    name: STAGE,\n    organizationName: STAGE,\n  }',
      '    name: ROOM,\n    organizationName: STAGE,\n  }',
    ),
  ],
  'floor.firm': [
    {
      file: 'rules/view-floor.ts',
      from: "firm: state === 'speaking' ? organizationName : null",
      to: 'firm: organizationName',
    },
  ],
  // Who was removed, and who never came in, read along.
  'announcement.made': [
    {
      file: 'rules/view-people.ts',
      from: "if (person?.place === 'inside') return audience",
      to: 'return audience',
    },
  ],
  // Two locks: the route's row and the handler's own question.
  http: [
    {
      file: 'module.ts',
      from: "record: { staff: STAFF, call: ['host', 'moderator'] },",
      to: 'record: anyone,',
    },
    {
      file: 'service/http.ts',
      from: "!hasCallRole(actor, ['host', 'moderator'], call)",
      to: "actor.kind === 'anonymous'",
    },
  ],
}

/** What is not seen but felt, and the test that feels it is `retries.long.test.ts`. */
export const FELT: Readonly<Record<string, readonly Break[]>> = {
  'retries count': [{ file: 'service/turn.ts', from: 'cannotRecord(trouble) ? 0 : ', to: '' }],
}

import type { Answers } from '../../contract.ts'
import { mayBeNamed, mayBeTold } from '../closed-words.ts'
import type { Label } from './table.ts'

/**
 * The answer register as it may leave the house. What was said off the record stays: there was an answer, and not what it was.
 * What was said on background names nobody. Questions and written answers are not said on the call, so no ground rule binds them.
 */
export function forFiles(register: Answers, label: Label): Answers {
  const withheld = label('off_the_record')
  return {
    ...register,
    rows: register.rows.map((row) => ({
      ...row,
      answers: row.answers.map((answer) => ({
        ...answer,
        speakerName: mayBeNamed(answer.groundRules) ? answer.speakerName : null,
        text: answer.text !== null && !mayBeTold(answer.groundRules) ? withheld : answer.text,
      })),
      owed:
        row.owed && row.owed.promise !== null && !mayBeTold(row.owed.groundRules)
          ? { ...row.owed, promise: withheld }
          : row.owed,
    })),
    promises: register.promises.map((made) => ({
      ...made,
      speakerName: mayBeNamed(made.groundRules) ? made.speakerName : null,
      text: made.text !== null && !mayBeTold(made.groundRules) ? withheld : made.text,
    })),
  }
}

import type { RecordEvent } from '../../modules/room/contract.ts'
import { type Model, type Must, ms } from './model.ts'
import { takeEntry } from './model-entries.ts'
import { takePerson } from './model-people.ts'
import { takeQuestion } from './model-questions.ts'
import { takeSetting } from './model-setting.ts'

const BEFORE_IT_OPENS = /^(question|questions|deck|room\.opened)/

const TAKERS = [takeSetting, takePerson, takeQuestion, takeEntry]

/**
 * Each event must be possible where it stands. Looks at events alone, so it also judges a record that it did not see being made.
 * Throws with what is wrong with this event at this place; else takes it in.
 */
export function judge(model: Model, event: RecordEvent): void {
  const must: Must = (fact, what) => {
    if (!fact) throw new Error(`${event.seq} ${event.type}: ${what}`)
  }
  must(event.seq === model.seq + 1, `follows ${model.seq}`)
  must(model.at === '' || ms(event.at) >= ms(model.at), `at ${event.at}, before ${model.at}`)
  model.seq = event.seq
  model.at = event.at
  if (event.text !== null) model.words.set(event.seq, event.text)
  must(model.phase !== 'closed' || BEFORE_IT_OPENS.test(event.type), 'before the room was open')
  must(
    TAKERS.some((take) => take(model, event, must)),
    'nobody knows what this is',
  )
}

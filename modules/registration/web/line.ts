import type { LineItem } from '../../../ui/line.tsx'
import type { RegistrationState } from '../contract/words.ts'

type Say = (key: `line.${string}`) => string

/** Where a registration stands, as points in order; a way that ended early ends where it ended. */
export function lineOf(state: RegistrationState, t: Say): LineItem[] {
  const point = (id: string, stands: LineItem['state']): LineItem => ({
    id,
    state: stands,
    label: t(`line.${id}`),
  })
  switch (state) {
    case 'pending':
      return [
        point('sent', 'done'),
        point('checking', 'now'),
        point('approved', 'next'),
        point('on_call', 'next'),
      ]
    case 'waitlisted':
      return [
        point('sent', 'done'),
        point('checked', 'done'),
        point('waiting', 'now'),
        point('on_call', 'next'),
      ]
    case 'approved':
      return [
        point('sent', 'done'),
        point('checked', 'done'),
        point('approved', 'now'),
        point('on_call', 'next'),
      ]
    case 'declined':
      return [point('sent', 'done'), point('checked', 'done'), point('declined', 'now')]
    case 'cancelled':
      return [point('sent', 'done'), point('cancelled', 'now')]
  }
}

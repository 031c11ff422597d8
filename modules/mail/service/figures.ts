import type { AppContext } from '../../../kernel/ports.ts'

/** What this process did since it began, and how the queue stood when it last looked. */
interface Figures {
  sent: number
  failed: number
  unsure: number
  withheld: number
  waiting: number
  paused: boolean
}

const kept = new WeakMap<AppContext, Figures>()

export function figuresOf(app: AppContext): Figures {
  const found = kept.get(app)
  if (found) return found
  const made = { sent: 0, failed: 0, unsure: 0, withheld: 0, waiting: 0, paused: false }
  kept.set(app, made)
  return made
}

/** Says at `/metrics` how mail goes. */
export function watchMail(app: AppContext): void {
  const figures = figuresOf(app)
  const { metrics } = app
  metrics.watch('counter', 'mails_sent_total', 'Mails that a mail server took', () => figures.sent)
  metrics.watch('counter', 'mails_failed_total', 'Mails that no mail server will take', () => figures.failed)
  metrics.watch('counter', 'mails_unsure_total', 'Mails that may have arrived', () => figures.unsure)
  metrics.watch('counter', 'mails_withheld_total', 'Mails to addresses nobody has', () => figures.withheld)
  metrics.watch('gauge', 'mails_waiting', 'Mails that wait, looked at each minute', () => figures.waiting)
  metrics.watch('gauge', 'mail_queue_paused', '1 while the mail server takes nothing', () =>
    figures.paused ? 1 : 0,
  )
}

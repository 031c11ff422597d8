import './styles/dialog.css'
import { useTranslation } from 'react-i18next'
import { useToasts } from './announcer.tsx'
import { Button } from './button.tsx'
import { useKeys } from './keys.tsx'

/** The last action in words, with Undo (key Z) while it can be taken back. */
export function ToastList() {
  const { t } = useTranslation('ui')
  const { toasts, drop } = useToasts()
  const last = toasts.at(-1)
  const undo = () => {
    if (!last?.undo) return
    last.undo()
    drop(last.id)
  }
  useKeys(last?.undo ? [{ code: 'KeyZ', label: t('toast.undo'), run: undo }] : [])
  if (toasts.length === 0) return null
  return (
    <section className="dl-toasts" aria-label={t('toast.title')}>
      {toasts.map((toast) => (
        <div key={toast.id} className="dl-toast">
          <span>{toast.text}</span>
          {toast.undo && (
            <Button size="s" keyName="Z" onClick={undo}>
              {t('toast.undo')}
            </Button>
          )}
          <Button size="s" kind="quiet" icon="close" iconOnly onClick={() => drop(toast.id)}>
            {t('toast.close')}
          </Button>
        </div>
      ))}
    </section>
  )
}

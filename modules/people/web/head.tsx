import { useTranslation } from 'react-i18next'
import { Avatar, Button } from '../../../ui/index.ts'

/** Name and a quiet line; on narrow screens the way back to the list. */
export function FileHead({ name, small, onClose }: { name: string; small: string; onClose: () => void }) {
  const { t } = useTranslation('people')
  return (
    <div className="dl-side__id">
      <Avatar name={name} />
      <div>
        <h2 id="file">
          <bdi>{name}</bdi>
        </h2>
        <p>
          <bdi>{small}</bdi>
        </p>
      </div>
      <Button className="dl-side__close" kind="quiet" icon="close" iconOnly onClick={onClose}>
        {t('close')}
      </Button>
    </div>
  )
}

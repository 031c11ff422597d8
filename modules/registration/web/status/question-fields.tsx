import { useTranslation } from 'react-i18next'
import { ChoiceGroup, TextAreaField } from '../../../../ui/index.ts'
import type { OwnAnswers, Standing } from '../../contract.ts'

type Question = Standing['questions'][number]
type Asked = NonNullable<OwnAnswers['question']>

/** What she asks, who may read it, and who sees her firm's name with it. */
export function QuestionFields({ hint, now }: { hint?: string; now?: Question }) {
  const of = fieldsOf(now?.id)
  const { t } = useTranslation('registration')
  return (
    <>
      <TextAreaField
        name={of.question}
        label={t('form.question')}
        hint={hint}
        rows={4}
        maxLength={2000}
        defaultValue={now?.text ?? ''}
      />
      <ChoiceGroup
        type="radio"
        name={of.visibility}
        legend={t('form.visibility')}
        options={[
          { value: 'public', label: t('form.visibility_public') },
          { value: 'mission and panel', label: t('form.visibility_private') },
        ]}
        defaultValue={[now?.visibility ?? 'public']}
      />
      <ChoiceGroup
        type="radio"
        name={of.showFirm}
        legend={t('form.show_firm')}
        options={[
          { value: 'mission', label: t('form.show_mission') },
          { value: 'panel', label: t('form.show_panel') },
          { value: 'everyone', label: t('form.show_everyone') },
        ]}
        defaultValue={[now?.showFirm ?? 'panel']}
      />
    </>
  )
}

/** What stands in these fields; null while nothing is asked. */
export function questionIn(form: FormData, now?: Question): Omit<Asked, 'insteadOf'> | null {
  const of = fieldsOf(now?.id)
  const text = String(form.get(of.question) ?? '')
  if (text.trim() === '') return null
  return {
    text,
    visibility: form.get(of.visibility) === 'public' ? 'public' : 'mission and panel',
    showFirm: SHOWN.find((to) => to === form.get(of.showFirm)) ?? 'panel',
  }
}

/** Several questions may stand on one page: the fields of each are its own. */
const fieldsOf = (question = 'new') => ({
  question: `question-${question}`,
  visibility: `visibility-${question}`,
  showFirm: `show-firm-${question}`,
})

const SHOWN = ['mission', 'panel', 'everyone'] as const

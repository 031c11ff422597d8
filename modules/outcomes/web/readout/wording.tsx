import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, Dialog, Notice, SelectField, TextField, useLocale } from '../../../../ui/index.ts'
import { PHRASES, PRONOUNS, type Readout, type Wording } from '../../contract.ts'
import { outcomes } from '../api.ts'

type Props = { open: boolean; readout: Readout; onClose: () => void }

/** How the readout names its audience, its officials, its subject, and its panel after the first time. */
export function WordingDialog({ open, readout, onClose }: Props) {
  return open ? <WordingForm readout={readout} onClose={onClose} /> : null
}

type Both = { en: string; ur: string }
const both = (phrase: { en: string; ur: string | null } | null | undefined): Both => ({
  en: phrase?.en ?? '',
  ur: phrase?.ur ?? '',
})
/** A phrase needs its English; without it there is none. */
const phraseOf = ({ en, ur }: Both) => (en.trim() ? { en: en.trim(), ur: ur.trim() || null } : null)

function WordingForm({ readout, onClose }: Omit<Props, 'open'>) {
  const { t } = useTranslation('outcomes')
  const locale = useLocale()
  const queries = useQueryClient()
  const { wording, panel } = readout
  const phrases = PHRASES.filter((key) => key !== 'campaignStatement' || readout.hasCampaign)
  const [words, setWords] = useState(() => new Map(phrases.map((key) => [key, both(wording[key])])))
  const [members, setMembers] = useState(
    () => new Map(panel.map(({ id }) => [id, wording.members.find((member) => member.panelMember === id)])),
  )
  const saving = useMutation(
    outcomes.word.mutationOptions({
      async onSuccess() {
        await queries.invalidateQueries({ queryKey: outcomes.key() })
        onClose()
      },
    }),
  )
  const write = (key: (typeof phrases)[number], language: 'en' | 'ur', text: string) =>
    setWords((all) => new Map(all).set(key, { ...both(all.get(key)), [language]: text }))
  const writeMember = (id: string, change: Partial<Wording['members'][number]>) =>
    setMembers((all) =>
      new Map(all).set(id, { panelMember: id, shortName: null, pronoun: null, ...all.get(id), ...change }),
    )
  const submit = () =>
    saving.mutate({
      call: readout.call,
      set: {
        ...Object.fromEntries([...words].map(([key, phrase]) => [key, phraseOf(phrase)])),
        members: [...members.values()].flatMap((member) =>
          member ? [{ ...member, shortName: phraseOf(both(member.shortName)) }] : [],
        ),
      },
    })
  return (
    <Dialog
      open
      wide
      title={t('wording.title')}
      onClose={onClose}
      onSubmit={submit}
      actions={
        <Button type="submit" kind="primary" off={saving.isPending}>
          {t('wording.keep')}
        </Button>
      }
    >
      <p className="dl-quiet" tabIndex={-1} data-focus>
        {t('wording.lead')}
      </p>
      {phrases.map((key) => (
        <fieldset key={key} className="ro-phrase">
          <legend>{t(`wording.${key}`)}</legend>
          <p className="dl-quiet">{t(`wording.${key}_hint`)}</p>
          <TextField
            name={`${key}-en`}
            label={t('language.en')}
            lang="en"
            dir="ltr"
            maxLength={300}
            value={words.get(key)?.en ?? ''}
            onChange={(event) => write(key, 'en', event.target.value)}
          />
          <TextField
            name={`${key}-ur`}
            label={t('language.ur')}
            lang="ur"
            dir="rtl"
            maxLength={300}
            value={words.get(key)?.ur ?? ''}
            onChange={(event) => write(key, 'ur', event.target.value)}
          />
        </fieldset>
      ))}
      {panel.map(({ id, name }) => {
        const member = members.get(id)
        const short = both(member?.shortName)
        return (
          <fieldset key={id} className="ro-phrase">
            <legend>
              <bdi>{(locale === 'ur' && name.ur) || name.en}</bdi>
            </legend>
            <p className="dl-quiet">{t('wording.member_hint')}</p>
            <TextField
              name={`${id}-en`}
              label={t('language.en')}
              lang="en"
              dir="ltr"
              maxLength={300}
              value={short.en}
              onChange={(event) => writeMember(id, { shortName: { ...short, en: event.target.value } })}
            />
            <TextField
              name={`${id}-ur`}
              label={t('language.ur')}
              lang="ur"
              dir="rtl"
              maxLength={300}
              value={short.ur}
              onChange={(event) => writeMember(id, { shortName: { ...short, ur: event.target.value } })}
            />
            <SelectField
              name={`${id}-pronoun`}
              label={t('wording.pronoun')}
              value={member?.pronoun ?? ''}
              options={[
                { value: '', label: t('wording.pronoun_none') },
                ...PRONOUNS.map((each) => ({ value: each, label: t(`wording.pronoun_${each}`) })),
              ]}
              onChange={(event) =>
                writeMember(id, { pronoun: PRONOUNS.find((each) => each === event.target.value) ?? null })
              }
            />
          </fieldset>
        )
      })}
      {saving.isError && (
        <Notice tone="bad" live>
          {saving.error.message || t('editor.not_saved')}
        </Notice>
      )}
    </Dialog>
  )
}

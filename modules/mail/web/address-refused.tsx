import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { dateTime } from '../../../ui/format.ts'
import { Button, Notice, useLocale, useToast } from '../../../ui/index.ts'
import { useSession } from '../../../ui/session.ts'
import { outbox } from './api.ts'

/** In a person's file, for officers: that no mail reaches her, and what to do. Nothing while all is well. */
export function AddressRefused({ person }: { person: string }) {
  const { t } = useTranslation('mail')
  const locale = useLocale()
  const toast = useToast()
  const client = useQueryClient()
  const { who, homeZone } = useSession()
  const asks =
    who.kind === 'staff' && who.roles.some(({ role }) => role === 'administrator' || role === 'officer')
  const address = useQuery({
    ...outbox.address.queryOptions({ input: { person }, staleTime: 30_000 }),
    enabled: asks,
  })
  const right = useMutation(
    outbox.addressRight.mutationOptions({
      onSuccess: ({ again }) => {
        toast(t('address_again', { count: again }))
        void client.invalidateQueries({ queryKey: outbox.key() })
      },
      onError: (error) => toast(error.message),
    }),
  )
  const refused = address.data?.refused
  if (!refused) return null
  return (
    <Notice
      tone="warn"
      title={t('no_mail', { at: dateTime(refused.at, homeZone, locale) })}
      action={
        <Button size="s" off={right.isPending} onClick={() => right.mutate({ person })}>
          {t('address_right')}
        </Button>
      }
    >
      {t('no_mail_text')}
    </Notice>
  )
}

import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { mastOf, type PageContext, PublicPage } from '../../../../ui/index.ts'
import { FEEDS, type FeedKind } from '../../rules/feed-files.ts'

export type FrameProps = {
  page: PageContext
  hero?: ReactNode
  /** Path whose feeds stand in the foot: `/series/pakistan`. */
  feeds?: string
  dock?: ReactNode
  children: ReactNode
}

/** A public page of this slice: the same mast and foot everywhere. */
export function Frame({ page, hero, dock, feeds, children }: FrameProps) {
  const { t } = useTranslation('calls')
  return (
    <PublicPage
      {...mastOf(page)}
      hero={hero}
      dock={dock}
      footLinks={[
        ...(feeds
          ? (Object.keys(FEEDS) as FeedKind[]).map((kind) => ({
              href: `${feeds}/${FEEDS[kind].file}`,
              label: t(`feed.kinds.${kind}`),
            }))
          : []),
        { href: '/privacy', label: t('words.privacy.link') },
        { href: '/accessibility', label: t('words.accessibility.link') },
      ]}
    >
      {children}
    </PublicPage>
  )
}

import { useTranslation } from 'react-i18next'
import { Facts, useLocale } from '../../../ui/index.ts'
import type { ShownBlock } from '../contract.ts'

/** The parts of a mail, one under the other. */
export function MailBlocks({ blocks }: { blocks: readonly ShownBlock[] }) {
  return blocks.map((block, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a mail have no names and never move
    <Block key={index} block={block} />
  ))
}

function Block({ block }: { block: ShownBlock }) {
  const { t } = useTranslation('mail')
  const locale = useLocale()
  if ('p' in block) return <p>{block.p}</p>
  if ('quote' in block) return <blockquote dir="auto">{block.quote}</blockquote>
  if ('facts' in block) {
    return (
      <Facts rows={block.facts.map(([term, value]) => ({ id: term, term, value: <bdi>{value}</bdi> }))} />
    )
  }
  if ('button' in block) {
    const { label, url } = block.button
    return (
      <p className="outbox__link">
        <b>{label}</b>: {url ? <a href={url}>{url}</a> : <span lang={locale}>{t('link_hidden')}</span>}
      </p>
    )
  }
  return <p className="dl-quiet">{block.small}</p>
}

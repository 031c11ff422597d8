import type { SliceFace } from '../../../ui/face.tsx'
import { MailBand } from './band.tsx'

export { AddressRefused } from './address-refused.tsx'
export { outbox as mailQueue } from './api.ts'
export { MailBlocks } from './blocks.tsx'
export { NoMailServer } from './no-server.tsx'

export const face: SliceFace = {
  band: MailBand,
  routes: [
    { path: '/desk/outbox', title: 'mail:title', load: () => import('./outbox.tsx').then((m) => m.Outbox) },
  ],
  nav: [{ href: '/desk/outbox', label: 'mail:title', order: 80, roles: ['administrator', 'officer'] }],
}

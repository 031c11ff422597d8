import type { SliceFace } from '../../../ui/face.tsx'

export { MailBlocks } from './blocks.tsx'

export const face: SliceFace = {
  routes: [
    { path: '/desk/outbox', title: 'mail:title', load: () => import('./outbox.tsx').then((m) => m.Outbox) },
  ],
  nav: [{ href: '/desk/outbox', label: 'mail:title', order: 80, roles: ['administrator', 'officer'] }],
}

import type { SliceFace } from '../../../ui/face.tsx'

export const face: SliceFace = {
  routes: [
    {
      path: '/desk/settings',
      title: 'access:settings.title',
      load: () => import('./settings.tsx').then((m) => m.Settings),
    },
  ],
  nav: [{ href: '/desk/settings', label: 'access:settings.title', order: 90 }],
}

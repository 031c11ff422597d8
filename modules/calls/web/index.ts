import type { SliceFace } from '../../../ui/face.tsx'

export { CallBar } from './call-bar.tsx'

export const face: SliceFace = {
  routes: [
    {
      path: '/desk',
      title: 'calls:desk.title',
      load: () => import('./desk/desk.tsx').then((m) => m.CallsDesk),
    },
    {
      path: '/desk/calls/$call',
      title: 'calls:bar.prepare',
      load: () => import('./prepare/prepare.tsx').then((m) => m.PrepareDesk),
    },
    {
      path: '/desk/calls/$call/panel',
      title: 'calls:bar.panel',
      load: () => import('./panel/panel.tsx').then((m) => m.PanelDesk),
    },
  ],
  nav: [{ href: '/desk', label: 'calls:desk.title', order: 10 }],
}

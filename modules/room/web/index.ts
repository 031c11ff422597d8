import type { SliceFace } from '../../../ui/face.tsx'

export const face: SliceFace = {
  routes: [
    {
      path: '/desk/calls/$call/room',
      title: 'room:title',
      load: () => import('./screens.tsx').then((module) => module.StaffRoom),
    },
    {
      path: '/g/$grant/room',
      title: 'room:title',
      load: () => import('./screens.tsx').then((module) => module.LinkRoom),
    },
    {
      path: '/g/$grant/rehearsal',
      title: 'room:rehearsal.title',
      load: () => import('./rehearsal/rehearsal.tsx').then((module) => module.Rehearsal),
    },
    {
      path: '/desk/load',
      title: 'room:load.title',
      load: () => import('./load.tsx').then((module) => module.Load),
    },
  ],
  nav: [{ href: '/desk/load', label: 'room:load.title', order: 85, roles: ['administrator'] }],
}

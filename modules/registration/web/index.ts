import type { SliceFace } from '../../../ui/face.tsx'

export const face: SliceFace = {
  routes: [
    {
      path: '/g/$grant',
      title: 'registration:status.title',
      load: () => import('./status/status.tsx').then((m) => m.Status),
    },
    {
      path: '/desk/calls/$call/registrations',
      title: 'registration:desk.title',
      load: () => import('./desk/desk.tsx').then((m) => m.RegistrationsDesk),
    },
    {
      path: '/desk/calls/$call/messages',
      title: 'registration:messages.page.title',
      load: () => import('./messages/messages.tsx').then((m) => m.MessagesDesk),
    },
    {
      path: '/desk/notice',
      title: 'registration:notice.title',
      load: () => import('./notice/notice.tsx').then((m) => m.NoticeDesk),
    },
  ],
  nav: [{ href: '/desk/notice', label: 'registration:notice.title', order: 85, roles: ['administrator'] }],
}

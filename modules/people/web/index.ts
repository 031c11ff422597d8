import type { SliceFace } from '../../../ui/face.tsx'

export const face: SliceFace = {
  routes: [
    { path: '/desk/people', title: 'people:title', load: () => import('./people.tsx').then((m) => m.People) },
  ],
  nav: [{ href: '/desk/people', label: 'people:title', order: 20 }],
}

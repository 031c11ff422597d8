import type { SliceFace } from '../../../ui/face.tsx'

export const face: SliceFace = {
  routes: [
    {
      path: '/desk/calls/$call/record',
      title: 'outcomes:record.title',
      load: () => import('./record/record.tsx').then((m) => m.RecordDesk),
    },
    {
      path: '/desk/calls/$call/readout',
      title: 'outcomes:editor.title',
      load: () => import('./readout/readout.tsx').then((m) => m.ReadoutDesk),
    },
    {
      path: '/desk/series',
      title: 'outcomes:series.all',
      load: () => import('./series/series.tsx').then((m) => m.SeriesList),
    },
    {
      path: '/desk/series/$series',
      title: 'outcomes:series.title',
      load: () => import('./series/series.tsx').then((m) => m.SeriesDesk),
    },
  ],
  nav: [{ href: '/desk/series', label: 'outcomes:series.all', order: 30 }],
}
